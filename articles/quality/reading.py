"""From clean HTML, a manuscript or print, to the blocks and sentences that rules ask about."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from typing import Any

from articles.markup.tokens import Token, tokens
from articles.markup.words import OF_THE_PAGE
from articles.readability import split

from .document import Block, Body, Document, ListOf, Picture, Sentence
from .facts import Place
from .terms import folded, places

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_KINDS = {"li": "item", "td": "cell", "th": "cell", "figcaption": "caption", "caption": "caption"}
_LISTS = frozenset({"ul", "ol"})
_INLINE = frozenset("a abbr b cite button code del em i ins s span strong sub sup u".split())
_MARKER = re.compile(r"\s?\[([0-9]{1,3}(?:\s?[,–-]\s?[0-9]{1,3}){0,20})\]")
_NUMBERS = re.compile(r"([0-9]{1,3})(?:\s?[–-]\s?([0-9]{1,3}))?")
_QUOTED = re.compile(r"\"[^\"]{0,600}+\"|“[^”]{0,600}+”")


def read(
    title: str,
    html: str,
    *,
    evaluated_on: date,
    alts: Mapping[str, str] | None = None,
    key_facts: Iterable[str] = (),
    **facts: Any,
) -> Document:
    """The document of an article; `facts` are further fields of Document.

    `alts` gives the alternative text of pictures whose tags do not say it, "" for decorative.
    """
    return Document(
        title=title,
        body=parse(html, alts),
        key_facts=tuple(_key_fact(n, fact) for n, fact in enumerate(key_facts, start=1)),
        evaluated_on=evaluated_on,
        **facts,
    )


def _key_fact(number: int, text: str) -> Block:
    """A line of plain text that is no part of the body: its place is in its own field."""
    return Block("fact", number, "", text, _sentences(text, Place("key facts", block=number)))


def parse(html: str, alts: Mapping[str, str] | None = None) -> Body:
    """Blocks, lists, pictures and links of clean HTML, in one linear pass."""
    reader = _Reader(alts or {})
    for token in tokens(html):
        reader.take(token)
    return reader.finished()


@dataclass(slots=True)
class _OpenList:
    lead: int
    place: Place
    items: int = 0
    has_sublist: bool = False


class _Reader:
    def __init__(self, alts: Mapping[str, str]) -> None:
        self.alts = alts
        self.blocks: list[Block] = []
        self.lists: list[ListOf] = []
        self.pictures: list[Picture] = []
        self.links: list[str] = []
        self.tables = 0
        self.section = ""
        self._text: list[str] = []
        self._kinds: list[tuple[str, str]] = []  # (tag, kind) of the open items, cells, captions
        self._lists: list[_OpenList] = []
        self._cited: list[str] = []
        self._heading = ""
        self._in_evidence = False  # print's links to what the page says of its words: none of them
        self._in_credit = False  # print's line under a picture: no sentence of the text

    def take(self, token: Token) -> None:
        if token.kind == "text":
            if not (self._in_evidence or self._in_credit):
                self._text.append(unescape(token.text))
        elif token.text == "small":
            self._in_credit = token.kind == "start"
        elif token.text in _INLINE:
            self._inline(token)
        elif token.text == "img":
            self._picture(token)
        elif token.text == "br":
            self._text.append(" ")
        else:
            self._boundary(token)

    def finished(self) -> Body:
        self._flush()
        while self._lists:
            self._end_list()
        return Body(
            tuple(self.blocks),
            tuple(self.lists),
            tuple(self.pictures),
            tuple(self.links),
            self.tables,
        )

    def _inline(self, token: Token) -> None:
        if token.text == "a":
            self._in_evidence = token.attributes.get("class") in OF_THE_PAGE
        if token.text == "a" and token.kind == "start":
            self.links.append(unescape(token.attributes.get("href", "")))
        elif token.text == "span":
            self._citation(token)

    def _citation(self, token: Token) -> None:
        """The mark around words in a manuscript; print has its numbers in the text already."""
        if token.kind == "start":
            self._cited.append(token.attributes.get("data-source", ""))
        elif self._cited:
            numbers = self._cited.pop().split()
            self._text += [f"[{number}]" for number in numbers if number.isdecimal()]

    def _picture(self, token: Token) -> None:
        src = unescape(token.attributes.get("src", ""))
        alt = token.attributes.get("alt")
        alt = self.alts.get(src, alt) if not alt else unescape(alt)
        self.pictures.append(Picture(src, alt, self._place()))

    def _boundary(self, token: Token) -> None:
        self._flush()
        name, starts = token.text, token.kind == "start"
        if name in _HEADINGS:
            self._heading = name if starts else ""
        elif name in _LISTS:
            self._start_list() if starts else self._end_list()
        elif name in _KINDS:
            self._item(name, starts)
        elif name == "table" and starts:
            self.tables += 1

    def _item(self, name: str, starts: bool) -> None:
        if starts:
            self._kinds.append((name, _KINDS[name]))
            if name == "li" and self._lists:
                self._lists[-1].items += 1
        elif self._kinds and self._kinds[-1][0] == name:
            self._kinds.pop()

    def _start_list(self) -> None:
        if self._lists:
            self._lists[-1].has_sublist = True
        self._lists.append(_OpenList(len(self.blocks), self._place()))

    def _end_list(self) -> None:
        if self._lists:
            ended = self._lists.pop()
            self.lists.append(ListOf(ended.items, ended.has_sublist, ended.place))

    def _place(self) -> Place:
        return Place("body", self.section, len(self.blocks) + 1)

    def _flush(self) -> None:
        text = " ".join("".join(self._text).split())
        self._text.clear()
        if self._heading:
            self._finish_heading(text)
        elif text:
            kind = self._kinds[-1][1] if self._kinds else "paragraph"
            lead = self._lists[-1].lead if kind == "item" and self._lists else 0
            place = self._place()
            said = _sentences(text, place)
            cites = tuple(number for sentence in said for number in sentence.cites)
            self.blocks.append(
                Block(kind, place.block, place.section, text, said, cites=cites, lead=lead)
            )

    def _finish_heading(self, text: str) -> None:
        cites, level = _cited(text), _HEADINGS[self._heading]
        self.section = text = _MARKER.sub("", text)
        number = len(self.blocks) + 1
        self.blocks.append(Block("heading", number, text, text, cites=cites, level=level))
        self._heading = ""


def _sentences(text: str, place: Place) -> tuple[Sentence, ...]:
    plain, written = folded(text), places(text)
    unquoted = _QUOTED.sub(lambda found: " " * len(found[0]), plain)
    return tuple(
        Sentence(
            text=_MARKER.sub("", text[written[start] : written[end - 1] + 1]),
            plain=_MARKER.sub("", plain[start:end]),
            unquoted=_MARKER.sub("", unquoted[start:end]),
            cites=_cited(plain[start:end]),
            place=replace(place, sentence=number),
        )
        for number, (start, end) in enumerate(split(plain), start=1)
    )


def _cited(text: str) -> tuple[int, ...]:
    if "[" not in text:
        return ()
    return tuple(n for marker in _MARKER.finditer(text) for n in _numbers(marker[1]))


def _numbers(written: str) -> list[int]:
    found: list[int] = []
    for first, last in _NUMBERS.findall(written):
        found += range(int(first), int(last or first) + 1)
    return found
