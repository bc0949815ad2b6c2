"""What could harm a reader, and what must be said so that it does not (HQ-12 to HQ-16)."""

from collections.abc import Iterator

from .document import TREATMENT, Block, Document, Sentence
from .facts import BLOCK, INFORM, WARN, Fact, Note, Place
from .registry import rule
from .terms import medicines, pattern
from .vocabulary import Vocabulary

FEWEST_TREATMENTS = 2
BODY = Place("body")


def named_medicines(document: Document, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The generic names of the medicines in title and body, each once, in their order."""
    text = f"{document.title}\n{document.text}"
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
    text = _told(document)
    for pack in _packs(document, vocabulary):
        missing = [s for s in pack.statements if not s.pattern.search(text)]
        total = len(pack.statements)
        yield Note(f"{pack.name}: {total - len(missing)} of {total} statements")
        for statement in missing:
            yield Fact("statement-missing", BODY, f"{pack.name}: {statement.name}")


def _told(document: Document) -> str:
    """Everything told in sentences, tables included: a warning in a cell is a warning."""
    return "\n".join(sentence.plain for sentence in document.sentences)


@rule("HQ-13", "safety.unsafe_advice", BLOCK)
def unsafe_advice(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    advice, cue = pattern(vocabulary.unsafe_advice), pattern(vocabulary.warning_cues)
    said = document.sentences
    blocks = {block.number: block for block in document.body.blocks}
    for place, sentence in enumerate(said):
        if not advice.search(sentence.plain):
            continue
        around = [*said[max(0, place - 1) : place], *said[place + 1 : place + 2]]
        around += _lead(sentence, blocks)
        itself = advice.sub(" ", sentence.plain)
        if not any(cue.search(text) for text in (itself, *(s.plain for s in around))):
            yield Fact("unsafe-advice", sentence.place, sentence.text)


def _lead(sentence: Sentence, blocks: dict[int, Block]) -> tuple[Sentence, ...]:
    """The sentence that introduces the list an item stands in: "Never do any of these:"."""
    lead = blocks.get(blocks[sentence.place.block].lead)
    return lead.sentences[-1:] if lead else ()


@rule("HQ-14", "balance.risks", BLOCK, applies=names_a_medicine)
def risks(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    found = pattern(vocabulary.risks).search(_told(document))
    if found:
        yield Note(found[0])
    else:
        named = ", ".join(named_medicines(document, vocabulary))
        yield Fact("no-risks", BODY, f"0 risk words, but medicines are named: {named}")


def is_about_treatment(document: Document, vocabulary: Vocabulary) -> bool:
    """By its type, or because its title names a medicine or a treatment."""
    title = document.title.replace("’", "'")
    return (
        document.content_type == TREATMENT
        or any(medicines(title, vocabulary.medicines))
        or bool(pattern((*vocabulary.treatments, "treatment", "treatments")).search(title))
    )


@rule("HQ-15", "balance.alternatives", WARN, applies=is_about_treatment)
def alternatives(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    named = set(named_medicines(document, vocabulary)) - vocabulary.antidotes
    text = f"{document.title}\n{document.text}"
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
