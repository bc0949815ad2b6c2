"""What could harm a reader, and what must be said so that it does not (HQ-12 to HQ-16)."""

from collections.abc import Iterator

from .document import TREATMENT, Document, Sentence
from .facts import BLOCK, INFORM, WARN, Fact, Note, Place
from .phrases import Wording
from .registry import rule
from .terms import medicines, pattern
from .vocabulary import Vocabulary

FEWEST_TREATMENTS = 2
BODY = Place("body")


def named_medicines(document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The generic names of the medicines in title and body, each once, in their order."""
    text = f"{document.plain_title}\n{document.text}"
    return tuple(dict.fromkeys(medicines(text, vocabulary.medicines)))


def names_a_medicine(document: Document, vocabulary: Vocabulary) -> bool:
    return bool(named_medicines(document, vocabulary))


def _packs(document: Document, vocabulary: Vocabulary):
    named = set(named_medicines(document, vocabulary))
    return [pack for pack in vocabulary.packs if pack.medicines & named]


def has_a_pack(document: Document, vocabulary: Vocabulary) -> bool:
    return bool(_packs(document, vocabulary))


@rule("HQ-12", "safety.topic_pack", BLOCK, applies=has_a_pack)
def topic_pack(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    told = Wording(document.told)
    for pack in _packs(document, vocabulary):
        missing = [s for s in pack.statements if not s.is_said_in(told)]
        total = len(pack.statements)
        yield Note(f"{pack.name}: {total - len(missing)} of {total} statements")
        for statement in missing:
            yield Fact("statement-missing", BODY, f"{pack.name}: {statement.name}")


@rule("HQ-13", "safety.unsafe_advice", BLOCK)
def unsafe_advice(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    advice, cue = pattern(vocabulary.unsafe_advice), pattern(vocabulary.warning_cues)
    places = {sentence.place: number for number, sentence in enumerate(document.sentences)}
    for sentence in document.sentences_with(advice):
        around = _around(document, places[sentence.place], sentence)
        texts = [advice.sub(" ", sentence.plain), *(other.plain for other in around)]
        if not any(map(cue.search, texts)):
            yield Fact("unsafe-advice", sentence.place, sentence.text)


def _around(document: Document, number: int, sentence: Sentence) -> tuple[Sentence, ...]:
    """The sentence before, the one after, and for an item the one that introduces its list."""
    said, blocks = document.sentences, document.body.blocks
    lead = blocks[sentence.place.block - 1].lead if sentence.place.field == "body" else 0
    introduction = blocks[lead - 1].sentences[-1:] if lead else ()
    return (*said[max(0, number - 1) : number], *said[number + 1 : number + 2], *introduction)


@rule("HQ-14", "balance.risks", BLOCK, applies=names_a_medicine)
def risks(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    found = pattern(vocabulary.risks).search(document.told)
    if found:
        yield Note(found[0])
    else:
        named = ", ".join(named_medicines(document, vocabulary))
        yield Fact("no-risks", BODY, f"0 risk words, but medicines are named: {named}")


def is_about_treatment(document: Document, vocabulary: Vocabulary) -> bool:
    """By its type, or because its title names a medicine or a treatment."""
    title = document.plain_title
    return (
        document.content_type == TREATMENT
        or any(medicines(title, vocabulary.medicines))
        or bool(pattern((*vocabulary.treatments, "treatment", "treatments")).search(title))
    )


@rule("HQ-15", "balance.alternatives", WARN, applies=is_about_treatment)
def alternatives(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    named = set(named_medicines(document, vocabulary)) - vocabulary.antidotes
    text = f"{document.plain_title}\n{document.text}"
    others = {found.lower() for found in pattern(vocabulary.treatments).findall(text)}
    treatments = sorted(named | others)
    if len(treatments) < FEWEST_TREATMENTS:
        found = f"1 treatment: {treatments[0]}" if treatments else "0 treatments"
        yield Fact("one-treatment", BODY, found)
    else:
        yield Note(", ".join(treatments))


@rule("HQ-16", "balance.uncertainty", INFORM)
def uncertainty(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    hits = pattern(vocabulary.uncertainty).findall(document.text)
    if hits:
        yield Note(f"{len(hits)} hit{'' if len(hits) == 1 else 's'}, first “{hits[0]}”")
    else:
        yield Fact("no-uncertainty", BODY, "0 words of uncertainty")
