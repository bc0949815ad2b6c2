"""Finding a passage again in a text that has changed since."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from .reading import CONTEXT, Passage, Reading, places_in, words_of

ENOUGH_CONTEXT = 12  # so many characters must still stand to know a place by its surroundings
CLEAR_BY_ITSELF = 24  # a quote this long is known by its words alone
CLOSE_ENOUGH = 0.6  # the share of the words that must agree
MOST_WORDS = 150  # of a quote are compared, for comparing is quadratic
EXACT, CONTEXTUAL, CLOSE = "exact", "contextual", "close"


@dataclass(frozen=True)
class Found:
    """Where a passage stands now: the characters, the block, how it was found, and its words."""

    start: int
    end: int
    block: int
    how: str
    words: str


def find(passage: Passage, reading: Reading) -> Found | None:
    """Where the passage stands in this text; None where nothing like it is left."""
    if not passage.quote:
        return None
    return (
        _by_its_words(passage, reading)
        or _by_its_surroundings(passage, reading)
        or _by_likeness(passage, reading)
    )


def _by_its_words(passage, reading):
    places = reading.places(passage.quote)
    if not places:
        return None
    fits = {at: _fit(passage, reading.text, at) for at in places}
    best = max(places, key=lambda at: (fits[at], -abs(at - passage.place)))
    found = _found(reading, best, best + len(passage.quote), EXACT)
    known = len(passage.quote) >= CLEAR_BY_ITSELF or fits[best] >= _asked_of(passage)
    return found if known or reading.blocks[found.block].text == passage.quote else None


def _asked_of(passage):
    """How much of its surroundings a short quote needs: a word or two stand in many places."""
    return min(ENOUGH_CONTEXT, len(passage.before) + len(passage.after))


def _fit(passage, text, at):
    """How many characters of the surroundings are the same here."""
    end = at + len(passage.quote)
    before, after = text[max(0, at - CONTEXT) : at], text[end : end + CONTEXT]
    return _alike(passage.before[::-1], before[::-1]) + _alike(passage.after, after)


def _alike(one: str, other: str) -> int:
    for count, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return count
    return min(len(one), len(other))


def _by_its_surroundings(passage, reading):
    """The words changed, and what stood right before and after them did not."""
    before, after = passage.before[-CONTEXT // 2 :], passage.after[: CONTEXT // 2]
    if min(len(before.strip()), len(after.strip())) < ENOUGH_CONTEXT:
        return None
    room = 2 * len(passage.quote) + CONTEXT
    starts = [at + len(before) for at in places_in(reading.text, before)]
    for start in sorted(starts, key=lambda at: abs(at - passage.place)):
        end = reading.text.find(after, start, start + room + len(after))
        if end >= 0 and reading.text[start:end].strip():
            return _found(reading, start, end, CONTEXTUAL)
    return None


def _by_likeness(passage, reading):
    """The stretch of text that holds the most of the passage's words, if enough of them agree."""
    wanted = words_of(passage.quote)[:MOST_WORDS]
    window = _fullest(wanted, reading.words)
    if window is None:
        return None
    here = reading.words[window.start : window.stop]
    pairs = SequenceMatcher(None, wanted, here, autojunk=False).get_matching_blocks()
    agreeing = [pair for pair in pairs if pair.size]
    if sum(pair.size for pair in agreeing) < CLOSE_ENOUGH * len(wanted):
        return None
    first, last = agreeing[0].b, agreeing[-1].b + agreeing[-1].size - 1
    start, end = reading.spans[window.start + first][0], reading.spans[window.start + last][1]
    return _found(reading, start, end, CLOSE)


def _fullest(wanted: Sequence[str], words: Sequence[str]) -> range | None:
    """The numbers of the words among which the most wanted ones stand: one sliding window."""
    if len(wanted) < 3 or not words:
        return None
    slack = len(wanted) // 4
    size = len(wanted) + slack
    lacking = Counter(wanted)
    held = most = at = 0
    for place, word in enumerate(words):
        lacking[word] -= 1
        held += lacking[word] >= 0
        if place >= size:
            gone = words[place - size]
            held -= lacking[gone] >= 0
            lacking[gone] += 1
        if held > most:
            most, at = held, place
    if most < CLOSE_ENOUGH * len(wanted):
        return None
    return range(max(0, at + 1 - size), min(len(words), at + 1 + slack))


def _found(reading, start, end, how):
    return Found(start, end, reading.block_at(start), how, reading.text[start:end])
