// The drawings on the tools: strokes on a square of 24, in the colour of the words.

const SVG = "http://www.w3.org/2000/svg"
const STROKES = {
  bullets: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  numbers: "M10 6h10M10 12h10M10 18h10M4 4.5 5.5 4v4M4 15.5c.3-1 2.5-1 2.5.4 0 1-1.2 1.5-2.5 3.1h2.6",
  quote: "M5 17c3-1 4-4 4-7H4v4h3M15 17c3-1 4-4 4-7h-5v4h3",
  rule: "M4 12h16",
  table: "M4 5h16v14H4zM4 10h16M4 14.5h16M12 5v14",
  picture: "M4 5h16v14H4zM4 16l4.5-4.5L13 16l2.5-2.5L20 18M15.5 9h.01",
  link: "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3L12 6.300M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.700l1-1",
  cite: "M8 5H5v14h3M16 5h3v14h-3M11 9.500l1.500-1V16",
  claim: "M5 4h14v12h-8l-4 4v-4H5zM8.500 10l2.500 2.500 4.500-5",
  undo: "M8 5 4 9l4 4M4 9h9a6 6 0 0 1 0 12h-2",
  redo: "M16 5l4 4-4 4M20 9h-9a6 6 0 0 0 0 12h2",
}

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg")
  const path = document.createElementNS(SVG, "path")
  path.setAttribute("d", STROKES[name])
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", width: 20, height: 20 })) {
    svg.setAttribute(key, value)
  }
  svg.setAttribute("aria-hidden", "true")
  svg.append(path)
  return svg
}
