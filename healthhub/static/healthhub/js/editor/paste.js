// What comes from elsewhere arrives as our few elements: Word's bullets become lists, a page's
// title becomes a heading of ours, bold and italic written as styles become marks.

import { Extension, Plugin, pm } from "django-prose-editor/editor"
import { beginsWithBullet, foldBullets } from "healthhub/editor/word_lists"

const RENAMED = { H1: "h2", H5: "h4", H6: "h4" }
const UNWANTED = "style, script, meta, link, title, template, xml, svg, object, iframe"
const STYLES = [
  ["strong", /(?:^|;)\s*font-weight:\s*(?:bold|[6-9]00)/i],
  ["em", /font-style:\s*(?:italic|oblique)/i],
  ["sup", /vertical-align:\s*super/i],
  ["sub", /vertical-align:\s*sub(?!p|er)/i],
]
const PLAIN_WEIGHT = /(?:^|;)\s*font-weight:\s*(?:normal|400)/i
// Read as data: as real elements and attributes the page's security policy would report them.
const SHEET = /<style\b[^>]*>[\s\S]*?<\/style\s*>/gi
const TAG = /<[a-z][^>]*>/gi
const LIVE = /(["'\s/])(style|on[a-z]+)\s*=/gi

export const PasteRules = Extension.create({
  name: "pasteRules",
  priority: 200,

  addOptions: () => ({ tell: () => {} }),

  addProseMirrorPlugins() {
    const { tell } = this.options
    return [
      new Plugin({
        props: {
          transformPastedHTML: (html) => (html.includes("data-pm-slice") ? html : ourHTML(html)),
          clipboardTextParser: (text, context, _plain, view) => listsFromText(text, context, view),
          handlePaste: (_view, event) => {
            if (bringsPicture(event.clipboardData)) tell(NO_PICTURES)
            return false
          },
          handleDrop: (_view, event) => {
            if (!event.dataTransfer?.files.length) return false
            event.preventDefault()
            tell(NO_PICTURES)
            return true
          },
        },
      }),
    ]
  },
})

const NO_PICTURES =
  "Pictures cannot be pasted or dropped into the text. Upload them under Pictures, then insert them here."

export function ourHTML(html) {
  const quiet = html.replace(SHEET, "").replace(TAG, (tag) => tag.replace(LIVE, "$1data-$2="))
  const { body } = new DOMParser().parseFromString(quiet, "text/html")
  body.querySelectorAll(UNWANTED).forEach((element) => element.remove())
  foldBullets(body)
  body.querySelectorAll("h1, h5, h6").forEach(rename)
  body.querySelectorAll("b[data-style], strong[data-style]").forEach(unwrapPlain)
  body.querySelectorAll("span[data-style], font[data-style]").forEach(markStyled)
  body.querySelectorAll("[data-style]").forEach((element) => element.removeAttribute("data-style"))
  return body.innerHTML
}

function rename(element) {
  const renamed = document.createElement(RENAMED[element.tagName])
  renamed.append(...element.childNodes)
  element.replaceWith(renamed)
}

/** Google Docs wraps everything it copies in a <b> of normal weight. */
function unwrapPlain(element) {
  if (PLAIN_WEIGHT.test(element.dataset.style)) element.replaceWith(...element.childNodes)
}

function markStyled(span) {
  if (span.closest("h2, h3, h4")) return // a heading is bold by itself
  for (const [tag, style] of STYLES) {
    if (!style.test(span.dataset.style)) continue
    const mark = document.createElement(tag)
    mark.append(...span.childNodes)
    span.append(mark)
  }
}

function listsFromText(text, context, view) {
  const lines = text.split(/(?:\r\n?|\n)+/)
  if (!lines.some(beginsWithBullet)) return null
  const page = document.createElement("div")
  for (const line of lines.filter((line) => line.trim())) {
    const paragraph = document.createElement("p")
    paragraph.textContent = line
    page.append(paragraph)
  }
  foldBullets(page)
  return pm.model.DOMParser.fromSchema(view.state.schema).parseSlice(page, { context })
}

function bringsPicture(data) {
  if (!data) return false
  const text = data.getData("text/html")
  return data.files.length > 0 && !data.getData("text/plain") ? true : /<img\b(?![^>]*src="\/media\/)/i.test(text)
}
