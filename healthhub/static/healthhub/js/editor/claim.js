// The claim mark: a sentence that has to be proved. In HTML: <span data-claim="7">sentence</span>.
// The number leads to a row of the form, which holds its evidence (claim_rows.js).

import { Mark, Plugin, getMarkRange } from "django-prose-editor/editor"
import { choices, numbersOf, selectedWords, shortened, withUnknown } from "healthhub/editor/citation"
import { freeKey, readRow, removeRow, strengths, writeRow } from "healthhub/editor/claim_rows"
import { ask, field, make } from "healthhub/editor/dialog"
import { sources, startSource } from "healthhub/editor/references"

const KEY = /^[1-9]\d{0,3}$/
const MOST = 10

export const Claim = Mark.create({
  name: "claim",
  priority: 1200, // outside of citations, which stand inside a sentence
  inclusive: false,

  addAttributes() {
    return {
      key: {
        default: null,
        parseHTML: (span) => keyOf(span.dataset.claim),
        renderHTML: ({ key }) => ({ "data-claim": key }),
      },
    }
  },

  parseHTML() {
    return [{ tag: "span[data-claim]", getAttrs: (span) => (keyOf(span.dataset.claim) ? null : false) }]
  },

  renderHTML({ HTMLAttributes }) {
    return ["span", HTMLAttributes, 0]
  },

  addKeyboardShortcuts() {
    return { "Mod-Alt-k": ({ editor }) => claim(editor) }
  },

  addProseMirrorPlugins() {
    const { type } = this
    return [new Plugin({ appendTransaction: (changes, _before, state) => unmarkCopies(changes, state, type) })]
  },
})

/** Asks what the selected words, or the sentence at the caret, rest on, and marks them. */
export function claim(editor, tell = () => {}) {
  const range = claimedRange(editor.state) ?? wordsToClaim(editor.state)
  if (!strengths().length) tell("Claims cannot be changed on this page.")
  else if (range) askForEvidence(editor, range)
  else tell("Select a sentence, or put the caret into one.")
  return true
}

async function askForEvidence(editor, { from, to, key }) {
  const words = editor.state.doc.textBetween(from, to, " ")
  const answer = await ask(question(words, key))
  if (answer === "add") {
    startSource()
    return
  }
  if (answer === "remove") {
    mark(editor, from, to, null)
    removeRow(key)
  } else if (answer !== null) {
    const chosen = key ?? freeKey(keysIn(editor.state.doc))
    if (!key) mark(editor, from, to, chosen)
    writeRow(chosen, answer)
  }
  editor.commands.focus()
}

function mark(editor, from, to, key) {
  const type = editor.schema.marks.claim
  const tr = editor.state.tr.removeMark(from, to, type)
  if (key) tr.addMark(from, to, type.create({ key }))
  editor.view.dispatch(tr)
}

function question(words, key) {
  const row = (key && readRow(key)) || { sources: "", strength: "", note: "" }
  const add = { label: "Add a source", value: "add" }
  return {
    title: key ? `The evidence for claim ${key}` : "Mark a claim",
    body: [
      make("p", { class: "question-words" }, `“${shortened(words)}”`),
      evidence(numbersOf(row.sources.replace(/[\s,]+/g, " ").trim())),
      field("Strength of the evidence", strengthField(row.strength)),
      field("Note", noteField(row.note), "What the evidence shows, in a sentence or two."),
    ],
    submit: key ? "The evidence supports this" : "Mark as a claim",
    actions: key ? [{ label: "Remove claim", value: "remove" }, add] : [add],
    read,
  }
}

function evidence(named) {
  const list = withUnknown(sources(), named)
  if (list.length) return choices(list, named, "Which of the article’s sources prove this sentence?")
  return make("p", {}, "This article has no sources yet. You can mark the sentence now and attach them later.")
}

function strengthField(chosen) {
  const select = make("select", { name: "strength" })
  for (const { value, label } of strengths()) select.append(make("option", { value }, label))
  select.value = chosen || "not_graded"
  return select
}

function noteField(words) {
  const note = make("textarea", { name: "note", rows: 3, maxlength: 1000 })
  note.value = words
  return note
}

function read(form) {
  const boxes = [...form.querySelectorAll("input[name=source]:checked")]
  if (boxes.length > MOST) return { wrong: `Choose at most ${MOST} sources for one claim.` }
  const numbers = boxes.map((box) => Number(box.value)).sort((a, b) => a - b)
  const { strength, note } = form.elements
  return { value: { sources: numbers.join(", "), strength: strength.value, note: note.value.trim() } }
}

/** The claim at the caret or selection, as {from, to, key}. */
export function claimedRange({ schema, selection, doc }) {
  const type = schema.marks.claim
  const range = getMarkRange(selection.$from, type) ?? getMarkRange(selection.$to, type)
  if (!range) return null
  const found = type.isInSet(doc.nodeAt(range.from)?.marks ?? [])
  return found ? { from: range.from, to: range.to, key: found.attrs.key } : null
}

function wordsToClaim({ selection }) {
  return selection.empty ? sentenceAt(selection.$from) : selectedWords(selection)
}

function sentenceAt($pos) {
  if (!$pos.parent.isTextblock) return null
  const text = $pos.parent.textBetween(0, $pos.parent.content.size, " ", " ")
  const sentences = [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)]
  const here = sentences.findLast(({ index }) => index <= $pos.parentOffset)
  const words = here?.segment.trim()
  if (!words) return null
  const from = $pos.start() + here.index + (here.segment.length - here.segment.trimStart().length)
  return { from, to: from + words.length, key: null }
}

/** A claim is one run of words in one block: a copy of it elsewhere loses the mark. */
function unmarkCopies(changes, state, type) {
  if (!changes.some((change) => change.docChanged)) return null
  const seen = new Set()
  const copies = []
  state.doc.descendants((block, at) => {
    if (!block.isTextblock) return true
    let running = null
    block.forEach((child, offset) => {
      const key = type.isInSet(child.marks)?.attrs.key
      if (!key) running = child.isText && !child.text.trim() ? running : null
      else if (key !== running && seen.has(key)) copies.push([at + 1 + offset, at + 1 + offset + child.nodeSize])
      else seen.add((running = key))
    })
    return false
  })
  const tr = state.tr
  for (const [from, to] of copies) tr.removeMark(from, to, type)
  return copies.length ? tr : null
}

function keysIn(doc) {
  const keys = []
  doc.descendants((node) => {
    const found = node.marks.find((mark) => mark.type.name === "claim")
    if (found) keys.push(found.attrs.key)
  })
  return keys
}

function keyOf(value) {
  return KEY.test(value ?? "") ? Number(value) : null
}
