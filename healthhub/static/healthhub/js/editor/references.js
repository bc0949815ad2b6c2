// The article's own sources, read live from the rows of the form.

const PREFIX = "references"

/** The sources on the page now: [{number, title}], in order; rows marked for removal are left out. */
export function sources(root = document) {
  const found = []
  for (const input of root.querySelectorAll(`input[name^="${PREFIX}-"][name$="-number"]`)) {
    const stem = input.name.slice(0, -"number".length)
    const number = Number.parseInt(input.value, 10)
    if (stem.includes("__prefix__") || isRemoved(root, stem)) continue
    if (number > 0 && number < 1000) found.push({ number, title: titleOf(root, stem) })
  }
  return found.sort((a, b) => a.number - b.number)
}

/** Opens an empty row for a source and puts the caret into its title. */
export function startSource() {
  const group = document.getElementById(`${PREFIX}-group`)
  const adder = group?.querySelector(".add-row a, a.add-row, .add-row button")
  if (!adder) return false
  adder.click()
  const titles = group.querySelectorAll(`[name^="${PREFIX}-"][name$="-title"]`)
  const added = [...titles].filter((input) => !input.name.includes("__prefix__")).at(-1)
  added?.focus()
  return true
}

function isRemoved(root, stem) {
  return Boolean(root.querySelector(`input[name="${stem}DELETE"]`)?.checked)
}

function titleOf(root, stem) {
  const input = root.querySelector(`[name="${stem}title"]`)
  return input?.value.trim() || "Without a title yet"
}
