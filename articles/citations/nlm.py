"""Print a source in the style of the National Library of Medicine (Citing Medicine, 2nd edition).

Up to six authors and then "et al."; pages shortened (284-7); dates as 2002 Jul 25. What is not
known is left out together with its punctuation.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date

_MOST_AUTHORS = 6
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?:T.*)?")
_ET_AL = re.compile(r"(?:[,;]\s*)?\bet\.?\s+al\.?$", re.IGNORECASE)
_ROLE = re.compile(r"editors?|compilers?|translators?", re.IGNORECASE)
_PAGE_RANGE = re.compile(r"\b([a-z]*)([0-9]+)\s*[-‐‑–—]\s*\1([0-9]+)\b", re.IGNORECASE)


def nlm(reference: Mapping[str, object]) -> str:
    """One source as a line of plain text.

    Keys, all optional: kind, authors (a list, or text parted by ";" or ","), title, container
    (journal, abbreviated), date or year, volume, issue, pages, edition, place, publisher, url,
    accessed_on, updated. Dates are date objects, ISO text or any text; "" stands for unknown.
    """
    known = {key: _one_line(value) for key, value in reference.items() if key != "authors"}
    known["authors"] = _authors(reference.get("authors"))
    known["published"] = known.get("date") or known.get("year") or ""
    if known.get("kind") == "book":
        parts = [*_opening(known), _edition(known), _imprint(known)]
    elif known.get("container") and known.get("kind") != "web":
        parts = [*_opening(known), _text(known, "container"), _issue(known)]
    else:
        parts = _on_the_web(known)
    return " ".join(_sentence(part) for part in parts if part)


def _one_line(value: object) -> str:
    if isinstance(value, date):
        return f"{value.year} {_MONTHS[value.month - 1]} {value.day}"
    return _spelled_date(" ".join(str(value).split())) if value is not None else ""


def _spelled_date(text: str) -> str:
    found = _ISO_DATE.fullmatch(text)
    if not found or not 1 <= int(found[2]) <= 12:
        return text
    day = f" {int(found[3])}" if found[3] else ""
    return f"{found[1]} {_MONTHS[int(found[2]) - 1]}{day}"


def _authors(value: object) -> str:
    names = [_text({"name": _one_line(name)}, "name") for name in _names(value)]
    names = [name for name in names if name]
    role = [names.pop()] if names and _ROLE.fullmatch(names[-1]) else []
    more = bool(names) and bool(_ET_AL.search(names[-1]))
    if more:
        names = [*names[:-1], *filter(None, [_ET_AL.sub("", names[-1]).strip()])]
    more = more or len(names) > _MOST_AUTHORS
    return ", ".join([*names[:_MOST_AUTHORS], *(["et al"] if more and names else []), *role])


def _names(value: object) -> list[object]:
    if isinstance(value, str):
        return list(value.split(";" if ";" in value else ","))
    return list(value) if isinstance(value, Iterable) else []


def _text(known: Mapping[str, str], key: str) -> str:
    """A part without the punctuation that will follow it anyway."""
    return known.get(key, "").strip(" ,;:").removesuffix(".").rstrip(" ,;:")


def _opening(known: Mapping[str, str]) -> list[str]:
    return [known["authors"], _text(known, "title")]


def _edition(known: Mapping[str, str]) -> str:
    edition = re.sub(r"\s*\bed(?:n|ition)?\.?$", "", _text(known, "edition"), flags=re.IGNORECASE)
    if edition.isascii() and edition.isdigit():
        edition = _ordinal(int(edition[:4]))
    return f"{edition} ed" if edition else ""


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{({1: 'st', 2: 'nd', 3: 'rd'}).get(number % 10, 'th')}"


def _imprint(known: Mapping[str, str]) -> str:
    """Place: Publisher; date — whichever of them are known. A publisher keeps its own full stop."""
    house = ": ".join(filter(None, [_text(known, "place"), known.get("publisher", "")]))
    published = _text(known, "published")
    return "; ".join(filter(None, [house, published]))


def _issue(known: Mapping[str, str]) -> str:
    """date;volume(issue):pages, and date:pages where there is no volume."""
    issue = _text(known, "issue")
    number = _text(known, "volume") + (f"({issue})" if issue else "")
    pages = _PAGE_RANGE.sub(_shortened, _text(known, "pages"))
    when = ";".join(filter(None, [_text(known, "published"), number]))
    return ":".join(filter(None, [when, pages]))


def _shortened(found: re.Match[str]) -> str:
    """284-287 becomes 284-7; a range that is short already, or runs backwards, stays."""
    prefix, first, last = found.groups()
    same = 0
    if len(first) == len(last) and first < last:
        while first[same] == last[same]:
            same += 1
    return f"{prefix}{first}-{last[same:]}"


def _on_the_web(known: Mapping[str, str]) -> list[str]:
    url = known.get("url", "")
    title = _text(known, "title")
    medium = f"{title} [Internet]" if title and url else title
    place = " ".join(filter(None, [_imprint(known), _seen(known)]))
    where = f"Available from: {url}" if url else ""
    return [known["authors"], medium, _text(known, "container"), place, where]


def _seen(known: Mapping[str, str]) -> str:
    """[updated …; cited …]"""
    labels = {"updated": "updated", "accessed_on": "cited"}
    dates = [f"{label} {_text(known, key)}" for key, label in labels.items() if _text(known, key)]
    return f"[{'; '.join(dates)}]" if dates else ""


def _sentence(part: str) -> str:
    return part if part.endswith((".", "?", "!")) and "://" not in part else f"{part}."
