"""A text made ready for passages, and the passages that can be chosen in it."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from .blocks import Block, blocks_of, one_line

LONGEST_QUOTE = 1000
CONTEXT = 80  # characters kept on each side
MOST_PLACES = 200  # that are looked at, of words that stand in the text many times
TITLE, SUMMARY, BODY = 0, 1, 2  # the numbers of the first blocks
WORD = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class Passage:
    """Words of a text, with what stood before and after them; `place` is a character's number."""

    quote: str
    before: str = ""
    after: str = ""
    place: int = 0


class Reading:
    """A text's blocks, from its title on, and all of its words on one line."""

    def __init__(self, title: str, summary: str, body_html: str) -> None:
        head = [Block(TITLE, one_line(title), heading=True), Block(SUMMARY, one_line(summary))]
        self.blocks = [*head, *blocks_of(body_html, first=BODY)]
        self.text = " ".join(block.text for block in self.blocks)

    @cached_property
    def starts(self) -> list[int]:
        """At which character each block begins."""
        found, at = [], 0
        for block in self.blocks:
            found.append(at)
            at += len(block.text) + 1
        return found

    @cached_property
    def words(self) -> list[str]:
        """Every word and mark, without capitals."""
        return words_of(self.text)

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word and mark begins and ends."""
        return [match.span() for match in WORD.finditer(self.text)]

    def block_at(self, place: int) -> int:
        return max(0, bisect_right(self.starts, place) - 1)

    def passage(self, start: int, end: int) -> Passage:
        """The passage between two characters, cut at a word where it is too long to keep."""
        quote = self.text[start:end]
        if len(quote) > LONGEST_QUOTE:
            quote = quote[:LONGEST_QUOTE].rpartition(" ")[0] or quote[:LONGEST_QUOTE]
        end = start + len(quote)
        before = self.text[max(0, start - CONTEXT) : start]
        return Passage(quote, before, self.text[end : end + CONTEXT], start)

    def passage_of_block(self, number: int) -> Passage | None:
        """A whole block as a passage; None where there is no such block, or it has no words."""
        if not 0 <= number < len(self.blocks) or not self.blocks[number].text:
            return None
        start = self.starts[number]
        return self.passage(start, start + len(self.blocks[number].text))

    def passage_of_words(self, words: str, near: int = 0) -> Passage | None:
        """Words selected in the text, where they stand nearest to a block; None if nowhere."""
        words = one_line(words)[:LONGEST_QUOTE]
        start = self.starts[near] if 0 <= near < len(self.blocks) else 0
        places = self.places(words)
        if not places:
            return None
        at = min(places, key=lambda place: abs(place - start))
        return self.passage(at, at + len(words))

    def places(self, words: str) -> list[int]:
        """The first places where these words stand, and not in the middle of others."""
        every = places_in(self.text, words)
        return [at for at in every if not (self._joined(at) or self._joined(at + len(words)))]

    def _joined(self, at: int) -> bool:
        """Whether a word runs across this place."""
        return 0 < at < len(self.text) and self.text[at - 1].isalnum() and self.text[at].isalnum()


def words_of(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


def places_in(text: str, words: str) -> list[int]:
    found: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0 and len(found) < MOST_PLACES:
        found.append(at)
        at = text.find(words, at + 1)
    return found
