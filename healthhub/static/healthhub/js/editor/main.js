// Puts the editor in the place of each textarea that asks for it. The textarea stays in the form
// and always holds the text as HTML: whatever goes wrong in here, no words are lost.

import * as kit from "django-prose-editor/editor"
import * as blocks from "healthhub/editor/blocks"
import { Citation } from "healthhub/editor/citation"
import { Claim } from "healthhub/editor/claim"
import { make } from "healthhub/editor/dialog"
import { Caption, Figure, Image, Picture } from "healthhub/editor/figure"
import { WayOut } from "healthhub/editor/keyboard"
import { Link } from "healthhub/editor/link"
import { toHTML } from "healthhub/editor/manuscript"
import { PasteRules } from "healthhub/editor/paste"
import { Toolbar } from "healthhub/editor/toolbar"

const HELP = "Alt+F10 goes to the tools. In tables and lists, press Escape and then Tab to leave the text."

function extensions(toolbar, keepInStep) {
  const { Document, Paragraph, Text, Heading, HardBreak, Blockquote, HorizontalRule, BulletList } = kit
  const { Bold, Italic, Subscript, Superscript, Underline, Strike, TableRow } = kit
  return [
    ...[Document, Paragraph, Text, HardBreak, Blockquote, HorizontalRule, BulletList],
    ...[Bold, Italic, Subscript, Superscript, Underline, Strike, Link, Citation, Claim],
    ...[kit.History, kit.Dropcursor, kit.Gapcursor],
    ...[blocks.OrderedList, blocks.ListItem, blocks.Table, TableRow, blocks.TableHeader, blocks.TableCell],
    ...[Figure, Picture, Caption, Image],
    Heading.configure({ levels: [2, 3, 4] }),
    WayOut.configure({ toTools: () => toolbar.focus() }),
    PasteRules.configure({ tell: (sentence) => toolbar.tell(sentence) }),
    kit.Extension.create({ name: "inStep", addProseMirrorPlugins: () => [keepInStep] }),
  ]
}

function start(textarea) {
  const label = nameOf(textarea)
  const toolbar = new Toolbar(`Tools for ${label.textContent.replace(/:\s*$/, "")}`)
  const sync = { now: () => {} }
  // A plugin's view hears of a change before any extension that could fail, and after each one.
  const keepInStep = new kit.Plugin({
    view: () => ({ update: ({ state }, before) => before.doc.eq(state.doc) || sync.now() }),
  })
  const editor = new kit.Editor({
    element: make("div", { class: "editor" }),
    injectCSS: false, // its rules are in admin/editor.css: the page allows no inline styles
    extensions: extensions(toolbar, keepInStep),
    content: textarea.value,
    editorProps: { attributes: attributesOf(textarea, label) },
  })
  editor.picturesUrl = textarea.dataset.picturesUrl
  show(textarea, toolbar, editor, label)
  keep(textarea, editor, sync)
  toolbar.serve(editor)
}

/** The label of the box; a click on it goes into the text, as it does for a textarea. */
function nameOf(textarea) {
  const label = textarea.labels[0] ?? make("span", { class: "visually-hidden" }, "Text")
  label.id ||= `${textarea.id}_label`
  return label
}

function attributesOf(textarea, label) {
  const described = [`${textarea.id}_keys`, textarea.getAttribute("aria-describedby")].filter(Boolean)
  const attributes = {
    class: "manuscript",
    role: "textbox",
    "aria-multiline": "true",
    "aria-labelledby": label.id,
    "aria-describedby": described.join(" "),
    spellcheck: "true",
  }
  if (textarea.getAttribute("aria-invalid") === "true") attributes["aria-invalid"] = "true"
  return attributes
}

function show(textarea, toolbar, editor, label) {
  const help = make("p", { class: "help editor-keys", id: `${textarea.id}_keys` }, HELP)
  const element = editor.options.element
  element.prepend(toolbar.dom)
  element.append(toolbar.status, help)
  if (!label.isConnected) element.prepend(label)
  textarea.before(element)
  textarea.hidden = true
  label.addEventListener("click", () => editor.commands.focus())
}

/** Keeps the textarea in step; when that fails, gives the textarea back with the words so far. */
function keep(textarea, editor, sync) {
  const original = textarea.value
  const untouched = toHTML(editor)
  const write = () => {
    const html = toHTML(editor)
    const value = html === untouched ? original : html
    if (value === textarea.value) return
    textarea.value = value
    textarea.dispatchEvent(new Event("input", { bubbles: true }))
  }
  sync.now = () => {
    try {
      write()
    } catch (error) {
      surrender(textarea, editor, error)
    }
  }
  textarea.form?.addEventListener("submit", () => editor.isDestroyed || sync.now(), { capture: true })
}

function surrender(textarea, editor, error) {
  console.error("The text editor stopped:", error)
  const sentence =
    "The text editor stopped. Your words are here as HTML: save the article, then load the page again."
  const wasWriting = editor.view.hasFocus()
  textarea.value = editor.view.dom.innerHTML
  textarea.before(make("p", { class: "errornote", role: "alert" }, sentence))
  editor.options.element.remove()
  textarea.hidden = false
  if (wasWriting) textarea.focus()
  textarea.dispatchEvent(new Event("input", { bubbles: true }))
  queueMicrotask(() => editor.destroy())
}

for (const textarea of document.querySelectorAll("textarea[data-manuscript-editor]")) {
  try {
    start(textarea)
  } catch (error) {
    console.error("The text editor could not start; the text can be written as HTML.", error)
    textarea.hidden = false
  }
}
