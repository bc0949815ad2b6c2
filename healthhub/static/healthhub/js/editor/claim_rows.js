// The rows of the form that hold the evidence of each claim: read and written for the editor.

const PREFIX = "claims"
const FIELDS = ["sources", "strength", "note"]

/** The strengths of evidence the form offers: [{value, label}]; none where it takes no claims. */
export function strengths() {
  const select = document.querySelector(`select[name="${PREFIX}-__prefix__-strength"]`)
  return [...(select?.options ?? [])].filter(({ value }) => value).map(({ value, label }) => ({ value, label }))
}

/** A number that neither the text nor any row has. */
export function freeKey(keysInText) {
  const keys = [...keyInputs().map((input) => Number(input.value) || 0), ...keysInText]
  return Math.max(0, ...keys) + 1
}

/** What the row of this claim says, as typed; null where there is none. */
export function readRow(key) {
  const stem = stemOf(key)
  if (!stem) return null
  return Object.fromEntries(FIELDS.map((name) => [name, input(stem, name)?.value ?? ""]))
}

/** Writes what a person said about this claim; a saved row is confirmed for its present words. */
export function writeRow(key, values) {
  const stem = stemOf(key) ?? addRow(key)
  if (!stem) return
  for (const name of FIELDS) set(input(stem, name), values[name])
  tick(input(stem, "confirmed"), true)
  tick(input(stem, "DELETE"), false)
}

export function removeRow(key) {
  const stem = stemOf(key)
  if (!stem) return
  const remove = input(stem, "DELETE")
  if (remove) tick(remove, true)
  else input(stem, "key").closest(".inline-related")?.querySelector(".inline-deletelink")?.click()
}

function addRow(key) {
  const group = document.getElementById(`${PREFIX}-group`)
  group?.querySelector(".add-row a, a.add-row, .add-row button")?.click()
  const added = keyInputs().at(-1)
  if (!added || added.value) return null
  set(added, key)
  return stemOf(key)
}

function stemOf(key) {
  const found = keyInputs().find((candidate) => Number(candidate.value) === key)
  return found ? found.name.slice(0, -"key".length) : null
}

function keyInputs() {
  const inputs = document.querySelectorAll(`input[name^="${PREFIX}-"][name$="-key"]`)
  return [...inputs].filter(({ name }) => !name.includes("__prefix__"))
}

function input(stem, name) {
  return document.querySelector(`[name="${stem}${name}"]`)
}

function set(element, value) {
  if (!element) return
  element.value = value
  element.dispatchEvent(new Event("input", { bubbles: true }))
  element.dispatchEvent(new Event("change", { bubbles: true }))
}

function tick(box, checked) {
  if (!box || box.checked === checked) return
  box.checked = checked
  box.dispatchEvent(new Event("change", { bubbles: true }))
}
