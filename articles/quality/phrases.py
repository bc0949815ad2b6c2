"""What a topic pack looks for, as editors write it, found word by word: linear on any text.

    sudden withdrawal                                   words that follow one another, in any case
    talk*|speak*|ask*                                   a word or its alternatives; * is any ending
    toleran* (within 300 characters) overdos*           words, then others not far after them
    ask* (within 80 characters, same sentence) doctor   the same, with no full stop between

Between words of a phrase the text may have a space, a hyphen or a dash. There is nothing else to
write, so no line can make a search that takes long.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

MOST_DISTANCE = 500
MOST_WORDS, MOST_PARTS, MOST_ALTERNATIVES, LONGEST_WORD = 12, 4, 40, 40
SHORTEST_BEGINNING = 3
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_JOINS = frozenset({" ", "-", "–", "\u2011"})
_GAP = re.compile(r"\(within ([0-9]{1,4})(?: characters?)?(, same sentence)?\)", re.IGNORECASE)
_WRITTEN_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*\*?")


class NotAPhrase(ValueError):
    """The line cannot be read; the message says what to write instead."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a phrase: any of these, or any that begins so."""

    exact: frozenset[str]
    beginnings: tuple[str, ...]

    def fits(self, word: str) -> bool:
        return word in self.exact or word.startswith(self.beginnings)


@dataclass(frozen=True, slots=True)
class Part:
    """Words that follow one another, so many characters at most after the part before."""

    words: tuple[Word, ...]
    within: int = 0
    same_sentence: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    parts: tuple[Part, ...]

    def is_in(self, wording: "Wording") -> bool:
        found = wording.runs(self.parts[0].words)
        for part in self.parts[1:]:
            found = wording.runs_after(found, part)
        return bool(found)


class Wording:
    """A text as its words, each known by its place: asked many times, read once."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("’", "'")
        self.spans = [found.span() for found in _WORD.finditer(self.text)]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for number, (start, end) in enumerate(self.spans):
            places.setdefault(self.text[start:end].lower(), []).append(number)
        return places

    @cached_property
    def _joined(self) -> frozenset[int]:
        """The words that only a space or a hyphen parts from the word before."""
        return frozenset(
            number
            for number in range(1, len(self.spans))
            if self.text[self.spans[number - 1][1] : self.spans[number][0]] in _JOINS
        )

    def runs(self, words: tuple[Word, ...]) -> list[tuple[int, int]]:
        """Where in the text these words follow one another: (start, end), in order."""
        starts = self._places_of(words[0])
        for distance, word in enumerate(words[1:], start=1):
            here = self._places_of(word) & self._joined
            starts = {start for start in starts if start + distance in here}
        last = len(words) - 1
        return [(self.spans[n][0], self.spans[n + last][1]) for n in sorted(starts)]

    def _places_of(self, word: Word) -> set[int]:
        fitting = (places for other, places in self._places.items() if word.fits(other))
        return {place for places in fitting for place in places}

    def runs_after(self, before: list[tuple[int, int]], part: Part) -> list[tuple[int, int]]:
        """Of the places of this part, those near enough after one of `before`.

        The nearest one before decides: nothing farther away could be nearer, or have less between.
        """
        ends = sorted(end for _, end in before)
        return [run for run in self.runs(part.words) if self._follows(run[0], ends, part)]

    def _follows(self, start: int, ends: list[int], part: Part) -> bool:
        nearest = bisect_right(ends, start) - 1
        if nearest < 0 or start - ends[nearest] > part.within:
            return False
        return not part.same_sentence or "." not in self.text[ends[nearest] : start]


@lru_cache(maxsize=2000)
def phrase(line: str) -> Phrase:
    """The phrase that a line of a topic pack says; raises NotAPhrase with what to do."""
    line = line.replace("’", "'").replace("‘", "'").strip()
    pieces = _GAP.split(line)
    if len(pieces) // 3 >= MOST_PARTS:
        raise NotAPhrase(f"it has more than {MOST_PARTS} parts. Write several lines.")
    parts = [Part(_words(pieces[0]))]
    for distance, same, text in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        parts.append(Part(_words(text), _distance(distance), bool(same)))
    return Phrase(tuple(parts))


def _distance(written: str) -> int:
    if not 1 <= int(written) <= MOST_DISTANCE:
        raise NotAPhrase(f"“within {written}” is out of bounds. Choose 1 to {MOST_DISTANCE}.")
    return int(written)


def _words(text: str) -> tuple[Word, ...]:
    if "(" in text or ")" in text:
        raise NotAPhrase(
            "what stands in brackets is not understood. Write “(within 80 characters)” or "
            "“(within 80 characters, same sentence)”."
        )
    text = re.sub(r"\s*\|\s*", "|", text).replace("–", "-")
    if any("|" in each and "-" in each for each in text.split()):
        raise NotAPhrase(
            "“|” stands between single words. Give a word with a hyphen a line of its own."
        )
    written = text.replace("-", " ").split()
    if not written:
        raise NotAPhrase("a part has no words. Write words before and after “(within …)”.")
    if len(written) > MOST_WORDS:
        raise NotAPhrase(f"more than {MOST_WORDS} words follow one another. Write fewer.")
    return tuple(_word(each) for each in written)


def _word(written: str) -> Word:
    alternatives = written.lower().split("|")
    if len(alternatives) > MOST_ALTERNATIVES:
        raise NotAPhrase(f"a word has more than {MOST_ALTERNATIVES} alternatives. Use two lines.")
    for each in alternatives:
        _refuse_odd(each)
    return Word(
        frozenset(each for each in alternatives if not each.endswith("*")),
        tuple(each[:-1] for each in alternatives if each.endswith("*")),
    )


def _refuse_odd(word: str) -> None:
    if not word:
        raise NotAPhrase("there is nothing beside a “|”. Write a word on both sides.")
    if not _WRITTEN_WORD.fullmatch(word):
        raise NotAPhrase(
            f"“{word[:40]}” is not a word. Use letters and digits, with “*” for any ending."
        )
    if len(word) > LONGEST_WORD:
        raise NotAPhrase(f"“{word[:20]}…” is longer than {LONGEST_WORD} characters.")
    if word.endswith("*") and len(word) <= SHORTEST_BEGINNING:
        wanted = f"at least {SHORTEST_BEGINNING} letters before “*”"
        raise NotAPhrase(f"“{word}” begins too many words. Write {wanted}.")
