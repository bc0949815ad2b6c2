// Links: to the addresses that articles/markup/policy.py allows, and nothing else.

import { Link as BaseLink, getMarkRange } from "django-prose-editor/editor"
import { ask, field, make } from "healthhub/editor/dialog"

const ALLOWED =
  /^(?:https?:\/\/[^/\s\\"<>][^\s\\"<>]*|mailto:[^/\s\\"<>][^\s\\"<>]*|tel:[+0-9][0-9().;=a-z-]*|\/(?![/\\])[^\s\\"<>]*|#[^\s\\"<>]+)$/i
const BARE_HOST = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:[/?#].*)?$/i
const BARE_MAIL = /^[^\s@/]+@[^\s@/]+\.[a-z]{2,}$/i

export const Link = BaseLink.extend({
  addOptions() {
    return {
      ...this.parent?.(),
      openOnClick: false,
      autolink: false,
      enableTarget: false,
      defaultProtocol: "https",
      HTMLAttributes: { target: null, rel: null, class: null },
      isAllowedUri: (address) => ALLOWED.test(address ?? ""),
    }
  },

  addAttributes() {
    return { href: { default: null } }
  },

  addMenuItems: null,

  addKeyboardShortcuts() {
    return { "Mod-k": ({ editor }) => editLink(editor) }
  },
})

/** Asks for the address of the selected words, or of the link at the caret. */
export function editLink(editor, tell = () => {}) {
  const range = linkRange(editor.state)
  if (range) askForAddress(editor, range)
  else tell("Select the words that should become a link.")
  return true
}

async function askForAddress(editor, { from, to, href }) {
  const answer = await ask({
    title: href ? "Change the link" : "Add a link",
    body: [addressField(href)],
    submit: href ? "Change" : "Add",
    actions: href ? [{ label: "Remove link", value: "" }] : [],
    read: readAddress,
  })
  if (answer !== null) mark(editor, from, to, answer)
  editor.commands.focus()
}

function mark(editor, from, to, href) {
  const type = editor.schema.marks.link
  const tr = editor.state.tr.removeMark(from, to, type)
  if (href) tr.addMark(from, to, type.create({ href }))
  editor.view.dispatch(tr)
}

function linkRange({ schema, selection, doc }) {
  const type = schema.marks.link
  const range = getMarkRange(selection.$from, type) ?? getMarkRange(selection.$to, type)
  if (range) {
    const found = type.isInSet(doc.nodeAt(range.from)?.marks ?? [])
    return { from: range.from, to: range.to, href: found?.attrs.href ?? "" }
  }
  return selection.empty ? null : { from: selection.from, to: selection.to, href: "" }
}

function addressField(href) {
  const input = make("input", { type: "text", name: "address", inputmode: "url", autofocus: true })
  input.setAttribute("autocomplete", "off")
  input.value = href
  const help = "A web address (https://…), an e-mail or telephone number, or a page here (/…)."
  return field("Address", input, help)
}

function readAddress(form) {
  const href = completed(form.elements.address.value.trim().replaceAll(" ", "%20"))
  if (ALLOWED.test(href)) return { value: href }
  return { wrong: "This is no address a link can have. Write it as https://example.org/page." }
}

function completed(address) {
  if (BARE_MAIL.test(address)) return `mailto:${address}`
  if (/^\+?[\d ().-]{6,}$/.test(address)) return `tel:${address.replace(/[^\d+]/g, "")}`
  return BARE_HOST.test(address) ? `https://${address}` : address
}
