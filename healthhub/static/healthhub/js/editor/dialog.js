// A modal question: a form in a <dialog>, outside the article's own form so that it never
// submits or dirties it. Resolves with what `read(form)` returns, or null when it is closed.

let count = 0

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "")
    else if (value !== false && value != null) element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

export function field(label, input, help = "") {
  const id = (input.id ||= `question-${++count}`)
  const parts = [make("label", { for: id }, label), input]
  if (help) {
    input.setAttribute("aria-describedby", `${id}-help`)
    parts.push(make("p", { id: `${id}-help`, class: "help" }, help))
  }
  return make("div", { class: "question-field" }, ...parts)
}

export function ask({ title, body, submit, actions = [], read }) {
  return new Promise((resolve) => {
    const heading = make("h2", { id: `question-${++count}`, class: "question-title" }, title)
    const problem = make("p", { class: "question-problem", role: "alert" })
    const dialog = make("dialog", { class: "question", "aria-labelledby": heading.id })
    const answer = (value) => {
      resolve(value)
      dialog.close()
    }
    const form = make("form", { method: "dialog", novalidate: true }, heading, ...body, problem)
    form.append(buttons({ submit, actions, answer }))
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      const { value, wrong } = read(form)
      problem.textContent = wrong || ""
      if (!wrong) answer(value)
    })
    dialog.addEventListener("close", () => {
      resolve(null)
      dialog.remove()
    })
    dialog.append(form)
    document.body.append(dialog)
    dialog.showModal()
  })
}

function buttons({ submit, actions, answer }) {
  const row = make("div", { class: "question-buttons" })
  if (submit) row.append(make("button", { type: "submit", class: "button default" }, submit))
  for (const { label, value } of actions) {
    const button = make("button", { type: "button", class: "button quiet" }, label)
    button.addEventListener("click", () => answer(value))
    row.append(button)
  }
  const cancel = make("button", { type: "button", class: "button quiet" }, "Cancel")
  cancel.addEventListener("click", () => answer(null))
  row.append(cancel)
  return row
}
