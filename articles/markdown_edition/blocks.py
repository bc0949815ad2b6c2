"""Blocks of print as blocks of Markdown: headings, paragraphs, lists, tables, quotes, figures."""

from collections.abc import Iterator

from articles.markup.elements import HEADINGS

from .inline import Writer
from .tree import Element, tree

_RULE = "* * *"
_MOST_COLUMNS = 200


def body(html: str, *, site: str, page: str) -> str:
    """The text of an article, without its title and sources; "" where there is none.

    site is the site's address without a slash at its end, page the page's own.
    """
    return "\n\n".join(_Blocks(Writer(site, page)).of(tree(html)))


class _Blocks:
    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def of(self, parent: Element) -> list[str]:
        """The blocks in an element; words that stand loose are a paragraph."""
        found: list[str] = []
        before = ""
        for block, loose in _parted(parent.children):
            if paragraph := self.writer.line(loose):
                found.append(paragraph)
                before = ""
            if block is not None:
                written = list(self._block(block, before))
                found += written
                before = block.name if written else before
        return found

    def _block(self, element: Element, before: str) -> Iterator[str]:
        name = element.name
        if name in HEADINGS:
            if words := self.writer.line(element.children, in_cell=True):
                yield f"{'#' * int(name[1])} {_closing(words)}"
        elif name == "hr":
            yield _RULE
        elif name == "table":
            yield from self._table(element)
        elif name in ("ul", "ol"):
            yield from self._list(element, before)
        elif name == "blockquote":
            if inside := self.of(element):
                yield _indented("\n\n".join(inside), "> ", "> ")
        else:
            yield from self.of(element)

    def _list(self, element: Element, before: str) -> Iterator[str]:
        """Two lists of a kind behind each other have different signs, or they would be one."""
        other = before == element.name
        number = int(element.attributes.get("start") or 1)
        items = []
        for item in element.elements("li"):
            if element.name == "ol":
                sign = f"{number}{')' if other else '.'} "
                number += 1
            else:
                sign = "+ " if other else "- "
            inside = self.of(item)
            is_loose = sum(1 for _ in item.elements("p")) > 1
            written = ("\n\n" if is_loose else "\n").join(_apart(inside))
            items.append(_indented(written, sign, " " * len(sign)) if written else sign.rstrip())
        if items:
            yield "\n".join(items)

    def _table(self, element: Element) -> Iterator[str]:
        rows = [self._row(row) for row in element.elements("tr")]
        columns = max(map(len, rows), default=0)
        if not columns:
            return
        heads = [row.name == "thead" for row in element.elements("thead", "tbody")]
        if not (heads and heads[0]) and not _is_all_heads(element):
            rows.insert(0, [])  # Markdown knows no table without a head
        whole = [row + [""] * (columns - len(row)) for row in rows]
        lines = [f"| {' | '.join(row)} |" for row in whole]
        lines.insert(1, f"|{' --- |' * columns}")
        yield "\n".join(lines)

    def _row(self, row: Element) -> list[str]:
        cells: list[str] = []
        for cell in row.elements("td", "th"):
            cells.append(self._cell(cell))
            span = int(cell.attributes.get("colspan") or 1)
            cells += [""] * min(span - 1, _MOST_COLUMNS)
        return cells

    def _cell(self, cell: Element) -> str:
        return "<br>".join(self._cell_lines(cell))

    def _cell_lines(self, element: Element) -> Iterator[str]:
        """The blocks of a cell, each on one line: a row of Markdown is one line."""
        for block, loose in _parted(element.children):
            if line := self.writer.line(loose, in_cell=True):
                yield line
            if block is not None:
                yield from self._cell_lines(block)


def _parted(children) -> Iterator[tuple[Element | None, list[Element | str]]]:
    """Each block with what stands loose before it; what is loose at the end comes with none."""
    loose: list[Element | str] = []
    for child in children:
        if isinstance(child, Element) and child.is_block:
            yield child, loose
            loose = []
        else:
            loose.append(child)
    yield None, loose


def _is_all_heads(table: Element) -> bool:
    """Whether the first row has nothing but heads of columns."""
    first = next(table.elements("tr"), None)
    cells = list(first.elements("td", "th")) if first else []
    return bool(cells) and all(cell.name == "th" for cell in cells)


def _closing(words: str) -> str:
    """A heading must not end with a sign that would be taken for its own."""
    return f"{words[:-1]}\\#" if words.endswith("#") else words


def _apart(blocks: list[str]) -> list[str]:
    """What stands in one item: blocks that would run together get an empty line between them."""
    return [
        f"\n{block}" if place and not block.startswith(("- ", "1. ")) else block
        for place, block in enumerate(blocks)
    ]


def _indented(written: str, first: str, others: str) -> str:
    lines = written.split("\n")
    return "\n".join(
        (f"{first if place == 0 else others}{line}").rstrip(" ") if line or others.strip() else ""
        for place, line in enumerate(lines)
    )
