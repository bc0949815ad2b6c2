"""What bibliographic services say of a source, read into the fields of a reference.

Nothing of an answer is taken on trust: what has another shape than expected is left out, and an
answer without a title is none.
"""

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Any

from .identifiers import CitationError, normalise

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MOST_AUTHORS = 6
_LONGEST = 5_000
_TAG = re.compile(r"<[^<>]{0,200}>")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_KINDS = {
    "journal-article": "journal",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "report": "government",
}


class UnreadableRecord(ValueError):
    """The answer is not a record of a source."""


def from_doi_record(answer: Any) -> dict[str, str]:
    """Fields of a reference from JSON in the shape of Crossref's works; raises UnreadableRecord."""
    message = _mapping(_mapping(answer).get("message"))
    fields = {
        "kind": _KINDS.get(_text(message.get("type")), ""),
        "title": _first(message.get("title")),
        "authors": _authors(_crossref_name(a) for a in _list(message.get("author"))),
        "container": _first(message.get("short-container-title"))
        or _first(message.get("container-title")),
        "date": _date(_mapping(message.get("issued")).get("date-parts")),
        "volume": _text(message.get("volume")),
        "issue": _text(message.get("issue")),
        "pages": _text(message.get("page")),
    }
    if fields["kind"] == "book":
        fields |= {"publisher": _text(message.get("publisher")), "container": ""}
        fields["isbn"] = _identifier("isbn", _first(message.get("ISBN")))
    return _with_a_title(fields)


def from_pmid_record(answer: Any, pmid: str) -> dict[str, str]:
    """Fields of a reference from JSON in the shape of NCBI's esummary; raises UnreadableRecord."""
    record = _mapping(_mapping(_mapping(answer).get("result")).get(pmid))
    also = {
        _text(entry.get("idtype")).lower(): _text(entry.get("value"))
        for entry in map(_mapping, _list(record.get("articleids")))
    }
    fields = {
        "kind": "journal" if record.get("source") else "",
        "title": _text(record.get("title")).removesuffix("."),
        "authors": _authors(_text(_mapping(a).get("name")) for a in _list(record.get("authors"))),
        "container": _text(record.get("source")),
        "date": _text(record.get("pubdate")),
        "volume": _text(record.get("volume")),
        "issue": _text(record.get("issue")),
        "pages": _text(record.get("pages")),
        "doi": _identifier("doi", also.get("doi", "")),
        "pmcid": _identifier("pmcid", also.get("pmc", "")),
    }
    return _with_a_title(fields)


def _with_a_title(fields):
    if not fields["title"]:
        raise UnreadableRecord("The answer names no title.")
    return {name: value for name, value in fields.items() if value}


def _crossref_name(author):
    author = _mapping(author)
    if not _text(author.get("family")):
        return _text(author.get("name"))
    given = re.split(r"[\s.\-‐]+", _text(author.get("given")))
    initials = "".join(part[0].upper() for part in given if part)
    family = [_text(author.get("family")), initials, _text(author.get("suffix"))]
    return " ".join(filter(None, family))


def _authors(names: Iterable[str]) -> str:
    known = [name for name in names if name]
    return ", ".join(known[:_MOST_AUTHORS] + ["et al"] * (len(known) > _MOST_AUTHORS))


def _date(parts: Any) -> str:
    """[[2002, 7, 25]] as 2002 Jul 25; what is missing at the end is left out."""
    numbers = [n for n in _list(_list(parts)[0] if _list(parts) else None) if type(n) is int]
    if not numbers or not 1000 <= numbers[0] <= 9999:
        return ""
    year, month, day = [*numbers, 0, 0][:3]
    written = [str(year)]
    if 1 <= month <= 12:
        written.append(_MONTHS[month - 1])
        if 1 <= day <= 31:
            written.append(str(day))
    return " ".join(written)


def _identifier(name, written):
    try:
        return normalise(name, written)
    except CitationError:
        return ""


def _first(value: Any) -> str:
    return _text(_list(value)[0]) if _list(value) else ""


def _text(value: Any) -> str:
    """Plain words: without tags, references and what cannot be seen."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return ""
    plain = unescape(_TAG.sub("", value[:_LONGEST]))
    return " ".join(_INVISIBLE.sub(" ", plain).encode(errors="ignore").decode().split())


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
