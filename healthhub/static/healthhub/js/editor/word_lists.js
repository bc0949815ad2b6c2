// Word and plain text bring bulleted lists as paragraphs that begin with a bullet, such as "·".

const BULLET = /^[\s\u00a0]*[·•▪●○◦‣■§\uf0b7\uf0a7][\s\u00a0]+/
const NUMBER = /^[\s\u00a0]*(?:\d{1,3}|[a-z]|[ivx]+)[.)]/i
const LEVEL = /mso-list:[^;"]*level(\d)/i
const IGNORED = '[data-style*="mso-list:Ignore"], [data-style*="mso-list: Ignore"]'

/** Turns runs of bulleted paragraphs inside `container` into lists, nested by Word's levels. */
export function foldBullets(container) {
  for (const parent of [container, ...container.querySelectorAll("td, th, div, blockquote")]) {
    let open = []
    for (const child of [...parent.childNodes]) {
      const item = child.nodeName === "P" ? asItem(child) : null
      if (item) open = place(item, child, open)
      else if (child.nodeType !== Node.TEXT_NODE || child.textContent.trim()) open = []
    }
  }
}

/** Whether a line of plain text begins as a bulleted paragraph does. */
export function beginsWithBullet(line) {
  return BULLET.test(line)
}

function asItem(paragraph) {
  const level = LEVEL.exec(paragraph.dataset.style ?? "")
  const marker = paragraph.querySelector(IGNORED)
  if (level && marker) {
    const kind = NUMBER.test(marker.textContent) ? "ol" : "ul"
    marker.remove()
    return { kind, level: Number(level[1]) }
  }
  if (!BULLET.test(paragraph.textContent)) return null
  removeStart(paragraph, BULLET.exec(paragraph.textContent)[0].length)
  return { kind: "ul", level: level ? Number(level[1]) : 1 }
}

function removeStart(element, length) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (length > 0 && walker.nextNode()) {
    const text = walker.currentNode
    const gone = Math.min(length, text.data.length)
    text.deleteData(0, gone)
    length -= gone
  }
}

/** Puts one item into the innermost open list of its level; returns the lists that stay open. */
function place({ kind, level }, paragraph, open) {
  const lists = open.slice(0, level)
  if (lists.length && lists.length === level && lists.at(-1).nodeName.toLowerCase() !== kind) lists.pop()
  if (!lists.length) {
    const list = document.createElement(kind)
    paragraph.before(list)
    lists.push(list)
  }
  if (lists.length < level && lists.at(-1).lastElementChild) {
    const list = document.createElement(kind)
    lists.at(-1).lastElementChild.append(list)
    lists.push(list)
  }
  const item = document.createElement("li")
  item.append(paragraph)
  lists.at(-1).append(item)
  return lists
}
