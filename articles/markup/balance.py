"""Put any HTML into well-formed order before the sanitiser's parser sees it.

The parser of the HTML standard repairs broken nesting, and some repairs cost the square of the
input. So nothing broken reaches it: blocks are a stack whose every end is written here, and inline
elements are *marks* on the text, written around it inside its block, never around blocks. On the
way, elements we do not keep give up their tags: a `div` with bare words becomes a paragraph, other
unknown elements just vanish, and words that stood apart stay apart.
"""

from dataclasses import dataclass

from .elements import (
    ANY_HEADING,
    BELONGS_IN,
    BLOCKS,
    CELLS,
    HEADINGS,
    MAY_HOLD,
    MISSING_PART,
    MODE,
    OPTIONAL_END,
    TABLE_PARTS,
    UNKEPT_BLOCKS,
    UNKEPT_VOID,
)
from .marks import Mark, Marks
from .policy import MAX_BYTES, MAX_DEPTH, SAME_AS, attribute, too_deep, too_long
from .tags import escaped, mark_opening, opening
from .tokens import tokens


@dataclass(slots=True)
class _Block:
    name: str
    mode: str  # "any", "bare" (words need a paragraph) or a value of MODE
    kept: bool


def balance(html: str) -> str:
    """The same words in balanced HTML of allowed tags only; not yet sanitised.

    Raises MarkupError when elements are nested too deeply or the result is too long.
    """
    return _Balancer().read(html)


