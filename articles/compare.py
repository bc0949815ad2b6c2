"""Comparing two plain texts by words. Pure.

Lines are paired first, then the words of what is left. What cannot be paired in time is shown as
replaced: less to the point, never wrong.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from articles.pairing import Range, Time, ranges

Piece = tuple[str, str]  # ("same" | "removed" | "added", text)
Unit = tuple[str, str]  # a word or line, and the blanks after it

# A number is one word with its commas, point and per cent sign; so is “don’t”, and “B12”.
_WORD = re.compile(r"\d+(?:[.,:/]\d+)+%?|\d+%|[^\W_]+(?:['’-][^\W_]+)*|(?P<blank>\s+)|.", re.DOTALL)
_LINE = re.compile(r"(?P<blank>\s+)|\S(?:[^\n]*\S)?")
_MOST_PAIRS = 400_000
_ISLAND = 3


def words(before: str, after: str) -> list[Piece]:
    """The pieces that turn `before` into `after`: joined without "added" they give `before`,
    without "removed" they give `after`."""
    time = Time(_MOST_PAIRS)
    old, new = _units(_LINE, before), _units(_LINE, after)
    pieces: list[Piece] = []
    for is_same, a, b, c, d in _ranges(old, new, time):
        if is_same:
            pieces.extend(_same(old[a:b], new[c:d]))
        else:
            pieces.extend(_within(_text(old[a:b]), _text(new[c:d]), time))
    return _tidy(pieces)


def _units(pattern: re.Pattern[str], text: str) -> list[Unit]:
    units: list[Unit] = []
    for found in pattern.finditer(text):
        if not found["blank"]:
            units.append((found[0], ""))
        elif units:
            units[-1] = (units[-1][0], found[0])
        else:
            units.append(("", found[0]))
    return units


def _text(units: Sequence[Unit]) -> str:
    return "".join(word + blank for word, blank in units)


def _ranges(old: Sequence[Unit], new: Sequence[Unit], time: Time) -> Iterator[Range]:
    return ranges([word for word, _ in old], [word for word, _ in new], time)


def _within(before: str, after: str, time: Time) -> Iterator[Piece]:
    old, new = _units(_WORD, before), _units(_WORD, after)
    for is_same, a, b, c, d in _without_islands(list(_ranges(old, new, time))):
        if is_same:
            yield from _same(old[a:b], new[c:d])
        else:
            yield "removed", _text(old[a:b])
            yield "added", _text(new[c:d])


def _same(old: Sequence[Unit], new: Sequence[Unit]) -> Iterator[Piece]:
    """Equal words; the blanks after them may differ."""
    for (word, before), (_, after) in zip(old, new, strict=True):
        if before == after:
            yield "same", word + before
        else:
            yield from (("same", word), ("removed", before), ("added", after))


def _without_islands(found: list[Range]) -> list[Range]:
    """A word or two left between longer changes make them harder to read, not easier."""
    joined: list[Range] = []
    for place, (is_same, a, b, c, d) in enumerate(found):
        if is_same and not _is_island(found, place, joined):
            joined.append((True, a, b, c, d))
        elif joined and not joined[-1][0]:
            _, begun, _, begun_there, _ = joined.pop()
            joined.append((False, begun, b, begun_there, d))
        else:
            joined.append((False, a, b, c, d))
    return joined


def _is_island(found: list[Range], place: int, before: list[Range]) -> bool:
    _, a, b, _, _ = found[place]
    if not before or place + 1 == len(found) or b - a >= _ISLAND:
        return False
    return min(_size(before[-1]), _size(found[place + 1])) > b - a


def _size(change: Range) -> int:
    _, a, b, c, d = change
    return max(b - a, d - c)


def _tidy(pieces: Iterable[Piece]) -> list[Piece]:
    """Each change as one removal and one addition; blanks at the end of both did not change."""
    tidy: list[Piece] = []
    sides: dict[str, list[str]] = {"removed": [], "added": []}
    for kind, text in [*pieces, ("same", "")]:
        if kind == "same":
            removed, added = ("".join(texts) for texts in sides.values())
            cut = _common_blank(removed, added)
            tidy.append(("removed", removed[: len(removed) - cut]))
            tidy.append(("added", added[: len(added) - cut]))
            tidy.append(("same", removed[len(removed) - cut :] + text))
            sides = {"removed": [], "added": []}
        else:
            sides[kind].append(text)
    return _joined(tidy)


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    joined: list[list[str]] = []
    for kind, text in pieces:
        if text and joined and joined[-1][0] == kind:
            joined[-1].append(text)
        elif text:
            joined.append([kind, text])
    return [(kind, "".join(texts)) for kind, *texts in joined]


def _common_blank(one: str, other: str) -> int:
    """How many characters of blank both end in."""
    most = min(len(one) - len(one.rstrip()), len(other) - len(other.rstrip()))
    return next((n for n in range(most) if one[-n - 1] != other[-n - 1]), most)


def lines(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces of each line of the text; an empty line has none."""
    found: list[list[Piece]] = [[]]
    for kind, text in pieces:
        for place, part in enumerate(text.split("\n")):
            if place:
                found.append([])
            if part:
                found[-1].append((kind, part))
    return found
