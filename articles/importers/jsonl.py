"""JSON Lines: one article a line, as an object with at least `title` and `body_html`.

Read: id, slug, title, language, category, body_html, summary, key_facts, synonyms, tags,
references, source, licence, attribution, url, published, views. Any other field is ignored.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articles.importers.dates import read_date
from articles.importers.item import ITEM_LIMIT, Item, Problem, checked, identity
from articles.importers.references import read_references
from articles.importers.text_file import EMPTY, Unreadable, decode, lines, open_file, refuse_binary

SOURCE = "jsonl"


def read(path: Path) -> Iterator[Item | Problem]:
    """The file's articles, a line at a time; a bad line is a problem and the next is read."""
    is_empty = True
    try:
        _refuse_other_kinds(path)
        for number, line in lines(path):
            if line is None or line.strip(b"\xef\xbb\xbf \t\r\n"):
                is_empty = False
                yield parse(line, where=f"{path}, line {number}")
    except Unreadable as error:
        yield Problem(str(path), str(error))
    else:
        if is_empty:
            yield Problem(str(path), EMPTY)


def _refuse_other_kinds(path: Path) -> None:
    """A picture by another name is one problem, not one for each of its lines."""
    with open_file(path) as file:
        start = file.read(1024)
    if not start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        refuse_binary(start)


def parse(line: bytes | None, *, where: str) -> Item | Problem:
    """The article on one line; None stands for a line that was too long to read."""
    if line is None:
        return Problem(where, f"The line is longer than {ITEM_LIMIT // 1024} KiB. Shorten it.")
    try:
        text, notes = decode(line)
        return _item(_object(text), where, notes)
    except ValueError as error:
        return Problem(where, str(error))


def _object(text: str) -> dict[str, Any]:
    try:
        record = json.loads(text)
    except RecursionError:
        raise ValueError("The JSON is nested too deeply. Write one flat object a line.") from None
    except ValueError as error:
        raise ValueError(f"This is not JSON ({error}). Write one whole object a line.") from None
    if not isinstance(record, dict):
        raise ValueError("This is JSON, but not an object. Write {…} with title and body_html.")
    return record


def _item(record: dict[str, Any], where: str, notes: tuple[str, ...]) -> Item | Problem:
    title, category, slug = (_text(record, name) for name in ("title", "category", "slug"))
    guid = _guid(record) or slug or _text(record, "url") or identity(category, title)
    return checked(
        Item(
            source=SOURCE,
            guid=guid,
            where=where,
            title=title,
            body_html=_text(record, "body_html"),
            summary=_text(record, "summary"),
            slug=slug,
            category=category,
            language=_text(record, "language"),
            tags=_names(record, "tags"),
            also_known_as=_names(record, "synonyms"),
            key_facts=_names(record, "key_facts"),
            references=read_references(record.get("references")),
            original_published_on=_day(record, "published"),
            baseline_views=_count(record, "views"),
            source_name=_text(record, "source"),
            source_url=_text(record, "url"),
            licence=_text(record, "licence"),
            attribution=_text(record, "attribution"),
            dropped=notes,
        )
    )


def _guid(record: dict[str, Any]) -> str:
    value = record.get("id")
    return str(value) if type(value) is int else _text(record, "id")


def _text(record: dict[str, Any], name: str) -> str:
    return _typed(record, name, str, "text") or ""


def _names(record: dict[str, Any], name: str) -> tuple[str, ...]:
    names = _typed(record, name, list, "a list of names") or []
    if not all(isinstance(value, str) for value in names):
        raise ValueError(f"“{name}” should be a list of names, and something in it is not text.")
    return tuple(names)


def _count(record: dict[str, Any], name: str) -> int | None:
    value = _typed(record, name, int, "a whole number")
    if isinstance(value, bool):
        raise ValueError(f"“{name}” should be a whole number, not true or false.")
    return value


def _day(record: dict[str, Any], name: str):
    written = _text(record, name)
    day = read_date(written)
    if written and day is None:
        raise ValueError(f"“{name}” should be a day such as 2025-03-26, not “{written[:40]}”.")
    return day


def _typed(record: dict[str, Any], name: str, kind: type, called: str) -> Any:
    value = record.get(name)
    if value is None or isinstance(value, kind):
        return value
    raise ValueError(f"“{name}” should be {called}, not {_CALLED.get(type(value), 'a number')}.")


_CALLED = {str: "text", list: "a list", dict: "an object", bool: "true or false"}
