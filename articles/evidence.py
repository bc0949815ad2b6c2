"""What a page says of the evidence for its claims: plain values made from a revision."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from articles.models import Revision, Strength

# After the definitions of the GRADE working group, in words for everybody.
IN_WORDS = {
    Strength.HIGH: gettext_noop("High: we can be very confident in it"),
    Strength.MODERATE: gettext_noop("Moderate: we can be fairly confident in it"),
    Strength.LOW: gettext_noop("Low: our confidence in it is limited"),
    Strength.VERY_LOW: gettext_noop("Very low: we can have very little confidence in it"),
    Strength.NOT_GRADED: gettext_noop("Not graded: nobody has judged how strong the evidence is"),
}


@dataclass(frozen=True)
class Support:
    """One source of a claim; links are (name, address)."""

    number: int
    citation: str
    links: list[tuple[str, str]]


@dataclass(frozen=True)
class Evidence:
    """One claim of the page: its sentence, how strong its evidence is, and on what it rests."""

    key: int
    text: str
    strength: str
    note: str
    sources: list[Support]


def of(revision: Revision) -> list[Evidence]:
    """The claims of a revision in the order of its text."""
    sources = {source["number"]: source for source in revision.sources}
    return [
        Evidence(
            key=claim["key"],
            text=claim["text"],
            strength=strength_in_words(claim["strength"]),
            note=claim["note"],
            sources=[_support(sources[n]) for n in claim["sources"] if n in sources],
        )
        for claim in revision.claims
    ]


def strength_in_words(strength: str) -> str:
    return gettext(IN_WORDS[Strength(strength)]) if strength in Strength.values else strength


def _support(source):
    return Support(
        source["number"], source["citation"], [(name, url) for name, url in source["links"]]
    )
