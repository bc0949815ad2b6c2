// The tools above the text, as a table: what each is called, shows, does, and when it is on.

import { cite, citedRange } from "healthhub/editor/citation"
import { claim, claimedRange } from "healthhub/editor/claim"
import { choosePicture, isInFigure, removeFigure } from "healthhub/editor/figure"
import { editLink } from "healthhub/editor/link"

const MAC = /Mac|iPhone|iPad/.test(navigator.platform)
const key = (keys) => keys.replace("Mod", MAC ? "⌘" : "Ctrl").replaceAll("-", "+")

const mark = (name, label, shown, keys) => ({
  label,
  shown,
  keys: key(keys),
  run: (editor) => editor.chain().focus().toggleMark(name).run(),
  isOn: (editor) => editor.isActive(name),
  isPossible: (editor) => editor.can().toggleMark(name),
})

const heading = (level, label) => ({
  label,
  shown: `H${level}`,
  keys: key(`Mod-Alt-${level}`),
  run: (editor) => editor.chain().focus().toggleHeading({ level }).run(),
  isOn: (editor) => editor.isActive("heading", { level }),
  isPossible: (editor) => editor.can().toggleHeading({ level }),
})

/** A tool that runs one of the editor's own commands. */
const command = (name, label, more) => ({
  label,
  run: (editor) => editor.chain().focus()[name]().run(),
  isPossible: (editor) => editor.can()[name](),
  ...more,
})

const NEW_TABLE = { rows: 3, cols: 3, withHeaderRow: true }

export const TOOLS = [
  [heading(2, "Heading"), heading(3, "Subheading"), heading(4, "Lower subheading")],
  [
    mark("bold", "Bold", "B", "Mod-B"),
    mark("italic", "Italic", "I", "Mod-I"),
    mark("subscript", "Subscript", "x₂", "Mod-,"),
    mark("superscript", "Superscript", "x²", "Mod-."),
  ],
  [
    command("toggleBulletList", "Bulleted list", {
      icon: "bullets",
      keys: key("Mod-Shift-8"),
      isOn: (editor) => editor.isActive("bulletList"),
    }),
    command("toggleOrderedList", "Numbered list", {
      icon: "numbers",
      keys: key("Mod-Shift-7"),
      isOn: (editor) => editor.isActive("orderedList"),
    }),
    command("toggleBlockquote", "Quotation", {
      icon: "quote",
      keys: key("Mod-Shift-B"),
      isOn: (editor) => editor.isActive("blockquote"),
    }),
    command("setHorizontalRule", "Line between parts", { icon: "rule" }),
  ],
  [
    {
      label: "Table",
      icon: "table",
      run: (editor) => editor.chain().focus().insertTable(NEW_TABLE).run(),
      isPossible: (editor) => editor.can().insertTable(NEW_TABLE),
    },
    { label: "Picture", icon: "picture", run: choosePicture, isOn: isInFigure },
    {
      label: "Link",
      icon: "link",
      keys: key("Mod-K"),
      run: editLink,
      isOn: (editor) => editor.isActive("link"),
    },
    {
      label: "Cite",
      words: "Cite",
      icon: "cite",
      keys: key("Mod-Alt-C"),
      run: cite,
      isOn: (editor) => Boolean(citedRange(editor.state)),
    },
    {
      label: "Claim",
      words: "Claim",
      icon: "claim",
      keys: key("Mod-Alt-K"),
      run: claim,
      isOn: (editor) => Boolean(claimedRange(editor.state)),
    },
  ],
  [
    command("undo", "Undo", { icon: "undo", keys: key("Mod-Z") }),
    command("redo", "Redo", { icon: "redo", keys: key("Mod-Shift-Z") }),
  ],
]

/** Tools that show only where they make sense. */
export const PLACES = [
  {
    label: "Table",
    isHere: (editor) => editor.isActive("table"),
    tools: [
      command("addRowAfter", "Add row"),
      command("addColumnAfter", "Add column"),
      command("deleteRow", "Remove row"),
      command("deleteColumn", "Remove column"),
      command("toggleHeaderCell", "Header cell", { isOn: (editor) => editor.isActive("tableHeader") }),
      command("mergeOrSplit", "Merge or split cells"),
      command("deleteTable", "Remove table"),
    ],
  },
  {
    label: "List",
    isHere: (editor) => editor.isActive("listItem"),
    tools: [
      {
        label: "One level in",
        run: (editor) => editor.chain().focus().sinkListItem("listItem").run(),
        isPossible: (editor) => editor.can().sinkListItem("listItem"),
      },
      {
        label: "One level out",
        run: (editor) => editor.chain().focus().liftListItem("listItem").run(),
        isPossible: (editor) => editor.can().liftListItem("listItem"),
      },
    ],
  },
  {
    label: "Picture",
    isHere: isInFigure,
    tools: [
      { label: "Change picture", run: choosePicture },
      {
        label: "Remove picture and caption",
        run: (editor) => removeFigure(editor) && editor.commands.focus(),
      },
    ],
  },
]
