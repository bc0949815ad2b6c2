// Pictures: only those uploaded to this site, chosen from a list, each with an optional caption.

import { Node, pm } from "django-prose-editor/editor"
import { ask, field, make } from "healthhub/editor/dialog"

const OURS = 'img[src^="/media/"]'
const ATTRIBUTES = {
  src: { default: null },
  alt: { default: null },
  width: { default: null },
  height: { default: null },
}

/** A picture between words; the sanitiser lets it stand anywhere. */
export const Image = Node.create({
  name: "image",
  group: "inline",
  inline: true,
  draggable: true,
  addAttributes: () => ATTRIBUTES,
  parseHTML: () => [{ tag: OURS }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
})

/** The picture of a figure. */
export const Picture = Node.create({
  name: "picture",
  addAttributes: () => ATTRIBUTES,
  parseHTML: () => [{ tag: OURS, context: "figure/", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["img", HTMLAttributes],
})

export const Caption = Node.create({
  name: "caption",
  content: "inline*",
  isolating: true,
  parseHTML: () => [{ tag: "figcaption" }],
  renderHTML: () => ["figcaption", 0],
  addKeyboardShortcuts() {
    return { Enter: ({ editor }) => editor.isActive("caption") && leaveFigure(editor) }
  },
})

export const Figure = Node.create({
  name: "figure",
  group: "block",
  content: "caption? (picture | block)+ caption?",
  isolating: true,
  draggable: true,
  parseHTML: () => [{ tag: "figure" }],
  renderHTML: () => ["figure", 0],
  addKeyboardShortcuts() {
    const remove = ({ editor }) => isOnPicture(editor) && removeFigure(editor)
    return { Backspace: remove, Delete: remove }
  },
})

export function isInFigure(editor) {
  return Boolean(figureAround(editor.state.selection))
}

export function removeFigure(editor) {
  const place = figureAround(editor.state.selection)
  if (!place) return false
  editor.view.dispatch(editor.state.tr.delete(place.from, place.to).scrollIntoView())
  return true
}

/** Asks for a picture and puts it at the caret, or in the place of the one that is selected. */
export async function choosePicture(editor) {
  const found = pictureAround(editor.state)
  const answer = await ask({
    title: found ? "Change the picture" : "Insert a picture",
    body: [...pictureChooser(editor.picturesUrl, found?.node.attrs.src), ...captionField(found)],
    submit: found ? "Change" : "Insert",
    read: readPicture,
  })
  if (answer && found) replacePicture(editor, found.position, answer.picture)
  else if (answer) insertFigure(editor, answer)
  editor.commands.focus()
}

function insertFigure(editor, { picture, caption }) {
  const { figure, picture: kind, caption: captionKind } = editor.schema.nodes
  const parts = [kind.create(picture)]
  if (caption) parts.push(captionKind.create(null, editor.schema.text(caption)))
  const around = figureAround(editor.state.selection)
  const chain = editor.chain()
  if (around) chain.setTextSelection(around.to)
  chain.insertContent(figure.create(null, parts).toJSON()).run()
}

function replacePicture(editor, position, picture) {
  editor.view.dispatch(editor.state.tr.setNodeMarkup(position, null, picture))
}

function leaveFigure(editor) {
  const { to } = figureAround(editor.state.selection)
  return editor.chain().insertContentAt(to, { type: "paragraph" }).focus(to + 1).run()
}

function isOnPicture({ state: { selection } }) {
  return selection instanceof pm.state.NodeSelection && selection.node.type.name === "picture"
}

function figureAround({ $from }) {
  for (let depth = $from.depth; depth > 0; depth--) {
    if ($from.node(depth).type.name === "figure") {
      return { from: $from.before(depth), to: $from.after(depth), node: $from.node(depth) }
    }
  }
  return null
}

function pictureAround({ selection, doc }) {
  const figure = figureAround(selection)
  if (!figure) return null
  let found = null
  doc.nodesBetween(figure.from, figure.to, (node, position) => {
    if (node.type.name === "picture") found ??= { node, position }
  })
  return found
}

function captionField(found) {
  return found ? [] : [field("Caption", make("input", { type: "text", name: "caption" }), "Optional.")]
}

function readPicture(form) {
  const chosen = form.querySelector("input[name=picture]:checked")
  if (!chosen) return { wrong: "Choose a picture, or close this with Cancel." }
  const { src, alt, width, height } = JSON.parse(chosen.value)
  const caption = form.elements.caption?.value.trim()
  return { value: { picture: { src, alt: alt ?? "", width, height }, caption } }
}

function pictureChooser(url, current) {
  const search = make("input", { type: "search", autocomplete: "off", autofocus: true })
  const list = make("div", { class: "pictures" })
  const status = make("p", { role: "status", class: "help" })
  const show = () => showPictures({ url, words: search.value.trim(), list, status, current })
  let waiting
  search.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(show, 250)
  })
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault() // it searches; it does not insert
  })
  show()
  const legend = make("legend", {}, "Pictures")
  const upload = url.replace(/choices\/$/, "add/")
  const link = make("a", { href: upload, target: "_blank" }, "Upload a picture (opens a new tab)")
  return [
    field("Find a picture", search),
    make("fieldset", { class: "choices" }, legend, list, status),
    make("p", { class: "help" }, link),
  ]
}

async function showPictures({ url, words, list, status, current }) {
  const asked = (list.dataset.asked = words)
  let results
  try {
    const answer = await fetch(`${url}?q=${encodeURIComponent(words)}`)
    if (!answer.ok) throw new Error(`The list of pictures answered ${answer.status}.`)
    results = (await answer.json()).results
  } catch {
    status.textContent = "The pictures could not be loaded. Close this and try again."
    return
  }
  if (list.dataset.asked !== asked) return
  list.replaceChildren(...results.map((picture) => pictureChoice(picture, current)))
  status.textContent = summary(results.length, words)
}

function summary(found, words) {
  if (found) return found === 1 ? "1 picture" : `${found} pictures, the newest first`
  return words ? "No picture’s description has these words." : "There are no pictures yet."
}

function pictureChoice(picture, current) {
  const radio = make("input", { type: "radio", name: "picture", value: JSON.stringify(picture) })
  radio.checked = picture.src === current
  const image = make("img", { src: picture.src, alt: "", loading: "lazy" })
  return make("label", { class: "picture-choice" }, radio, image, make("span", {}, picture.label))
}
