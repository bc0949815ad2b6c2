"""What a revision gives a page besides its body: plain values, from the frozen text alone."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles import spanish_reading
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


@dataclass(frozen=True)
class SpanishLevel:
    """The perspicuity of a Spanish text, in the words of the INFLESZ scale."""

    perspicuity: int

    @property
    def words(self) -> str:
        if self.perspicuity > spanish_reading.VERY_EASY:
            return _("very easy")
        if self.perspicuity > spanish_reading.QUITE_EASY:
            return _("quite easy")
        if self.perspicuity > spanish_reading.NORMAL:
            return _("of ordinary difficulty")
        if self.perspicuity >= spanish_reading.SOMEWHAT_HARD:
            return _("somewhat hard")
        return _("very hard")


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


def reading_level(revision: Revision) -> ReadingLevel | SpanishLevel | None:
    """None where the text is too short to judge, or was frozen before it was judged."""
    grade = revision.reading_grade
    if grade is None:
        return None
    return SpanishLevel(grade) if revision.language == "es" else ReadingLevel(max(1, grade))


def _lettered(anchors):
    shown = anchors[:MOST_WAYS_BACK]
    return [Link(chr(ord("a") + place), f"#{anchor}") for place, anchor in enumerate(shown)]
