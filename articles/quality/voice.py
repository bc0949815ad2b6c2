"""How it speaks: too surely, of itself, of suicide, of people (HQ-17, HQ-18, HQ-22, HQ-23)."""

import re
from collections.abc import Iterator

from .document import PERSONAL_EXPERIENCE, Document, Sentence
from .facts import BLOCK, WARN, Fact, Note, Place
from .registry import rule
from .terms import pattern
from .vocabulary import Vocabulary

_NUMBERED = (
    r"(?i:\b(?:stages?|types?|phases?|class|classes|grades?|bipolar|factors?|groups?|complex|chiari"
    r"|angiotensin|troponin|vitamin|collagen|topoisomerase|photosystem|anhydrase|hexokinase"
    r"|war|part|volume|schedule|axis|appendix"
    r"|(?<!\bthe )(?:tables?|figures?|category|categories|chapters?))(?:[ -]|\s\())I\b"
)
_COUNTED_ON = r"\bI(?=(?:, ?| and | or | to | through )(?:II|III|IV|V)\b)"
# Not after just any name, or "On Monday I slept" would be a king.
_RULER = (
    r"\b(?:(?:King|Queen|Pope|Emperor|Empress|Tsar) [A-Z]\w+|Albert|Alexander|Catherine|Charles"
    r"|Edward|Elizabeth|Ferdinand|Francis|Frederick|George|Henry|James|John Paul|Leopold|Louis"
    r"|Mary|Napoleon|Nicholas|Otto|Peter|Philip|Rameses|Richard|William) I\b"
)
# Sentences end at a full stop, so the name after an initial is in the next one.
_INITIAL = (
    r"\b(?:Drs?|Mrs?|Ms|Miss|Prof|Professor|Sir|Dame)\.? I\b"
    r"|\b(?:by|[A-Z]\.) I\.(?= [A-Z]|$)|^I\.(?= [A-Z]|$)"
)
_NO_PERSON = re.compile(rf"(?:{_NUMBERED}|{_COUNTED_ON}|{_RULER}|{_INITIAL})(?!'(?:m|d|ve|ll)\b)")
# "I" alone, not a number (I-131, I/II, I.V.) and not in brackets of its own: "(I)".
_FIRST_PERSON = re.compile(
    r"(?<![\w./-])I(?![\w/)-]|\.\w)|(?<![\w-])(?:[Mm]y|[Mm]yself|me)(?![\w-])"
    r"|(?<!coal )\b[Mm]ine\b"
)
_DENIAL = re.compile(
    r"(?:\b(?:not|no|never|nothing|nobody|none|nor|neither|cannot)|n't)(?: (?:an?|the|any|be))? $",
    re.IGNORECASE,
)
_DOSE = re.compile(r"\b[0-9]{1,6}(?:[.,][0-9]{1,3})? ?(?:mg|g|grams?|tablets?|pills?|capsules?)\b")
_HOW_TO = re.compile(
    r"\bhow to (?:kill yourself|commit suicide|die by suicide|end your life)\b", re.I
)


@rule("HQ-17", "tone.absolute", WARN)
def absolute(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    promise = pattern(vocabulary.absolute)
    for sentence in document.sentences_with(promise):
        if any(not _is_denied(found) for found in promise.finditer(sentence.plain)):
            yield Fact("absolute", sentence.place, sentence.text)


def _is_denied(promise: re.Match[str]) -> bool:
    """Whether a negation stands directly before it: "not a miracle cure", "nothing cures all"."""
    before = promise.string[max(0, promise.start() - 20) : promise.start()]
    return bool(_DENIAL.search(before))


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
    return bool(_FIRST_PERSON.search(_NO_PERSON.sub(" ", sentence.unquoted)))


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