class _Balancer:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.size = 0
        self.blocks = [_Block("", "any", kept=False)]
        self.marks = Marks(self._write)

    def read(self, html: str) -> str:
        for kind, text, attributes in tokens(html):
            if kind == "text":
                self._text(text)
            elif kind == "start":
                self._start(SAME_AS.get(text, text), attributes)
            elif text == self.blocks[-1].name:
                self._close_down_to(len(self.blocks) - 1)
            else:
                self._end(SAME_AS.get(text, text))
        self._close_down_to(1)
        return "".join(self.out).strip(" \t\n")

    # -- words ---------------------------------------------------------------------------------

    def _text(self, raw: str) -> None:
        if raw.strip(" \t\n"):
            self._make_room_for_words()
        self._write(escaped(raw))

    def _make_room_for_words(self) -> None:
        self._add_missing_parts()
        self.marks.write()
        self.marks.words_follow()

    def _write(self, piece: str) -> None:
        self.size += len(piece)
        if self.size > MAX_BYTES:
            raise too_long()
        self.out.append(piece)

    # -- start tags ----------------------------------------------------------------------------

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in BLOCKS:
            self._start_block(name, attributes)
        elif name == "li":
            self._start_item()
        elif name in TABLE_PARTS:
            self._start_table_part(name, attributes)
        elif name == "figcaption":
            self._start_caption()
        elif name in ("br", "img", "hr"):
            self._void(name, attributes)
        elif name in UNKEPT_VOID:
            pass
        elif name in UNKEPT_BLOCKS:
            self._start_unkept(name)
        else:
            self._start_mark(name, attributes)

    def _start_block(self, name: str, attributes: dict[str, str]) -> None:
        if name == "p" and self._in_heading():
            self._start_unkept(name)
        else:
            self._leave_words()
            if name in ("ul", "ol"):
                self._resume_item()
            self._add_missing_parts(paragraph=False)
            self._open(name, attributes)

    def _resume_item(self) -> None:
        """Word processors write a list in a list beside its item; it belongs into the item."""
        last = len(self.out) - (2 if self.out[-1:] and not self.out[-1].strip() else 1)
        if self.blocks[-1].mode == "items" and last >= 0 and self.out[last] == "</li>":
            self._push(_Block("li", "any", kept=True))
            del self.out[last]

    def _in_heading(self) -> bool:
        """Whether words written now belong to a heading."""
        for block in reversed(self.blocks):
            if block.mode != "words":
                return False
            if block.kept:
                return block.name in HEADINGS
        return False

    def _leave_words(self) -> None:
        while self.blocks[-1].mode == "words":
            self._close_down_to(len(self.blocks) - 1)

    def _add_missing_parts(self, *, paragraph: bool = True) -> None:
        while part := MISSING_PART.get(self.blocks[-1].mode):
            if part == "p" and not paragraph:
                return
            self._open(part, {})

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self.marks.leave_block()
        self._push(_Block(name, MODE.get(name, "any"), kept=True))
        self._write(opening(name, attributes))

    def _push(self, block: _Block) -> None:
        self._refuse_depth()
        self.blocks.append(block)

    def _refuse_depth(self) -> None:
        if len(self.blocks) + len(self.marks) > MAX_DEPTH:
            raise too_deep()

    def _start_item(self) -> None:
        around = self._innermost({"ul", "ol"}, barrier=CELLS | {"table", "blockquote", "figure"})
        if around:
            self._close_down_to(around + 1)
            self._open("li", {})
        else:
            self._start_unkept("li")

    def _start_table_part(self, name: str, attributes: dict[str, str]) -> None:
        table = self._innermost({"table"}, barrier=frozenset())
        if table:
            self._leave_for(name, table)
            self._add_parts_before(name)
            self._open(name, attributes)
        else:
            self._start_unkept(name)

    def _leave_for(self, name: str, table: int) -> None:
        """Close what cannot hold this part, down to the row, section or table that can."""
        holders = MAY_HOLD.get(name, ())
        keep = len(self.blocks)
        while keep > table + 1 and not self._holds(keep - 1, holders):
            keep -= 1
        self._close_down_to(keep)

    def _holds(self, index: int, modes: tuple[str, ...]) -> bool:
        return self.blocks[index].kept and self.blocks[index].mode in modes

    def _add_parts_before(self, name: str) -> None:
        while self.blocks[-1].mode != BELONGS_IN[name]:
            self._open(MISSING_PART[self.blocks[-1].mode], {})

    def _start_caption(self) -> None:
        self._leave_words()
        if self.blocks[-1].name == "figure":
            self._open("figcaption", {})
        else:
            self._start_unkept("figcaption")

    def _void(self, name: str, attributes: dict[str, str]) -> None:
        if name == "img" and not attribute("img", "src", attributes.get("src", "")):
            return
        if name == "hr":
            self._leave_words()
            self._add_missing_parts(paragraph=False)
            self.marks.leave_block()
        else:
            self._make_room_for_words()
        self._write(opening(name, attributes))

    def _start_unkept(self, name: str) -> None:
        if not self._in_heading():
            self._leave_words()
        if self.blocks[-1].name in OPTIONAL_END and not self.blocks[-1].kept:
            self._close_down_to(len(self.blocks) - 1)
        mode = self.blocks[-1].mode
        self._push(_Block(name, "bare" if mode == "any" else mode, kept=False))
        self._keep_words_apart()

    def _keep_words_apart(self) -> None:
        if self.out and self.out[-1] != "\n":
            self._write("\n")

    def _start_mark(self, name: str, attributes: dict[str, str]) -> None:
        self._refuse_depth()
        if name == "a":
            self.marks.end("a")
        self.marks.start(Mark(name, mark_opening(name, attributes), len(self.blocks)))

    # -- end tags ------------------------------------------------------------------------------

    def _end(self, name: str) -> None:
        if name in ANY_HEADING:
            self._end_block(ANY_HEADING, CELLS)
        elif name in TABLE_PARTS or name == "table":
            self._end_block({name}, frozenset() if name == "table" else frozenset({"table"}))
        elif name == "li":
            self._end_block({name}, CELLS | {"ul", "ol"})
        elif name in BLOCKS or name in UNKEPT_BLOCKS or name == "figcaption":
            self._end_block({name}, CELLS)
        else:
            self.marks.end(name)

    def _end_block(self, names: frozenset[str] | set[str], barrier: frozenset[str]) -> None:
        found = self._innermost(names, barrier)
        if found:
            self._close_down_to(found)

    def _innermost(self, names: frozenset[str] | set[str], barrier: frozenset[str]) -> int:
        """The place of the innermost open block of these names; 0 when a barrier hides it."""
        for place in range(len(self.blocks) - 1, 0, -1):
            block = self.blocks[place]
            if block.name in names:
                return place
            if block.kept and block.name in barrier:
                return 0
        return 0

    def _close_down_to(self, keep: int) -> None:
        if keep == len(self.blocks):
            return
        self.marks.leave_block()
        while len(self.blocks) > keep:
            block = self.blocks.pop()
            if block.kept:
                self._write(f"</{block.name}>")
            else:
                self._keep_words_apart()
        self.marks.end_deeper_than(keep)
