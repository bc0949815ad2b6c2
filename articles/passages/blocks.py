"""The blocks of a text: the same lines that `markup.plain_text` gives, with where they stand."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from articles.markup.claims import as_found
from articles.markup.elements import CELLS, HEADINGS
from articles.markup.tokens import Token, tokens
from articles.markup.words import INLINE

_CITED = re.compile(r"#source-(\d+)")


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, item or row: its place among the blocks, its words, what it cites."""

    number: int
    text: str
    cites: tuple[int, ...] = ()
    heading: bool = False


def blocks_of(html: str, first: int = 0) -> list[Block]:
    """The blocks of cleaned HTML, a manuscript's or print, numbered from `first`."""
    return [block for _, block in _pieces(html, first) if block]


def weave(html: str, insert: Callable[[Block], str], first: int = 0) -> str:
    """Cleaned HTML with `insert(block)` written behind the words of each block.

    What is inserted is written as it is: the caller makes it of safe HTML. It stands inside the
    paragraph, item or cell whose words it follows, and behind a heading.
    """
    return "".join(
        written + (insert(block) if block else "") for written, block in _pieces(html, first)
    )


def citing(blocks: Iterable[Block]) -> dict[int, list[Block]]:
    """The blocks that cite each source, by the printed number of the source."""
    found: dict[int, list[Block]] = {}
    for block in blocks:
        for number in dict.fromkeys(block.cites):
            found.setdefault(number, []).append(block)
    return found


def one_line(text: str) -> str:
    return " ".join(text.split())


def _pieces(html: str, first: int) -> Iterator[tuple[str, Block | None]]:
    """The HTML in pieces: those that end the words of a block, and what is left at the end."""
    line = _Line(first)
    for token in tokens(html):
        if not line.has_words or _is_within_a_block(token):
            line.take(token)
        elif token.kind == "end" and token.text in HEADINGS:
            line.written += [*line.following, as_found(token)]
            yield line.finish([], heading=True)
        else:
            yield line.finish([*line.following, as_found(token)])
    following = line.following
    if line.has_words:
        yield line.finish([])
        line.written = []
    yield "".join((*line.written, *following)), None


def _is_within_a_block(token: Token) -> bool:
    return token.kind == "text" or token.text in INLINE or token.text in CELLS


class _Line:
    """The block that is being read: `written` up to its last words, then what is `following`."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._begin([])

    def _begin(self, following: list[str]) -> None:
        self.written: list[str] = []
        self.following = following
        self.has_words = False
        self._words: list[str] = []
        self._cites: list[int] = []
        self._in_citation = False

    def take(self, token: Token) -> None:
        kind, text, attributes = token
        self.following.append(as_found(token))
        if kind == "text":
            self._read(unescape(text))
        elif text == "sup":
            self._in_citation = kind == "start" and attributes.get("class") == "citation"
        elif text in CELLS:
            self._words.append(" ")
        elif self._in_citation and (cited := _CITED.fullmatch(attributes.get("href", ""))):
            self._cites.append(int(cited[1]))
        if kind == "text" or kind == "end" and text in INLINE:
            self.written += self.following
            self.following = []

    def _read(self, words: str) -> None:
        if not self._in_citation:
            self._words.append(words)
            self.has_words = self.has_words or bool(words.strip())

    def finish(self, following: list[str], heading: bool = False) -> tuple[str, Block]:
        text = one_line("".join(self._words))
        block = Block(self.number, text, tuple(self._cites), heading)
        written = "".join(self.written)
        self.number += 1
        self._begin(following)
        return written, block
