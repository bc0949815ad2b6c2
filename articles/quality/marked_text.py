"""A text with what was found in it at its place: for a page where an author sees and finds it.

Each block and sentence has an anchor ("b3", "s3-2") that a place leads to.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .document import Block, Document, Sentence
from .facts import Place, Report, gravest
from .plain_words import Suggestion
from .words import IN_SHORT, TITLES

LONG = "long"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is amiss here, in a few words; `severity` is one of a rule's, or "long"."""

    severity: str
    words: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words as they stand; `instead` is a plainer way to say them, if there is one."""

    text: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class MarkedSentence:
    anchor: str
    pieces: tuple[Piece, ...]
    cites: tuple[int, ...]
    remarks: tuple[Remark, ...]

    @property
    def mark(self) -> str:
        """The gravest thing found here; "" for nothing."""
        return _gravest(self.remarks)


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """`starts_list` and `ends_list` say where items begin and end to stand together."""

    anchor: str
    kind: str
    level: int
    text: str
    sentences: tuple[MarkedSentence, ...]
    remarks: tuple[Remark, ...]
    starts_list: bool
    ends_list: bool

    @property
    def mark(self) -> str:
        return _gravest(self.remarks)


def anchor(place: Place) -> str:
    """Where on such a page a place in the text is; "" for one that is not in the text."""
    if place.field != "body" or not place.block:
        return ""
    return f"s{place.block}-{place.sentence}" if place.sentence else f"b{place.block}"


def marked(
    document: Document, report: Report, suggestions: Iterable[Suggestion]
) -> list[MarkedBlock]:
    """Every block of the text, with the remarks on it and on its sentences."""
    remarks = _remarks(document, report)
    plainer = defaultdict(list)
    for suggestion in suggestions:
        plainer[anchor(suggestion.place)].append(suggestion)
    blocks = document.body.blocks
    kinds = ["", *(block.kind for block in blocks), ""]
    return [
        MarkedBlock(
            anchor=f"b{block.number}",
            kind=block.kind,
            level=min(max(block.level, 2), 5) + 1,  # the page itself has two levels above
            text=block.text,
            sentences=tuple(_sentence(s, remarks, plainer) for s in block.sentences),
            remarks=tuple(remarks[f"b{block.number}"]),
            starts_list=block.kind == "item" and kinds[block.number - 1] != "item",
            ends_list=block.kind == "item" and kinds[block.number + 1] != "item",
        )
        for block in blocks
    ]


def _sentence(sentence: Sentence, remarks, plainer) -> MarkedSentence:
    here = anchor(sentence.place)
    pieces = tuple(_pieces(sentence.text, plainer[here]))
    return MarkedSentence(here, pieces, sentence.cites, tuple(remarks[here]))


def _pieces(text: str, suggestions: list[Suggestion]) -> Iterator[Piece]:
    done = 0
    for found in suggestions:
        if found.start > done:
            yield Piece(text[done : found.start])
        yield Piece(text[found.start : found.end], found.instead)
        done = found.end
    if done < len(text):
        yield Piece(text[done:])


def _remarks(document: Document, report: Report) -> dict[str, list[Remark]]:
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for issue in report.issues:
        here = anchor(_inside(issue.place, document.body.blocks))
        remark = Remark(issue.severity, IN_SHORT.get(issue.rule, TITLES[issue.rule]))
        if here and remark not in remarks[here]:
            remarks[here].append(remark)
    read = document.readability
    for sentence in read.long_sentences:
        here = f"s{sentence.block}-{sentence.sentence}"
        remarks[here].append(Remark(LONG, f"{sentence.words} words"))
    for paragraph in read.long_paragraphs:
        remarks[f"b{paragraph.block}"].append(Remark(LONG, f"{paragraph.sentences} sentences"))
    return remarks


def _inside(place: Place, blocks: tuple[Block, ...]) -> Place:
    """A picture after the last words is shown with them; a section at its heading."""
    if place.field != "body" or not blocks:
        return place
    if not place.block and place.section:
        headings = (b.number for b in blocks if b.kind == "heading" and b.text == place.section)
        return Place("body", place.section, next(headings, 0))
    return place if place.block <= len(blocks) else Place("body", place.section, len(blocks))


def _gravest(remarks: tuple[Remark, ...]) -> str:
    found = [remark.severity for remark in remarks if remark.severity != LONG]
    return gravest(found) if found else LONG if remarks else ""
