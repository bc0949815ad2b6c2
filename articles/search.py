"""The query side of search: what a person typed, made safe and comparable; snippets of results.

Pure and linear: nothing here raises on any input, and nothing knows the database. The index is
built with the same `fold`, so that accents and case never keep a reader from an article.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape

MAX_LENGTH = 200
MAX_WORDS = 20

_WORD = re.compile(r"[^\W_]+")
_SPACES = re.compile(r"\s+")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_SHORTEST_STEM = 3
# Endings under which two English words are taken for the same one, the longest first.
_ENDINGS = (
    "iness ations ation ingly ments ment ings ions ness able ible ives ies ied ing ion ful ive ers"
    " als ics ic al ly er ed es y s e d r"
).split()


@dataclass(frozen=True, slots=True)
class Query:
    """words: folded, each once, in order, at most 20. text: the query as it may be shown again."""

    words: tuple[str, ...]
    text: str

    def __bool__(self) -> bool:
        return bool(self.words)


def parse(q: str) -> Query:
    """Whatever was typed as a query of at most 200 characters and 20 words; never raises."""
    typed = q if isinstance(q, str) else ""
    printable = _UNPRINTABLE.sub(" ", typed[: 10 * MAX_LENGTH])
    text = " ".join(unicodedata.normalize("NFC", printable).split()[:MAX_WORDS])[:MAX_LENGTH]
    words = dict.fromkeys(_WORD.findall(fold(text)))
    return Query(tuple(words)[:MAX_WORDS], text.strip())


def spelled(query: Query) -> list[tuple[str, str]]:
    """The words of a query as they were typed, in small letters, each with its folded form."""
    typed = {fold(word): word for word in reversed(_WORD.findall(query.text.lower()))}
    return [(typed.get(word, word), word) for word in query.words]


def fold(text: str) -> str:
    """Lower case without accents: “Éclair” and “eclair” fold to the same text."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text.lower().replace("ς", "σ"))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", plain)


def snippet(plain_text: str, words: Iterable[str], width: int = 200) -> str:
    """The passage of about `width` characters that holds most of the words, as escaped HTML.

    Whole words that match one of `words`, give or take an ending, stand in <mark>. Without any
    match it is the beginning of the text. Ellipses show where the text was cut.
    """
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", plain_text)).strip()
    matches = list(_matches(text, words))
    start, end = _cut(text, _best_start(matches, width), width)
    shown = "".join(_marked(text, matches, start, end)).strip()
    return f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}"


@dataclass(frozen=True, slots=True)
class _Match:
    start: int
    end: int
    stem: str


def _matches(text: str, words: Iterable[str]) -> Iterator[_Match]:
    stems = {_stem(word) for word in map(fold, words) if word}
    known: dict[str, str] = {}
    for found in _WORD.finditer(text) if stems else ():
        word = found[0]
        stem = known.get(word)
        if stem is None:
            stem = known[word] = _stem(fold(word))
        if stem in stems:
            yield _Match(found.start(), found.end(), stem)


def _stem(word: str) -> str:
    """A rough stem of at least three letters: “treated”, “treating”, “treatment” share one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _best_start(matches: list[_Match], width: int) -> int:
    """Where the window begins that holds most different words, then most words, then the first."""
    inside: Counter[str] = Counter()
    best, best_start, first = (0, 0), 0, 0
    for last, match in enumerate(matches):
        inside[match.stem] += 1
        while match.end - matches[first].start > width and first < last:
            _leave(inside, matches[first].stem)
            first += 1
        score = (len(inside), last - first + 1)
        if score > best:
            best, best_start = score, matches[first].start
    return best_start


def _leave(inside: Counter[str], stem: str) -> None:
    inside[stem] -= 1
    if not inside[stem]:
        del inside[stem]


def _cut(text: str, wanted: int, width: int) -> tuple[int, int]:
    """A window of at most `width` around what is wanted, cut between words where there are any."""
    lead = wanted - width // 5  # some words before the first match show what it is about
    if len(text) <= width or lead <= 0:
        start = 0
    else:
        start = text.find(" ", lead, wanted) + 1 or wanted
    end = start + width
    if end >= len(text):
        return start, len(text)
    space = text.rfind(" ", start + width // 2, end + 1)
    return start, space if space > 0 else end


def _marked(text: str, matches: list[_Match], start: int, end: int) -> Iterator[str]:
    at = start
    for match in matches:
        if start <= match.start and match.end <= end:
            yield escape(text[at : match.start])
            yield f"<mark>{escape(text[match.start : match.end])}</mark>"
            at = match.end
    yield escape(text[at:end])
