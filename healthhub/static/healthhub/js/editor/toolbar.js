// The toolbar: one stop of the Tab key, arrow keys between its tools (ARIA toolbar pattern).

import { make } from "healthhub/editor/dialog"
import { icon } from "healthhub/editor/icons"
import { PLACES, TOOLS } from "healthhub/editor/tools"

export class Toolbar {
  constructor(label) {
    this.buttons = new Map()
    this.status = make("p", { class: "editor-status", role: "status" })
    this.dom = make("div", { class: "editor-tools", role: "toolbar", "aria-label": label })
    this.dom.append(...TOOLS.map((tools) => this.group(tools)))
    this.places = PLACES.map((place) => ({ ...place, dom: this.group(place.tools, place.label) }))
    this.dom.append(...this.places.map((place) => place.dom))
    this.dom.addEventListener("keydown", (event) => this.move(event))
    this.dom.addEventListener("focusin", (event) => this.makeStop(event.target))
    this.makeStop(this.reachable()[0])
  }

  serve(editor) {
    this.editor = editor
    editor.on("transaction", () => this.refresh())
    this.refresh()
  }

  tell(sentence) {
    this.status.textContent = ""
    this.status.textContent = sentence
  }

  focus() {
    this.reachable().find((button) => button.tabIndex === 0)?.focus()
  }

  group(tools, label = "") {
    const group = make("div", { class: label ? "editor-place" : "editor-group" })
    if (label) {
      group.setAttribute("role", "group")
      group.setAttribute("aria-label", label)
      group.hidden = true
    }
    group.append(...tools.map((tool) => this.button(tool)))
    return group
  }

  button(tool) {
    const named = !(tool.icon || tool.shown) || tool.words
    const name = tool.keys ? `${tool.label} (${tool.keys})` : tool.label
    const button = make("button", { type: "button", class: "editor-tool", tabindex: -1, title: name })
    if (!named) button.setAttribute("aria-label", tool.label)
    if (tool.icon) button.append(icon(tool.icon))
    if (tool.shown) button.append(make("span", { class: `tool-${tool.label.toLowerCase()}` }, tool.shown))
    if (named) button.append(make("span", {}, tool.words ?? tool.label))
    if (tool.isOn) button.setAttribute("aria-pressed", "false")
    button.addEventListener("click", () => this.use(tool))
    this.buttons.set(button, tool)
    return button
  }

  use(tool) {
    this.tell("")
    if (tool.isPossible?.(this.editor) ?? true) tool.run(this.editor, (sentence) => this.tell(sentence))
    else this.tell(`“${tool.label}” is not possible here.`)
  }

  refresh() {
    for (const [button, tool] of this.buttons) {
      if (tool.isOn) button.setAttribute("aria-pressed", String(Boolean(tool.isOn(this.editor))))
      const possible = tool.isPossible?.(this.editor) ?? true
      if (possible) button.removeAttribute("aria-disabled")
      else button.setAttribute("aria-disabled", "true")
    }
    for (const { dom, isHere } of this.places) dom.hidden = !isHere(this.editor)
    if (!this.reachable().some((button) => button.tabIndex === 0)) this.makeStop(this.reachable()[0])
  }

  reachable() {
    return [...this.buttons.keys()].filter((button) => !button.parentElement.hidden)
  }

  makeStop(chosen) {
    if (!this.buttons.has(chosen)) return
    for (const button of this.buttons.keys()) button.tabIndex = button === chosen ? 0 : -1
  }

  move(event) {
    const buttons = this.reachable()
    const at = buttons.indexOf(document.activeElement)
    const steps = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }
    if (event.key === "Escape") {
      this.editor.commands.focus()
    } else if (event.key in steps) {
      event.preventDefault()
      buttons.at(steps[event.key] % buttons.length).focus()
    }
  }
}
