// A new row for a source gets the number after the highest one. Numbers that became free are not
// used again: the text may still cite the source that had them.

const PREFIX = "references"

document.addEventListener("formset:added", (event) => {
  if (event.detail?.formsetName !== PREFIX) return
  const input = event.target.querySelector("input[name$='-number']")
  if (input && !input.value) input.value = nextNumber(input.form)
})

function nextNumber(form) {
  const inputs = form.querySelectorAll(`input[name^="${PREFIX}-"][name$="-number"]`)
  const numbers = [...inputs].map((input) => Number.parseInt(input.value, 10) || 0)
  return Math.min(Math.max(0, ...numbers) + 1, 999)
}
