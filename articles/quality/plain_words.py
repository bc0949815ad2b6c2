"""Plainer words for hard ones: suggestions for an author, never a reason to stop a text."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .document import Document
from .facts import Place
from .terms import pattern, places
from .vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`found` stands at `start` to `end` of the sentence's text; `instead` may be plainer."""

    place: Place
    found: str
    instead: str
    start: int
    end: int


def suggestions(document: Document, vocabulary: Vocabulary) -> Iterator[Suggestion]:
    """Every place of the text where the list of plain words has something plainer."""
    plainer = vocabulary.plain_words
    hard = pattern(tuple(plainer))
    spelled = _by_spelling(plainer)
    for sentence in document.sentences_with(hard):
        written = places(sentence.text)
        for found in hard.finditer(sentence.plain):
            instead = spelled[_spelling(found[0])]
            start, end = written[found.start()], written[found.end() - 1] + 1
            yield Suggestion(sentence.place, sentence.text[start:end], instead, start, end)


def _by_spelling(plainer: Mapping[str, str]) -> dict[str, str]:
    return {_spelling(word): instead for word, instead in plainer.items()}


def _spelling(word: str) -> str:
    """Terms find a hyphen as a space and any case; so does this."""
    return word.lower().replace("-", " ")
