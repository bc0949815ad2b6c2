"""What the text rests on (HQ-08 to HQ-11)."""

from collections.abc import Iterator

from articles import citations

from .document import Document, Source
from .facts import BLOCK, INFORM, WARN, Fact, Note, Place
from .registry import rule
from .terms import medicines, pattern
from .vocabulary import Vocabulary

FEWEST = 2
STRONG_KINDS = frozenset({"journal", "guideline", "label", "government", "systematic-review"})
RECENT_YEARS = 5
SOURCES = Place("sources")


def has_sources(document: Document, vocabulary: Vocabulary) -> bool:
    return bool(document.sources)


@rule("HQ-08", "sources.present", BLOCK)
def present(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    count = len(document.sources)
    if count < FEWEST:
        yield Fact("too-few", SOURCES, f"{count} source{'' if count == 1 else 's'}")
    elif not any(source.kind in STRONG_KINDS for source in document.sources):
        yield Fact("none-strong", SOURCES, f"none of the {count} sources is of a strong kind")


@rule("HQ-09", "sources.valid_and_cited", WARN, applies=has_sources)
def valid_and_cited(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    cited = set(document.cited)
    for source in document.sources:
        place = Place(f"source {source.number}")
        for problem in _problems(source):
            yield Fact("not-valid", place, f"[{source.number}] {problem}")
        if source.number not in cited:
            yield Fact("not-cited", place, f"[{source.number}] {source.title[:100]}".rstrip())
    known = {source.number for source in document.sources}
    for sentence in document.sentences:
        for number in sentence.cites:
            if number not in known:
                yield Fact("no-such-source", sentence.place, f"[{number}] {sentence.text}")


def _problems(source: Source) -> Iterator[str]:
    for name, written in source.identifiers.items():
        try:
            citations.normalise(name, written)
        except citations.CitationError as error:
            yield str(error)


@rule("HQ-10", "sources.current", INFORM, applies=has_sources)
def current(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    years = [source.year for source in document.sources if source.year]
    for source in document.sources:
        if not source.year:
            yield Fact("no-year", Place(f"source {source.number}"), f"[{source.number}] no year")
    reviewed = document.review.reviewed_on if document.review else None
    since = (reviewed or document.evaluated_on).year - RECENT_YEARS
    recent = sum(year >= since for year in years)
    if 2 * recent < len(document.sources):
        yield Fact("old", SOURCES, f"{recent} of {len(document.sources)} from {since} or later")


@rule("HQ-11", "claims.efficacy_cited", WARN)
def efficacy_cited(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    """A key fact, which cannot cite, rests on a sentence of the body that does."""
    told = list(document.sentences_with(pattern(vocabulary.effects)))
    named = [next(medicines(sentence.plain, vocabulary.medicines), None) for sentence in told]
    proved = {name for name, sentence in zip(named, told, strict=True) if sentence.cites}
    for name, sentence in zip(named, told, strict=True):
        is_proved = sentence.cites or (sentence.place.field != "body" and name in proved)
        if name and not is_proved:
            yield Fact("uncited-effect", sentence.place, sentence.text)
