"""How hard a text is to read: counts, the formulas on them, and what is long. Advisory only.

Sentences and words are counted the same way everywhere: `split` and `words`. Syllables come from
rules, not from a dictionary, and are right to about 0.3 of a grade on running text for patients.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

LONG_SENTENCE_WORDS = 20
LONG_PARAGRAPH_SENTENCES = 3
HARD_SYLLABLES = 3

# Each run of signs is looked at once, from its first sign on: linear on any input.
_END = re.compile(
    r"(?<![.!?])[.!?]++[\"”’')»]*+(?:\s?\[[0-9]{1,3}(?:\s?[,–-]\s?[0-9]{1,3}){0,20}\]){0,50}(?=\s|$)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:e\.g|i\.e|vs|dr|mr|mrs|ms|prof|st|approx|et al|fig|cf)$", re.IGNORECASE
)
_GOES_ON = re.compile(r"\s+[a-z0-9]")
_MARKER = re.compile(r"\s?\[[0-9]{1,3}(?:\s?[,–-]\s?[0-9]{1,3}){0,20}\]")
_PARTS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+")
_TWO_SOUNDS = re.compile(r"(?<![tsc])i[ao]|eo|ii|(?<!q)u[ao]")
_SILENT = re.compile(
    r"(?<![sz])(?<!ch)(?<!sh)(?<![gcx])(?<![^aeiouyl]l)es$|(?<![td])(?<![^aeiouyl]l)ed$"
    r"|(?<![^aeiouyl]l)e$"
)


def split(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a block of plain text starts and ends.

    A sentence ends with . ! or ? before a space or the end, and keeps the closing quote and the
    citation markers that follow; what comes after the last one, as in a list item, is one too.
    """
    start = 0
    for end in _END.finditer(text):
        if not _is_inside(text, end):
            yield from _trimmed(text, start, end.end())
            start = end.end()
    yield from _trimmed(text, start, len(text))


def _is_inside(text: str, end: re.Match[str]) -> bool:
    """Whether the full stop belongs to an abbreviation and the sentence goes on."""
    if end[0] != ".":
        return False
    before = text[max(0, end.start() - 8) : end.start()]
    if _ABBREVIATION.search(before):
        return True
    return before[-2:-1] == "." and bool(_GOES_ON.match(text, end.end()))  # "U.S. data"


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    if any(map(str.isalnum, text[start:end])):
        yield start, end


