// The queue by keyboard alone: one key decides, a number chooses the reason, and the next thing
// takes the place of what was decided. Without this script every form works as it is.

const OFF = "moderation-keys-off"
const FIELDS = "textarea, select, input:not([type=radio], [type=checkbox], [type=hidden])"
const FAILED = "This could not be sent. Look whether you are online, and try again."

let busy = false

document.addEventListener("keydown", onKey)
document.addEventListener("submit", onSubmit)
document.addEventListener("change", onChange)
document.addEventListener("click", onClick)
begin()

function begin() {
  const choice = document.querySelector("#keys-on")
  if (!choice) return
  choice.closest("p").hidden = false
  choice.checked = !localStorage.getItem(OFF)
  for (const button of document.querySelectorAll("[data-mask]")) button.hidden = false
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
  if (event.key === "Escape") return leave(event)
  if (localStorage.getItem(OFF) || busy || event.target.closest(FIELDS)) return
  if (/^[1-9]$/.test(event.key)) return choose(event)
  const place = document.querySelector(`.item [data-key="${CSS.escape(event.key.toLowerCase())}"]`)
  if (!place) return
  event.preventDefault()
  if (place.matches("form")) return place.requestSubmit()
  const form = place.querySelector("form")
  // What cannot be taken back is never decided by one key alone.
  const atOnce = event.key.toLowerCase() === "a" && !("opensFirst" in place.dataset)
  if (form && (place.open || atOnce)) return form.requestSubmit()
  place.open = !place.open || Boolean(form)
  firstOf(place, ["textarea[name=shown_text]", "input[type=radio]:checked", "summary"]).focus()
}

function firstOf(place, selectors) {
  return selectors.map((each) => place.querySelector(each)).find(Boolean)
}

/** Out of a field, so that keys work again; out of a form, to the head of the page. */
function leave(event) {
  const field = event.target.closest(FIELDS)
  const verb = event.target.closest("details")
  if (field && verb) return verb.querySelector("summary").focus()
  if (!verb?.open) return
  verb.open = false
  verb.querySelector("summary").focus()
}

function choose(event) {
  const reason = document.querySelector(`details[open] [data-number="${event.key}"]`)
  if (!reason) return
  event.preventDefault()
  reason.checked = true
  reason.focus()
  tellAs(reason)
}

function onChange(event) {
  if (event.target.matches("[data-message]")) tellAs(event.target)
  if (event.target.id !== "keys-on") return
  if (event.target.checked) localStorage.removeItem(OFF)
  else localStorage.setItem(OFF, "1")
}

/** What the reason says; what a moderator has typed stays. */
function tellAs(reason) {
  const field = reason.form.querySelector("[data-prefilled]")
  if (!field) return
  const known = [...reason.form.querySelectorAll("[data-message]")].map((each) => each.dataset.message)
  if (!field.value || known.includes(field.value)) field.value = reason.dataset.message
}

function onClick(event) {
  const mask = event.target.closest("[data-mask]")?.dataset.mask
  if (!mask) return
  const field = document.querySelector("#shown-text")
  if (field.selectionStart < field.selectionEnd) field.setRangeText(mask, field.selectionStart, field.selectionEnd, "end")
  field.focus()
}

// — from one thing to the next, without leaving the page —

async function onSubmit(event) {
  const form = event.target
  if (!form.closest(".item") || form.method !== "post") return
  event.preventDefault()
  if (busy) return
  busy = true
  try {
    const body = new URLSearchParams(new FormData(form, event.submitter))
    const address = event.submitter?.getAttribute("formaction") || form.action
    const answer = await fetch(address, { method: "POST", body })
    show(new DOMParser().parseFromString(await answer.text(), "text/html"), answer.url)
  } catch {
    say(FAILED)
  } finally {
    busy = false
  }
}

function show(page, address) {
  const main = page.querySelector("main")
  if (!main) return location.assign(address)
  const needsScript = page.querySelector("#announced")
  document.querySelector("main").replaceWith(document.adoptNode(main))
  document.title = page.title
  // A page that refuses answers at the address of the verb, which nobody can open again.
  if (!address.includes("/decisions/")) history.replaceState(null, "", address)
  if (needsScript) begin()
  const said = [...main.querySelectorAll(".messagelist li, .errornote")].map((each) => each.textContent.trim())
  const heading = main.querySelector("h1")
  say([...said, heading.textContent.trim()].join(" "))
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
  scrollTo(0, 0)
}

function say(words) {
  document.querySelector("#announced").textContent = words
}
