"""Markdown (CommonMark with tables) under front matter; `word[^1]` cites reference 1."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from articles.importers import front_matter
from articles.importers.dates import read_date
from articles.importers.headings import new_levels
from articles.importers.item import Item, Problem, checked, identity, one_line
from articles.importers.markdown_citations import citations, cited_numbers
from articles.importers.markdown_html import few_tags
from articles.importers.references import read_references
from articles.importers.text_file import Unreadable, read_text
from articles.markdown_edition import BEGINS, ENDS

SOURCE = "markdown"
BODY_LIMIT = 256 * 1024
BRACKET_LIMIT = 5_000  # the parser takes quadratic time over brackets that stay open
_FOOTNOTE_TEXT = re.compile(r"^ {0,3}\[\^[^\]\n]{1,20}\]:", re.MULTILINE)


def read(path: Path) -> Iterator[Item | Problem]:
    """The one article of a Markdown file, or the problem that keeps it out."""
    try:
        text, notes = read_text(path)
        yield parse(text, where=str(path), notes=notes)
    except (Unreadable, ValueError) as error:
        yield Problem(str(path), str(error))


def parse(text: str, *, where: str, notes: tuple[str, ...] = ()) -> Item | Problem:
    """The article in a Markdown text. Raises ValueError with a sentence for the writer."""
    block, body, first_line = front_matter.split(text)
    body = _of_an_edition(body)
    fields = front_matter.read(block)
    references = read_references(fields.get("references"))
    title, tokens, remarks = _tokens(body, first_line, _text(fields, "title"))
    _refuse_uncited(tokens, {reference["number"] for reference in references})
    category, slug = _text(fields, "category"), _text(fields, "slug")
    return checked(
        Item(
            source=SOURCE,
            guid=_text(fields, "guid") or slug or identity(category, title),
            where=where,
            title=title,
            body_html=_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}).strip(),
            summary=_text(fields, "summary"),
            slug=slug,
            category=category,
            language=_text(fields, "language"),
            tags=_names(fields, "tags"),
            also_known_as=_names(fields, "synonyms"),
            key_facts=_facts(fields),
            references=references,
            original_published_on=_day(fields, "original_date"),
            source_name=_text(fields, "source"),
            source_url=_text(fields, "url"),
            licence=_text(fields, "licence"),
            attribution=_text(fields, "attribution"),
            dropped=(*notes, *remarks),
        )
    )


def _of_an_edition(body: str) -> str:
    """The article's own text in an edition that HealthHub wrote; anything else as it is."""
    _, begins, rest = body.partition(f"{BEGINS}\n")
    text, ends, _ = rest.rpartition(f"\n{ENDS}")
    return text if begins and ends else body


def _tokens(body: str, first_line: int, title: str) -> tuple[str, list[Token], tuple[str, ...]]:
    """(title, tokens without the title's heading and with our heading levels, remarks)."""
    if len(body) > BODY_LIMIT:
        raise ValueError(f"The text is larger than {BODY_LIMIT // 1024} KiB. Split the article.")
    if body.count("[") > BRACKET_LIMIT:
        raise ValueError(f"The text has more than {BRACKET_LIMIT:,} square brackets. Remove some.")
    if footnote := _FOOTNOTE_TEXT.search(body):
        line = first_line + body.count("\n", 0, footnote.start())
        raise ValueError(
            f"Line {line} writes a footnote into the text. Put it under “references:” at the top."
        )
    tokens = _MARKDOWN.parse(body)
    title, tokens = _without_title(tokens, title)
    _level(tokens)
    return title, tokens, _remarks(tokens)


def _without_title(tokens: list[Token], title: str) -> tuple[str, list[Token]]:
    """Takes a first heading of level 1 away where it is the title, or becomes it."""
    place = next(
        (n for n, t in enumerate(tokens) if t.type == "heading_open" and t.tag == "h1"), -1
    )
    if place < 0 or tokens[place].level:
        return title, tokens
    words = one_line("".join(_words(tokens[place + 1])))
    if title and words.casefold() != one_line(title).casefold():
        return title, tokens
    return title or words, tokens[:place] + tokens[place + 3 :]


def _words(inline: Token) -> Iterator[str]:
    for token in inline.children or ():
        if token.type in ("text", "code_inline", "text_special"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "


def _level(tokens: list[Token]) -> None:
    levels = new_levels(int(t.tag[1]) for t in tokens if t.type == "heading_open")
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{levels[int(token.tag[1])]}"


def _remarks(tokens: list[Token]) -> tuple[str, ...]:
    pictures = [c for t in tokens for c in t.children or () if c.type == "image"]
    return (f"Pictures are not imported: add {len(pictures)} by hand.",) if pictures else ()


def _refuse_uncited(tokens: list[Token], numbers: set[int]) -> None:
    for number in cited_numbers(tokens):
        if number not in numbers:
            raise ValueError(
                f"[^{number}] points at no reference. "
                f"Add a reference with the number {number} to the front matter."
            )


def _text(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"“{name}” in the front matter should be text on one line.")
    return "" if value in ("null", "~") else value


def _names(fields: dict[str, Any], name: str) -> tuple[str, ...]:
    value = fields.get(name, [])
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list) or not all(isinstance(part, str) for part in value):
        raise ValueError(f"“{name}” in the front matter should be a list: [one, two].")
    return tuple(value)


def _facts(fields: dict[str, Any]) -> tuple[str, ...]:
    """Sentences have commas in them, so only a list will do."""
    value = fields.get("key_facts") or []
    if not isinstance(value, list) or not all(isinstance(fact, str) for fact in value):
        raise ValueError("“key_facts” in the front matter should be a list, one fact a line.")
    return tuple(value)


def _day(fields: dict[str, Any], name: str) -> date | None:
    written = _text(fields, name)
    day = read_date(written)
    if written and day is None:
        raise ValueError(f"“{name}” should be a day such as 2025-03-26, not “{written[:40]}”.")
    return day


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_MARKDOWN.use(citations).use(few_tags)
