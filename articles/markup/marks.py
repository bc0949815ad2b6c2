"""Inline elements as marks on the text: each is written around words, inside the words' block."""

from collections.abc import Callable
from dataclasses import dataclass

_CITATIONS_WITHIN_EACH_OTHER = 3
_CLAIM = '<span data-claim="'


@dataclass(slots=True, eq=False)
class Mark:
    """An inline element that is open; depth is the number of blocks around its start tag."""

    name: str
    opening: str  # "" for an element that is not kept
    depth: int

    @property
    def kind(self) -> str:
        return "claim" if self.opening.startswith(_CLAIM) else self.name


class Marks:
    """The open inline elements, and which of their tags stand open in what was written."""

    def __init__(self, write: Callable[[str], None]) -> None:
        self._write = write
        self._open: list[Mark] = []
        self._kept: list[Mark] = []  # those of them that are written around words
        self._written: list[Mark] = []
        self._stale = False  # `_open` has changed since `_written` was made
        self._words = 0  # rises with all words and at each edge of a block
        self._claims: dict[str, int] = {}  # each claim that was written: `_words` where it ended

    def __len__(self) -> int:
        return len(self._open)

    def start(self, mark: Mark) -> None:
        """Begin a mark; it adds nothing inside one that says the same: bold in bold is bold."""
        self._open.append(mark)
        alike = [kept.opening for kept in self._kept if kept.kind == mark.kind]
        if mark.kind == "span":
            adds = mark.opening not in alike and len(alike) < _CITATIONS_WITHIN_EACH_OTHER
        else:
            adds = not alike and self._is_free(mark)
        if mark.opening and adds:
            self._kept.append(mark)
            self._stale = True

    def _is_free(self, mark: Mark) -> bool:
        """A claim is one run of words in one block: a copy of it elsewhere loses the mark."""
        return self._claims.get(mark.opening, self._words) == self._words

    def end(self, name: str) -> None:
        """End the innermost mark of this name, wherever its start was; others go on."""
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].name == name:
                self._forget(self._open.pop(place))
                return

    def end_deeper_than(self, depth: int) -> None:
        """A mark ends with the block it was started in."""
        while self._open and self._open[-1].depth > depth:
            self._forget(self._open.pop())

    def _forget(self, mark: Mark) -> None:
        if mark in self._kept:
            self._kept.remove(mark)
            self._stale = True
            if mark in self._written:
                self.unwrite(self._written.index(mark))

    def write(self) -> None:
        """Words come next: make the open tags those of the open marks."""
        if self._stale:
            self._kept = [m for m in self._kept if m in self._written or self._is_free(m)]
            same = _common_start(self._written, self._kept)
            self.unwrite(same)
            for mark in self._kept[same:]:
                self._write(mark.opening)
            self._written = list(self._kept)
            self._stale = False

    def words_follow(self) -> None:
        self._words += 1

    def unwrite(self, keep: int = 0) -> None:
        """Close all open tags but the outermost `keep`; `write` will open them again."""
        while len(self._written) > keep:
            mark = self._written.pop()
            self._write(f"</{mark.name}>")
            self._stale = True
            if mark.kind == "claim":
                self._claims[mark.opening] = self._words

    def leave_block(self) -> None:
        """Close all open tags at the edge of a block; no claim goes on beyond it."""
        self.unwrite()
        self._words += 1


def _common_start(one: list[Mark], other: list[Mark]) -> int:
    for place, (left, right) in enumerate(zip(one, other, strict=False)):
        if left is not right:
            return place
    return min(len(one), len(other))
