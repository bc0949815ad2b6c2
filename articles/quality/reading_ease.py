"""How hard it is to read (HQ-24, HQ-25). These advise; they never block."""

from collections.abc import Iterator

from articles import spanish_reading
from articles.readability import LONG_PARAGRAPH_SENTENCES, LONG_SENTENCE_WORDS

from .document import Document
from .facts import INFORM, WARN, Fact, Note, Place
from .registry import rule
from .vocabulary import Vocabulary

EASY_GRADE, HARD_GRADE = 8, 10
BODY = Place("body")


@rule("HQ-24", "read.grade", WARN)
def grade(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    """The Flesch-Kincaid grade: over 8 informs, over 10 warns. Of a Spanish text, perspicuity:
    what is less than ordinary informs, what is very hard warns."""
    if document.plain_language == "es":
        yield _perspicuity(document)
        return
    found = document.readability.grade
    evidence = f"grade {found:.1f}"
    if found <= EASY_GRADE:
        yield Note(evidence)
    else:
        yield Fact("hard", BODY, evidence, severity=WARN if found > HARD_GRADE else INFORM)


def _perspicuity(document):
    found = spanish_reading.perspicuity(document.readability.counts)
    evidence = f"perspicuity {found:.0f}"
    if found >= spanish_reading.NORMAL:
        return Note(evidence)
    is_very_hard = found < spanish_reading.SOMEWHAT_HARD
    return Fact("hard-in-spanish", BODY, evidence, severity=WARN if is_very_hard else INFORM)


@rule("HQ-25", "read.sentences_paragraphs", INFORM)
def lengths(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    """Over a quarter of the sentences, or over half the paragraphs, are long."""
    read = document.readability
    long, total = len(read.long_sentences), read.counts.sentences
    if 4 * long > total:
        share = f"{long} of {total} sentences ({100 * long / total:.0f}%)"
        yield Fact("long-sentences", BODY, f"{share} have more than {LONG_SENTENCE_WORDS} words")
    long, total = len(read.long_paragraphs), read.paragraphs
    if 2 * long > total:
        more = f"have more than {LONG_PARAGRAPH_SENTENCES} sentences"
        yield Fact("long-paragraphs", BODY, f"{long} of {total} paragraphs {more}")
