// In a table or list the Tab key moves between cells and levels; Escape gives it back, so that
// nobody is caught in the box (WCAG 2.1.2). Alt+F10 goes to the tools above the text.

import { Extension, Plugin } from "django-prose-editor/editor"

export const WayOut = Extension.create({
  name: "wayOut",
  priority: 2000,

  addOptions: () => ({ toTools: () => {} }),

  addProseMirrorPlugins() {
    let leaving = false
    const { toTools } = this.options
    const keydown = (_view, event) => {
      if (event.altKey && event.key === "F10") {
        event.preventDefault()
        toTools()
        return true
      }
      if (event.key === "Tab" && leaving) return true // the browser moves on
      if (event.key !== "Shift") leaving = event.key === "Escape"
      return false
    }
    const blur = () => {
      leaving = false
    }
    return [new Plugin({ props: { handleDOMEvents: { keydown, blur } } })]
  },
})
