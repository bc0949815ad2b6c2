"""How it speaks: too surely, of itself, of suicide, of people (HQ-17, HQ-18, HQ-22, HQ-23)."""

import re
from collections.abc import Iterator

from .document import PERSONAL_EXPERIENCE, Document, Sentence
from .facts import BLOCK, WARN, Fact, Note, Place
from .registry import rule
from .terms import pattern
from .vocabulary import Vocabulary

_ROMAN_ONE = re.compile(
    r"\b(?:stages?|types?|phases?|class|classes|grades?|bipolar|factors?|groups?"
    r"|complex|angiotensin|chiari|war|part|volume)"
    r"(?:[ -]|\s\()I\b",
    re.IGNORECASE,
)
# "I" alone, not a number (I-131, I/II, I.V.) and not the name of a list's first entry: "(I)".
_FIRST_PERSON = re.compile(
    r"(?<![\w.(/-])I(?![\w/)-]|\.\w)|(?<![\w-])(?:[Mm]y|[Mm]yself|me)(?![\w-])"
    r"|(?<!coal )\b[Mm]ine\b"
)
_DOSE = re.compile(r"\b[0-9]{1,6}(?:[.,][0-9]{1,3})? ?(?:mg|g|grams?|tablets?|pills?|capsules?)\b")
_HOW_TO = re.compile(
    r"\bhow to (?:kill yourself|commit suicide|die by suicide|end your life)\b", re.I
)


@rule("HQ-17", "tone.absolute", WARN)
def absolute(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    yield from _sentences_with("absolute", document, vocabulary.absolute)


def _sentences_with(what: str, document: Document, terms: tuple[str, ...]) -> Iterator[Fact]:
    for sentence in document.sentences_with(pattern(terms)):
        yield Fact(what, sentence.place, sentence.text)


@rule("HQ-18", "voice.first_person", BLOCK)
def first_person(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    found = list(filter(_is_first_person, document.sentences_with(_FIRST_PERSON)))
    if document.content_type != PERSONAL_EXPERIENCE:
        for sentence in found:
            yield Fact("first-person", sentence.place, sentence.text)
    elif not document.statements.experience.strip():
        yield Fact("no-experience-disclosure", Place("disclosure"), "no disclosure of its own")
    else:
        yield Note("labelled as a personal experience")


def _is_first_person(sentence: Sentence) -> bool:
    if sentence.is_question:
        return False
    return bool(_FIRST_PERSON.search(_ROMAN_ONE.sub(" ", sentence.unquoted)))


@rule("HQ-22", "language.safe_messaging", BLOCK)
def safe_messaging(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    details = (pattern(vocabulary.methods), _DOSE, _HOW_TO)
    for sentence in document.sentences_with(pattern(vocabulary.suicide)):
        if any(detail.search(sentence.plain) for detail in details):
            yield Fact("method", sentence.place, sentence.text)
    for sentence in document.sentences_with(pattern(vocabulary.unsafe_messaging)):
        yield Fact("wording", sentence.place, sentence.text, severity=WARN)


@rule("HQ-23", "language.stigma", WARN)
def stigma(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    found, accepted = pattern(vocabulary.stigma), pattern(vocabulary.not_stigma)
    for sentence in document.sentences_with(found):
        if word := found.search(accepted.sub(" ", sentence.plain)):
            yield Fact("stigma", sentence.place, f"“{word[0]}”: {sentence.text}")
