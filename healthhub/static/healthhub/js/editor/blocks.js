// Lists and tables, as far as an article's HTML may hold them (articles/markup/policy.py).

import {
  ListItem as BaseListItem,
  Table as BaseTable,
  TableCell as BaseCell,
  TableHeader as BaseHeader,
  Node,
  wrappingInputRule,
} from "django-prose-editor/editor"

const span = (name) => ({
  default: 1,
  parseHTML: (cell) => Number.parseInt(cell.getAttribute(name), 10) || 1,
  renderHTML: (attributes) => (attributes[name] > 1 ? { [name]: attributes[name] } : {}),
})
// Widths are the reader's business; the table machinery only wants the attribute to exist.
const SPANS = { colspan: span("colspan"), rowspan: span("rowspan"), colwidth: { default: null, rendered: false } }

export const OrderedList = Node.create({
  name: "orderedList",
  group: "block list",
  content: "listItem+",
  addAttributes() {
    return {
      start: {
        default: 1,
        parseHTML: (list) => (list.hasAttribute("start") ? Number(list.getAttribute("start")) : 1),
        renderHTML: ({ start }) => (start === 1 ? {} : { start }),
      },
    }
  },
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
  addCommands() {
    return {
      toggleOrderedList:
        () =>
        ({ commands }) =>
          commands.toggleList("orderedList", "listItem"),
    }
  },
  addKeyboardShortcuts() {
    return { "Mod-Shift-7": ({ editor }) => editor.commands.toggleOrderedList() }
  },
  addInputRules() {
    return [
      wrappingInputRule({
        find: /^(\d{1,3})\.\s$/,
        type: this.type,
        getAttributes: ([, start]) => ({ start: Number(start) }),
        joinPredicate: ([, start], list) => list.childCount + list.attrs.start === Number(start),
      }),
    ]
  },
})

export const ListItem = BaseListItem.extend({ content: "block+" })

export const Table = BaseTable.extend({
  // Our own page has no column widths, so neither has the box: no <colgroup>, no styles.
  renderHTML: () => ["div", { class: "table-scroll" }, ["table", ["tbody", 0]]],
  addNodeView: null,
  addMenuItems: null,
})

export const TableCell = BaseCell.extend({ addAttributes: () => SPANS })

export const TableHeader = BaseHeader.extend({
  addAttributes: () => ({ ...SPANS, scope: { default: null } }),
  parseHTML: () => [{ tag: "th" }, { tag: "thead td", priority: 60 }],
})
