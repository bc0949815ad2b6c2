// “What is missing”: the text as it is being typed is checked on the server two seconds after the
// last key, and a list beside the form says what was found. Typing and saving never wait for it.

const PAUSE = 2000
const SENT = /^(csrfmiddlewaretoken|title|summary|key_facts|body|content_type|funding|sponsored|sponsor_label|experience_disclosure|(references|authorship_set)-.*)$/
const FAILED = "The text could not be checked just now. It is checked again when you write on."

for (const box of document.querySelectorAll("[data-checks-url]")) watch(box)

function watch(box) {
  const form = box.closest("form")
  const state = { box, form, waiting: 0, last: "", request: null }
  const soon = () => {
    clearTimeout(state.waiting)
    state.waiting = setTimeout(() => check(state), PAUSE)
  }
  for (const event of ["input", "change", "formset:added"]) form.addEventListener(event, soon)
  document.addEventListener("formset:removed", soon)
  box.addEventListener("click", (event) => follow(event, form))
  check(state)
}

function typed(form) {
  const fields = [...new FormData(form)].filter(([name, value]) => SENT.test(name) && typeof value === "string")
  return new URLSearchParams(fields).toString()
}

async function check(state) {
  const body = typed(state.form)
  if (body === state.last) return
  state.last = body
  state.request?.abort()
  state.request = new AbortController()
  try {
    const headers = { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" }
    const answer = await fetch(state.box.dataset.checksUrl, { method: "POST", body, headers, signal: state.request.signal })
    show(state.box, await answer.json())
  } catch (error) {
    if (error.name === "AbortError") return
    state.last = ""
    say(state.box, FAILED)
  }
}

function show(box, found) {
  say(box, found.problem ?? found.sentence)
  if (found.problem) return
  const items = found.findings.map(item)
  if (found.more) items.push(make("li", {}, `and ${found.more} more`))
  const list = box.querySelector("ul")
  if (list.contains(document.activeElement)) keepFocus(list, items)
  list.replaceChildren(...items)
  list.querySelector("[data-had-focus]")?.focus()
}

/** Only the counts are read out, and only when they are others than before. */
function say(box, sentence) {
  const status = box.querySelector("[role=status]")
  if (status.textContent !== sentence) status.textContent = sentence
}

function item({ group, label, title, message, field, sentence }) {
  const link = make("a", { href: `#${field}`, "data-sentence": sentence }, title)
  const words = make("span", { class: "checks-words" }, message)
  return make("li", { class: `checks-${group}` }, make("span", { class: "checks-label" }, label), link, words)
}

function make(name, attributes, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

/** Whoever is in the list stays at the same finding, or at the one in its place. */
function keepFocus(list, items) {
  const place = [...list.children].findIndex((child) => child.contains(document.activeElement))
  items[Math.min(place, items.length - 1)]?.querySelector("a")?.setAttribute("data-had-focus", "")
}

// — from a finding to its place —

function follow(event, form) {
  const link = event.target.closest("a[data-sentence]")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  const target = document.getElementById(link.hash.slice(1))
  if (!target) return
  event.preventDefault()
  const editor = form.querySelector(".ProseMirror")
  if (target.id === "id_body" && editor) return goToWords(editor, link.dataset.sentence)
  for (let around = target; around; around = around.parentElement) {
    if (around.localName === "details") around.open = true
  }
  const field = target.matches("input, textarea, select, a, button") ? target : target.querySelector("input:not([type=hidden]), textarea, select, a")
  ;(field ?? target).focus({ preventScroll: true })
  target.scrollIntoView({ block: "center" })
}

/** Selects the sentence in the editor; where the words have changed since, goes to the text. */
function goToWords(editor, sentence) {
  editor.focus({ preventScroll: true })
  const range = sentence && findWords(editor, sentence)
  if (!range) return editor.scrollIntoView({ block: "start" })
  const selection = getSelection()
  selection.removeAllRanges()
  selection.addRange(range)
  range.startContainer.parentElement.scrollIntoView({ block: "center" })
}

/** Where a sentence stands in an element, white space counted as one space each. */
function findWords(root, sentence) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  const places = []
  let text = ""
  while (walker.nextNode()) {
    const node = walker.currentNode
    for (let at = 0; at < node.data.length; at++) {
      const sign = /\s/.test(node.data[at]) ? " " : node.data[at]
      if (sign === " " && text.endsWith(" ")) continue
      text += sign
      places.push([node, at])
    }
  }
  const start = text.indexOf(sentence)
  if (start < 0) return null
  const range = document.createRange()
  const [last, end] = places[start + sentence.length - 1]
  range.setStart(...places[start])
  range.setEnd(last, end + 1)
  return range
}
