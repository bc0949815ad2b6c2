// The citation mark: words that a source of the article's own list supports.
// In HTML: <span data-source="3 7">words</span>.

import { Mark, getMarkRange } from "django-prose-editor/editor"
import { ask, make } from "healthhub/editor/dialog"
import { sources, startSource } from "healthhub/editor/references"

const NUMBERS = /^[1-9]\d{0,2}(?: [1-9]\d{0,2}){0,9}$/
const MOST = 10

export const Citation = Mark.create({
  name: "citation",
  priority: 1100, // outside of links and emphasis, so that a citation stays in one piece
  inclusive: false,

  addAttributes() {
    return {
      sources: {
        default: null,
        parseHTML: numbersAround,
        renderHTML: ({ sources: cited }) => ({
          "data-source": cited,
          "data-shown": cited?.split(" ").join(", "),
        }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "span[data-source]", getAttrs: (span) => (numbersAround(span) ? null : false) }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["span", { class: "cited", ...HTMLAttributes }, 0]
  },

  addKeyboardShortcuts() {
    return { "Mod-Alt-c": ({ editor }) => cite(editor) }
  },
})

/** Asks which sources support the selected words, or the word at the caret, and marks them. */
export function cite(editor, tell = () => {}) {
  const range = citedRange(editor.state) ?? wordsToCite(editor.state)
  if (range) askForSources(editor, range)
  else tell("Select the words that a source supports, or put the caret into a word.")
  return true
}

async function askForSources(editor, { from, to, cited }) {
  const words = editor.state.doc.textBetween(from, to, " ")
  const answer = await ask(question(words, cited))
  if (answer === "add") {
    startSource()
  } else {
    if (answer !== null) mark(editor, from, to, answer)
    editor.commands.focus()
  }
}

function mark(editor, from, to, numbers) {
  const type = editor.schema.marks.citation
  const tr = editor.state.tr.removeMark(from, to, type)
  if (numbers.length) tr.addMark(from, to, type.create({ sources: numbers.join(" ") }))
  editor.view.dispatch(tr)
}

function question(words, cited) {
  const known = sources()
  const quote = make("p", { class: "question-words" }, `“${shortened(words)}”`)
  const add = { label: "Add a source", value: "add" }
  if (!known.length && !cited.length) {
    const none = "This article has no sources yet. Add one to its list, then cite it here."
    return { title: "Cite a source", body: [quote, make("p", {}, none)], actions: [add], read: chosen }
  }
  const actions = cited.length ? [{ label: "Remove citation", value: [] }, add] : [add]
  return {
    title: "Cite a source",
    body: [quote, choices(withUnknown(known, cited), cited)],
    submit: "Cite",
    actions,
    read: chosen,
  }
}

export function choices(list, cited, asked = "Which of the article’s sources support these words?") {
  const legend = make("legend", {}, asked)
  const rows = list.map(({ number, title }) => {
    const box = make("input", { type: "checkbox", name: "source", value: number })
    box.checked = cited.includes(number)
    const shown = make("span", { class: "choice-number" }, `[${number}]`)
    return make("label", { class: "choice" }, box, shown, make("span", {}, title))
  })
  rows.find((row) => row.control.checked)?.control.setAttribute("autofocus", "")
  return make("fieldset", { class: "choices" }, legend, ...rows)
}

/** A cited number whose source is gone is shown too: otherwise it could not be taken away. */
export function withUnknown(known, cited) {
  const missing = cited.filter((number) => !known.some((source) => source.number === number))
  return [...known, ...missing.map((number) => ({ number, title: "No longer in the list" }))]
}

function chosen(form) {
  const boxes = [...form.querySelectorAll("input[name=source]:checked")]
  const numbers = boxes.map((box) => Number(box.value)).sort((a, b) => a - b)
  if (!numbers.length) return { wrong: "Choose a source, or close this with Cancel." }
  if (numbers.length > MOST) return { wrong: `Choose at most ${MOST} sources for the same words.` }
  return { value: numbers }
}

/** The citation at the caret or selection, as {from, to, cited}. */
export function citedRange({ schema, selection }) {
  const type = schema.marks.citation
  const at = selection.empty ? [selection.$from] : [selection.$from, selection.$to]
  const range = at.map(($pos) => getMarkRange($pos, type)).find(Boolean)
  if (!range) return null
  const mark = type.isInSet(range.$from?.marks() ?? marksAt(selection.$from.doc, range.from))
  return { from: range.from, to: range.to, cited: numbersOf(mark?.attrs.sources) }
}

function marksAt(doc, position) {
  return doc.nodeAt(position)?.marks ?? []
}

function wordsToCite(state) {
  const { selection } = state
  return selection.empty ? wordAt(selection.$from) : selectedWords(selection)
}

/** The selected words without the blanks around them, in the last paragraph they reach into. */
export function selectedWords({ from, $to, to }) {
  if (!$to.parent.isTextblock) return null
  const start = Math.max(from, $to.start())
  const text = $to.doc.textBetween(start, to, " ", " ")
  const words = text.trim()
  if (!words) return null
  const lead = text.length - text.trimStart().length
  return { from: start + lead, to: start + lead + words.length, cited: [] }
}

function wordAt($pos) {
  if (!$pos.parent.isTextblock) return null
  const text = $pos.parent.textBetween(0, $pos.parent.content.size, " ", " ")
  const before = /[^\s]*$/.exec(text.slice(0, $pos.parentOffset))[0]
  const after = /^[^\s]*/.exec(text.slice($pos.parentOffset))[0]
  const word = (before + after).replace(/[.,;:!?)\]”’"']+$/, "")
  if (!word) return null
  const from = $pos.pos - before.length
  return { from, to: from + word.length, cited: [] }
}

/** What a span cites, together with the spans around it: our policy lets them nest, a mark cannot. */
function numbersAround(element) {
  const numbers = new Set()
  for (let span = element; span; span = span.parentElement?.closest("span[data-source]")) {
    for (const number of numbersOf(span.dataset.source)) numbers.add(number)
  }
  return [...numbers].slice(0, MOST).sort((a, b) => a - b).join(" ") || null
}

export function numbersOf(value) {
  return NUMBERS.test(value ?? "") ? value.split(" ").map(Number) : []
}

export function shortened(words) {
  return words.length > 120 ? `${words.slice(0, 119)}…` : words
}
