"""How two revisions differ, field by field, in everything that is signed. Pure.

A revision here is anything with the signed fields of a Revision: a stored one, or the one that
`freezing.build` makes of a manuscript.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from articles import canonical, markup
from articles.compare import Piece, lines, words

CONTEXT = 1  # unchanged lines shown beside a change
LEAST_FOLDED = 3
SAME_WORDS = "The words are the same. Only formatting or hidden details differ."
Line = list[Piece]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that follow each other; `is_folded` when nothing in or next to them changed."""

    lines: list[Line]
    is_folded: bool


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that differs: its pieces lead from the first text to the second."""

    name: str
    label: str
    before: str
    after: str
    pieces: list[Piece]
    note: str = ""

    @property
    def stretches(self) -> list[Stretch]:
        """The pieces by lines, the long unchanged parts apart, so that they can be folded."""
        return list(_stretches(lines_of(self.pieces)))


def compare_revisions(a: Any, b: Any) -> list[FieldDifference]:
    """The fields that differ between two revisions, in the order in which readers meet them."""
    compared = (_compared(name, a, b) for name in READERS)
    return [difference for difference in compared if difference is not None]


def lines_of(pieces: Sequence[Piece]) -> list[Line]:
    return [line for line in lines(pieces) if line]


def _compared(name: str, a: Any, b: Any) -> FieldDifference | None:
    one, other = getattr(a, name), getattr(b, name)
    label, read = READERS[name]
    before, after = read(one), read(other)
    if before != after:
        return FieldDifference(name, label, before, after, words(before, after))
    if canonical.canonical_json({name: one}) != canonical.canonical_json({name: other}):
        return FieldDifference(name, label, before, after, [("same", before)], SAME_WORDS)
    return None


def _stretches(lines: list[Line]) -> Iterator[Stretch]:
    changed = [any(kind != "same" for kind, _ in line) for line in lines]
    near = [
        any(changed[max(0, place - CONTEXT) : place + CONTEXT + 1]) for place in range(len(lines))
    ]
    begun = 0
    for end in range(1, len(lines) + 1):
        if end == len(lines) or near[end] != near[begun]:
            is_folded = not near[begun] and end - begun >= LEAST_FOLDED
            yield Stretch(lines[begun:end], is_folded)
            begun = end


# --- each field as lines that a person reads


def _lines(values: Sequence[str]) -> str:
    return "\n".join(values)


def _byline(authors: Sequence[dict]) -> str:
    return _lines([", ".join(filter(None, (a["name"], a["credentials"]))) for a in authors])


def _sources(sources: Sequence[dict]) -> str:
    return _lines([_source(source) for source in sources])


def _source(source: dict) -> str:
    links = "; ".join(f"{name} {address}" for name, address in source["links"])
    return f"[{source['number']}] {source['citation']} ({source['kind']})" + (
        f" {links}" if links else ""
    )


def _labelled(labels: dict[str, str]) -> Callable[[dict], str]:
    def read(facts: dict) -> str:
        known = [(label, facts.get(name)) for name, label in labels.items()]
        return _lines([f"{label}: {_spoken(value)}" for label, value in known if value])

    return read


def _spoken(value: Any) -> str:
    return "yes" if value is True else str(value)


def _claims(claims: Sequence[dict]) -> str:
    return _lines([line for claim in claims for line in _claim(claim)])


def _claim(claim: dict) -> Iterator[str]:
    yield f"Claim: {claim['text']}"
    yield f"Strength of the evidence: {claim['strength'].replace('_', ' ')}"
    if claim["note"]:
        yield f"Note: {' '.join(claim['note'].split())}"
    yield f"Sources: {', '.join(f'[{n}]' for n in claim['sources']) or 'none'}"


def _glossary(words: Sequence[dict]) -> str:
    return _lines([f"{word['term']}: {word['explanation']}" for word in words])


_ATTRIBUTION = {
    "text": "Words",
    "source_name": "Source",
    "url": "Address",
    "licence": "Licence",
}
_STATEMENTS = {
    "funding": "Funding",
    "sponsored": "Sponsored",
    "label": "Label of the sponsor",
    "experience": "Whose experience",
}

READERS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "title": ("Title", str),
    "summary": ("Summary", str),
    "also_known_as": ("Other names", _lines),
    "content_type": ("Kind of text", str),
    "key_facts": ("Key facts", _lines),
    "body_html": ("Text", markup.readable),
    "claims": ("Claims and their evidence", _claims),
    "sources": ("Sources", _sources),
    "byline": ("Authors", _byline),
    "glossary": ("Words explained", _glossary),
    "medicines": ("Medicines", _lines),
    "statements": ("Funding and sponsors", _labelled(_STATEMENTS)),
    "language": ("Language", str),
    "attribution": ("Where the text comes from", _labelled(_ATTRIBUTION)),
}
