// Two conveniences on pages of remarks; everything works without them.
// Words that are selected in the text can be remarked on from the bar at the bottom, and what was
// typed into a review is still there after a look at another page.

const LONGEST_ADDRESS = 4000
const BLOCKS = "p, h1, h2, h3, h4, li, td, th, blockquote, figcaption"

const text = document.querySelector(".review-text")
const bar = document.querySelector(".review-bar")
if (text && bar) offerSelectedWords(text, bar)
for (const form of document.querySelectorAll("form[data-keeps-words]")) keepWords(form)

function offerSelectedWords(text, bar) {
  const link = document.createElement("a")
  link.className = "review-bar-words"
  link.textContent = "Remark on the selected words"
  link.hidden = true
  bar.prepend(link)
  document.addEventListener("selectionchange", () => {
    const address = addressOfSelection(text)
    link.hidden = !address
    if (address) link.href = address
  })
}

function addressOfSelection(text) {
  const selection = document.getSelection()
  if (!selection.rangeCount || selection.isCollapsed) return ""
  const range = selection.getRangeAt(0)
  const within = range.commonAncestorContainer
  if (!text.contains(within) || elementOf(within).closest(".remark-links")) return ""
  const words = wordsOf(range)
  const near = linkBehind(text, range)
  if (!words || !near) return ""
  const address = new URL(near.href)
  let length = words.length
  do {
    address.searchParams.set("words", words.slice(0, length))
    length = Math.floor(length * 0.8)
  } while (address.href.length > LONGEST_ADDRESS && length)
  return address.href
}

function elementOf(node) {
  return node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement
}

// The words alone: no printed numbers of citations, none of our own links.
function wordsOf(range) {
  const copy = range.cloneContents()
  for (const other of copy.querySelectorAll(".remark-links, sup.citation")) other.remove()
  for (const block of copy.querySelectorAll(BLOCKS)) block.append(" ")
  return copy.textContent.replace(/\s+/g, " ").trim()
}

// The first link that stands behind the beginning of the selection.
function linkBehind(text, range) {
  const links = [...text.querySelectorAll(".remark-here")]
  return links.find((link) => range.comparePoint(link, 0) >= 0) ?? links.at(-1)
}

function keepWords(form) {
  const key = form.dataset.keepsWords
  const refused = document.querySelector(".errornote")
  if (refused) save()
  else restore()
  form.addEventListener("input", save)
  form.addEventListener("submit", () => sessionStorage.removeItem(key))

  function save() {
    const typed = [...new FormData(form)].filter(([name]) => /^(answer-|note-|reason$)/.test(name))
    sessionStorage.setItem(key, JSON.stringify(typed.filter(([, value]) => value)))
  }

  function restore() {
    for (const [name, value] of JSON.parse(sessionStorage.getItem(key) ?? "[]")) {
      for (const field of form.elements) {
        if (field.name !== name) continue
        if (field.type === "radio") field.checked = field.value === value
        else field.value = value
        const group = field.closest("details")
        if (group) group.open = true
      }
    }
  }
}
