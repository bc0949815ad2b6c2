"""How it is built: headings, summary, lists, abbreviations, pictures (HQ-26 to HQ-30)."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from articles.readability import words

from .document import Document
from .facts import INFORM, WARN, Fact, Note, Place
from .registry import rule
from .terms import folded
from .vocabulary import Vocabulary

LONG_ARTICLE_WORDS, FEWEST_HEADINGS, LONGEST_SECTION_WORDS = 300, 2, 300
SHORTEST_SUMMARY, LONGEST_SUMMARY = 50, 300
LIST_EXPECTED_WORDS, LONGEST_LIST = 400, 7
BODY, SUMMARY = Place("body"), Place("summary")
_ABBREVIATION = re.compile(r"(?<![\w-])[A-Z]{2,6}(?!\w|-[0-9])")


@rule("HQ-26", "struct.headings", WARN)
def headings(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    found = document.headings
    seconds = sum(heading.level == 2 for heading in found)
    if document.word_count > LONG_ARTICLE_WORDS and seconds < FEWEST_HEADINGS:
        yield Fact("too-few-headings", BODY, f"{document.word_count} words, {seconds} h2 headings")
    for heading in found:
        if not heading.text:
            yield Fact("empty-heading", Place(block=heading.number), "an empty heading")
    for before, after in pairwise([1, *(heading.level for heading in found)]):
        if after > before + 1:
            yield Fact("level-skipped", BODY, f"h{after} follows h{before}")
    yield from _long_sections(document)
    yield Note(f"{len(found)} headings")


def _long_sections(document: Document) -> Iterator[Fact]:
    section, length = "", 0
    for is_heading, blocks in groupby(document.body.blocks, lambda block: block.kind == "heading"):
        if is_heading:
            section = list(blocks)[-1].text
        else:
            length = sum(len(words(s.text)) for block in blocks for s in block.sentences)
            if length > LONGEST_SECTION_WORDS:
                yield Fact("long-section", Place("body", section), f"“{section}”: {length} words")


@rule("HQ-27", "struct.summary", WARN)
def summary(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    text = folded(document.summary).strip()
    if not text:
        yield Fact("no-summary", SUMMARY, "no summary")
        return
    if not SHORTEST_SUMMARY <= len(text) <= LONGEST_SUMMARY:
        yield Fact("summary-length", SUMMARY, f"{len(text)} characters")
    if not text.endswith((".", "!", "?", "”", '"', "’", "»", "؟", "۔", "।", "。")):
        yield Fact("summary-cut-off", SUMMARY, f"ends “{' '.join(text.split()[-2:])}”")


@rule("HQ-28", "struct.lists", INFORM)
def lists(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    if document.word_count > LIST_EXPECTED_WORDS and not document.body.lists:
        yield Fact("no-list", BODY, f"no list in {document.word_count} words")
    for found in document.body.lists:
        if found.items > LONGEST_LIST and not found.has_sublist:
            yield Fact("long-list", found.place, f"a list of {found.items} items")


@rule("HQ-29", "struct.abbreviations", INFORM)
def abbreviations(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    """Each abbreviation that is not commonly known is spelled out where it first stands."""
    seen: set[str] = set()
    for block in document.passages:
        for sentence in block.sentences:
            for found in _ABBREVIATION.finditer(sentence.plain):
                if found[0] in seen or found[0] in vocabulary.known_abbreviations:
                    continue
                seen.add(found[0])
                if _is_expanded(found):
                    yield Note(f"{found[0]} expanded")
                else:
                    yield Fact("not-expanded", sentence.place, f"{found[0]}: {sentence.text}")


def _is_expanded(found: re.Match[str]) -> bool:
    """ "restless legs (RLS)", or "RLS (restless legs)"."""
    before = found.string[max(0, found.start() - 3) : found.start()].rstrip()
    after = found.string[found.end() : found.end() + 2].lstrip()
    return before.endswith("(") or after.startswith("(")


def has_pictures(document: Document, vocabulary: Vocabulary) -> bool:
    return bool(document.body.pictures)


@rule("HQ-30", "media.alt", WARN, applies=has_pictures)
def alt(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    for picture in document.body.pictures:
        if picture.alt is None:
            yield Fact("no-alt", picture.place, picture.src)
