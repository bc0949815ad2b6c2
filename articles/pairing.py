"""Which of two lists' items stand for each other, in order: at most a little time, any input.

Items that are there exactly once on each side are the anchors (Bram Cohen's patience diff), which
keeps a moved comma a moved comma. A stretch without anchors is paired by its longest equal runs
(difflib), but only while there is time left for it; at worst it counts as replaced. Pure.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Block = tuple[int, int, int]  # place in a, place in b, how many items are equal from there
Range = tuple[bool, int, int, int, int]  # whether the same; from and to in a, from and to in b
_MOST_DEPTH = 30


class Time:
    """How many pairs of equal items may still be looked at."""

    def __init__(self, pairs: int) -> None:
        self._pairs = pairs

    def take(self, a: Sequence[str], b: Sequence[str]) -> bool:
        counts = Counter(b)
        needed = sum(counts[item] for item in a) + len(a) + len(b)
        if needed > self._pairs:
            return False
        self._pairs -= needed
        return True


def ranges(a: Sequence[str], b: Sequence[str], time: Time) -> Iterator[Range]:
    """Both lists from beginning to end in stretches, the same and different ones by turns."""
    i = j = 0
    for start, other, size in [*_joined(blocks(a, b, time)), (len(a), len(b), 0)]:
        if i < start or j < other:
            yield False, i, start, j, other
        if size:
            yield True, start, start + size, other, other + size
        i, j = start + size, other + size


def blocks(a: Sequence[str], b: Sequence[str], time: Time) -> list[Block]:
    """Equal stretches of a and b, in order and apart from each other."""
    found: list[Block] = []
    todo = [(0, len(a), 0, len(b), 0)]
    while todo:
        low, high, other_low, other_high, depth = todo.pop()
        head = _equal(a, b, range(low, high), range(other_low, other_high))
        found.append((low, other_low, head))
        low, other_low = low + head, other_low + head
        tail = _equal(a, b, range(low, high)[::-1], range(other_low, other_high)[::-1])
        high, other_high = high - tail, other_high - tail
        found.append((high, other_high, tail))
        one, other = a[low:high], b[other_low:other_high]
        if not one or not other:
            continue
        if depth < _MOST_DEPTH and (anchors := _anchors(one, other)):
            edges = [(0, 0), *anchors, (len(one), len(other))]
            for (x, y), (x_end, y_end) in zip(edges, edges[1:], strict=False):
                todo.append((low + x, low + x_end, other_low + y, other_low + y_end, depth + 1))
        elif time.take(one, other):
            runs = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
            found.extend((low + x, other_low + y, size) for x, y, size in runs)
    return sorted(block for block in found if block[2])


def _joined(found: list[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in found:
        x, y, size = joined[-1] if joined else (0, 0, 0)
        if joined and block[:2] == (x + size, y + size):
            joined[-1] = (x, y, size + block[2])
        else:
            joined.append(block)
    return joined


def _equal(a: Sequence[str], b: Sequence[str], here: range, there: range) -> int:
    """How many items are equal one by one from the start of these places."""
    pairs = zip(here, there, strict=False)
    most = min(len(here), len(there))
    return next((n for n, (i, j) in enumerate(pairs) if a[i] != b[j]), most)


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """What is there once in a and once in b, as far as it has the same order in both."""
    here, there = Counter(a), Counter(b)
    place = {item: n for n, item in enumerate(b) if there[item] == 1}
    return _rising([(n, place[x]) for n, x in enumerate(a) if here[x] == 1 and x in place])


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs whose second numbers rise: the game of patience."""
    tops: list[int] = []
    on_top: list[int] = []
    below: list[int] = []
    for n, (_, second) in enumerate(pairs):
        pile = bisect_left(tops, second)
        below.append(on_top[pile - 1] if pile else -1)
        tops[pile : pile + 1], on_top[pile : pile + 1] = [second], [n]
    rising = []
    n = on_top[-1] if on_top else -1
    while n >= 0:
        rising.append(pairs[n])
        n = below[n]
    return rising[::-1]
