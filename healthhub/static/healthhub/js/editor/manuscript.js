// From the editor's document to manuscript HTML: the reverse of what loading did to it, so that
// an article opened and saved again says the same in the same words and the same elements.

import { pm } from "django-prose-editor/editor"

export function toHTML({ state }) {
  const page = document.createElement("div")
  const { doc, schema } = state
  pm.model.DOMSerializer.fromSchema(schema).serializeFragment(doc.content, { document }, page)
  page.querySelectorAll("div.table-scroll").forEach((box) => box.replaceWith(...box.childNodes))
  page.querySelectorAll("table").forEach(restoreHead)
  page.querySelectorAll("li, td, th, figure, blockquote").forEach(unwrapWords)
  page.querySelectorAll("span.cited").forEach(tidyCitation)
  page.querySelectorAll("p, ul, ol, table, figure").forEach(dropEmpty)
  return [...page.childNodes].map((block) => block.outerHTML ?? block.textContent).join("\n")
}

/** The rows at the top that hold headers only are the table's head. */
function restoreHead(table) {
  const body = table.tBodies[0]
  const head = document.createElement("thead")
  while (body?.rows.length > 1 && isHeaderRow(body.rows[0])) head.append(body.rows[0])
  if (head.rows.length) body.before(head)
}

function isHeaderRow(row) {
  return row.cells.length > 0 && [...row.cells].every((cell) => cell.tagName === "TH")
}

/** Words alone in an item or cell need no paragraph; the first of several paragraphs does. */
function unwrapWords(holder) {
  const paragraphs = [...holder.children].filter((child) => child.tagName === "P")
  const first = holder.firstElementChild
  if (paragraphs.length !== 1 || paragraphs[0] !== first) return
  if (holder.tagName === "BLOCKQUOTE" || (holder.tagName === "FIGURE" && !isEmpty(first))) return
  first.replaceWith(...first.childNodes)
}

function tidyCitation(span) {
  span.removeAttribute("class")
  span.removeAttribute("data-shown")
}

function dropEmpty(block) {
  if (isEmpty(block)) block.remove()
}

function isEmpty(element) {
  return !element.textContent.trim() && !element.querySelector("img, br")
}
