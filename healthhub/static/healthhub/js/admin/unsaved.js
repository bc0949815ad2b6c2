// Leaving a page with changes that are not saved asks first. Saving does not.

const FORMS = "form[data-warn-unsaved], .change-form #content-main > form[method=post]"

for (const form of document.querySelectorAll(FORMS)) {
  // A save that was refused brought the words back, but nothing of them is stored yet.
  let unsaved = Boolean(form.querySelector(".errornote, .errorlist, .two-texts"))
  const changed = (event) => {
    if (!event.target.closest?.("[data-not-saved]")) unsaved = true
  }
  form.addEventListener("input", changed)
  form.addEventListener("change", changed)
  form.addEventListener("formset:added", changed)
  document.addEventListener("formset:removed", () => (unsaved = true))
  form.addEventListener("submit", () => (unsaved = false))
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault()
  })
}