def words(sentence: str) -> list[str]:
    """Its words: what stands between spaces or dashes and holds a letter or digit."""
    plain = _MARKER.sub("", sentence) if "[" in sentence else sentence
    plain = plain.replace("—", " ")
    return [word for word in plain.split() if any(map(str.isalnum, word))]


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a word has when spoken, by its spelling; at least 1."""
    parts = _PARTS.findall(word[:60].lower())
    return max(1, sum(map(_in_part, parts)))


def _in_part(part: str) -> int:
    if len(part) <= 3:
        return 1
    spoken = _SILENT.sub("", part)
    return max(1, len(_VOWELS.findall(spoken)) + len(_TWO_SOUNDS.findall(spoken)))


@dataclass(frozen=True, slots=True)
class Counts:
    """sentences, words, syllables, letters, and words of three or more syllables ("hard")."""

    sentences: int
    words: int
    syllables: int
    letters: int
    hard: int

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.sentences + other.sentences,
            self.words + other.words,
            self.syllables + other.syllables,
            self.letters + other.letters,
            self.hard + other.hard,
        )


NOTHING = Counts(0, 0, 0, 0, 0)


def count(sentences: Iterable[str], spoken_in: Callable[[str], int] = syllables) -> Counts:
    """`spoken_in` counts the syllables of a word in the language of the sentences."""
    total = NOTHING
    for sentence in sentences:
        found = words(sentence)
        spoken = [spoken_in(word) for word in found]
        hard = sum(number >= HARD_SYLLABLES for number in spoken)
        letters = sum(map(str.isalnum, "".join(found)))
        total += Counts(1, len(found), sum(spoken), letters, hard)
    return total


def flesch_reading_ease(n: Counts) -> float:
    """206.835 − 1.015·W/S − 84.6·Y/W (Flesch 1948); higher is easier. 0 for no words."""
    if not n.words:
        return 0.0
    return 206.835 - 1.015 * n.words / n.sentences - 84.6 * n.syllables / n.words


def flesch_kincaid_grade(n: Counts) -> float:
    """0.39·W/S + 11.8·Y/W − 15.59 (Kincaid 1975): a US school grade. 0 for no words."""
    if not n.words:
        return 0.0
    return 0.39 * n.words / n.sentences + 11.8 * n.syllables / n.words - 15.59


def smog(n: Counts) -> float:
    """1.0430·√(30·P/S) + 3.1291 (McLaughlin 1969); made for 30 or more sentences."""
    if not n.sentences:
        return 0.0
    return 1.0430 * math.sqrt(30 * n.hard / n.sentences) + 3.1291


def gunning_fog(n: Counts) -> float:
    """0.4·(W/S + 100·P/W) (Gunning 1952)."""
    if not n.words:
        return 0.0
    return 0.4 * (n.words / n.sentences + 100 * n.hard / n.words)


def coleman_liau(n: Counts, weight: float = 0.0588) -> float:
    """0.0588·100L/W − 0.296·100S/W − 15.8 (Coleman and Liau 1975); textstat weighs with 0.058."""
    if not n.words:
        return 0.0
    return weight * 100 * n.letters / n.words - 0.296 * 100 * n.sentences / n.words - 15.8


def automated_readability(n: Counts) -> float:
    """4.71·L/W + 0.5·W/S − 21.43 (Smith and Senter 1967), letters and digits as characters."""
    if not n.words:
        return 0.0
    return 4.71 * n.letters / n.words + 0.5 * n.words / n.sentences - 21.43


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading ("" before the first)."""

    heading: str
    counts: Counts

    @property
    def grade(self) -> float:
        return flesch_kincaid_grade(self.counts)


@dataclass(frozen=True, slots=True)
class LongSentence:
    block: int
    sentence: int
    words: int
    text: str


@dataclass(frozen=True, slots=True)
class LongParagraph:
    block: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph or list item: its place among the blocks, its heading, its sentences."""

    block: int
    heading: str
    is_paragraph: bool
    sentences: Sequence[str]


@dataclass(frozen=True, slots=True)
class Readability:
    counts: Counts
    paragraphs: int
    sections: tuple[Section, ...]
    long_sentences: tuple[LongSentence, ...]
    long_paragraphs: tuple[LongParagraph, ...]

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade of the whole text."""
        return flesch_kincaid_grade(self.counts)


def measure(
    passages: Iterable[Passage], spoken_in: Callable[[str], int] = syllables
) -> Readability:
    """Everything about a text's readability, with the places of what is long."""
    passages = list(passages)
    sections = tuple(_sections(passages, spoken_in))
    return Readability(
        counts=sum((section.counts for section in sections), start=NOTHING),
        paragraphs=sum(passage.is_paragraph for passage in passages),
        sections=sections,
        long_sentences=tuple(_long_sentences(passages)),
        long_paragraphs=tuple(
            LongParagraph(passage.block, len(passage.sentences))
            for passage in passages
            if passage.is_paragraph and len(passage.sentences) > LONG_PARAGRAPH_SENTENCES
        ),
    )


def _sections(passages: list[Passage], spoken_in) -> Iterator[Section]:
    start = 0
    for place, passage in enumerate(passages, start=1):
        if place == len(passages) or passages[place].heading != passage.heading:
            inside = (s for p in passages[start:place] for s in p.sentences)
            yield Section(passage.heading, count(inside, spoken_in))
            start = place


def _long_sentences(passages: list[Passage]) -> Iterator[LongSentence]:
    for passage in passages:
        for number, sentence in enumerate(passage.sentences, start=1):
            length = len(words(sentence))
            if length > LONG_SENTENCE_WORDS:
                yield LongSentence(passage.block, number, length, sentence)
