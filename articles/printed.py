"""What a revision gives a page besides its body: plain values, from the frozen text alone."""

import re
from collections import defaultdict
from dataclasses import dataclass

from articles.models import Revision
from articles.shelves import Link

MOST_WAYS_BACK = 26
_CITED_AT = re.compile(r' id="(cite-(\d+)-\d+)"')


@dataclass(frozen=True)
class Source:
    """`cited_at` are the anchors of the places that cite it, each with its letter."""

    number: int
    citation: str
    links: list[Link]
    cited_at: list[Link]


@dataclass(frozen=True)
class Word:
    number: int
    term: str
    explanation: str


@dataclass(frozen=True)
class ReadingLevel:
    """A school grade of the United States, and the ages at which children are in it."""

    grade: int

    @property
    def from_age(self) -> int:
        return self.grade + 5

    @property
    def to_age(self) -> int:
        return self.grade + 6

    @property
    def is_beyond_school(self) -> bool:
        return self.grade > 12


def sources(revision: Revision) -> list[Source]:
    places = defaultdict(list)
    for anchor, number in _CITED_AT.findall(revision.body_html):
        places[int(number)].append(anchor)
    return [
        Source(
            source["number"],
            source["citation"],
            [Link(name, url) for name, url in source["links"]],
            _lettered(places[source["number"]]),
        )
        for source in revision.sources
    ]


def words(revision: Revision) -> list[Word]:
    return [Word(**word) for word in revision.glossary]


def reading_level(revision: Revision) -> ReadingLevel | None:
    """None where the text is too short to judge, or was frozen before it was judged."""
    grade = revision.reading_grade
    return None if grade is None else ReadingLevel(max(1, grade))


def _lettered(anchors):
    shown = anchors[:MOST_WAYS_BACK]
    return [Link(chr(ord("a") + place), f"#{anchor}") for place, anchor in enumerate(shown)]
