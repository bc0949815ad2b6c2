// Completes the last word of a comma-separated list from an address that knows the words there are
// (a combobox with a listbox, after the ARIA Authoring Practices). Without it the box is plain text.

let count = 0

function complete(input) {
  const box = document.createElement("div")
  const list = document.createElement("ul")
  box.className = "completing"
  list.className = "completions"
  list.id = `completions-${++count}`
  list.hidden = true
  list.setAttribute("role", "listbox")
  list.setAttribute("aria-label", input.labels[0]?.textContent.replace(/:\s*$/, "") ?? "Suggestions")
  input.before(box)
  box.append(input, list)
  for (const [name, value] of Object.entries({
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    autocomplete: "off",
  })) {
    input.setAttribute(name, value)
  }
  const state = { input, list, chosen: -1, asked: 0, waiting: 0 }
  input.addEventListener("input", () => askSoon(state))
  input.addEventListener("keydown", (event) => press(state, event))
  input.addEventListener("blur", () => close(state))
  list.addEventListener("pointerdown", (event) => event.preventDefault()) // keeps the caret in the box
  list.addEventListener("click", (event) => take(state, event.target.closest("[role=option]")))
}

function askSoon(state) {
  clearTimeout(state.waiting)
  state.waiting = setTimeout(() => ask(state), 150)
}

async function ask(state) {
  const word = lastWord(state.input.value)
  const question = ++state.asked
  if (!word) return close(state)
  const url = new URL(state.input.dataset.completeUrl, location.href)
  url.searchParams.set("q", word)
  try {
    const answer = await fetch(url)
    const { results } = answer.ok ? await answer.json() : { results: [] }
    if (question === state.asked) open(state, fresh(results, state.input.value))
  } catch {
    close(state) // the box still takes any word
  }
}

/** Suggestions that are not in the list yet. */
function fresh(results, value) {
  const before = value.split(",").slice(0, -1).map((word) => word.trim().toLowerCase())
  return results.filter((word) => !before.includes(word.toLowerCase()))
}

function open(state, words) {
  state.list.replaceChildren(
    ...words.map((word, place) => {
      const option = document.createElement("li")
      option.id = `${state.list.id}-${place}`
      option.setAttribute("role", "option")
      option.setAttribute("aria-selected", "false")
      option.textContent = word
      return option
    }),
  )
  point(state, -1)
  show(state, words.length > 0)
}

function press(state, event) {
  const options = state.list.children
  if (state.list.hidden) return
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault()
    const step = event.key === "ArrowDown" ? 1 : -1
    const places = options.length + 1 // one of them is the box itself
    point(state, ((state.chosen + 1 + step + places) % places) - 1)
  } else if (event.key === "Escape") {
    event.preventDefault()
    close(state)
  } else if (event.key === "Enter" && state.chosen >= 0) {
    event.preventDefault()
    take(state, options[state.chosen])
  }
}

function point(state, place) {
  state.chosen = place
  const options = [...state.list.children]
  for (const option of options) option.setAttribute("aria-selected", String(option === options[place]))
  if (place < 0) {
    state.input.removeAttribute("aria-activedescendant")
  } else {
    state.input.setAttribute("aria-activedescendant", options[place].id)
    options[place].scrollIntoView({ block: "nearest" })
  }
}

function take(state, option) {
  if (!option) return
  const words = state.input.value.split(",").slice(0, -1).map((word) => word.trim())
  const word = option.textContent
  state.input.value = `${[...words, word].filter(Boolean).join(", ")}, `
  state.input.dispatchEvent(new Event("change", { bubbles: true }))
  close(state)
}

function close(state) {
  state.asked++
  point(state, -1)
  show(state, false)
}

function show(state, isOpen) {
  state.list.hidden = !isOpen
  state.input.setAttribute("aria-expanded", String(isOpen))
}

function lastWord(value) {
  return value.split(",").at(-1).trim()
}

document.querySelectorAll("input[data-complete-url]").forEach(complete)
