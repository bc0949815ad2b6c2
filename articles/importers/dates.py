"""Dates as scraped pages and front matter write them, in English or in figures."""

import re
from dataclasses import dataclass
from datetime import date

_MONTHS = "january february march april may june july august september october november december"
_NUMBER = {name: n for n, name in enumerate(_MONTHS.split(), start=1)}
_NUMBER |= {name[:3]: n for name, n in tuple(_NUMBER.items())} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(_NUMBER, key=len, reverse=True)) + r")\.?"
_DAY = "(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR = "(?P<year>[12][0-9]{3})"
_LEAD = (
    r"\s*(?:(?:first )?(?:published|posted|updated|written|date|on)\b[\s:]*)*"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
)
_TIME = (
    r"(?:[T,\s]*(?:at\s+)?[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?"
    r"(?:\s*(?-i:AM|PM|am|pm|a\.m\.|p\.m\.))?(?:\s*(?-i:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}))?)?"
)
_SHAPES = tuple(
    re.compile(_LEAD + shape + _TIME, re.IGNORECASE)
    for shape in (
        rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
        rf"{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}",
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>[01]?[0-9])(?P=mark)(?P<day>[0-3]?[0-9])",
        r"(?P<one>[0-3]?[0-9])(?P<mark>[-/.])(?P<two>[0-3]?[0-9])(?P=mark)" + _YEAR,
    )
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date at the start of a text. `day` is None when it is impossible or could be two days."""

    day: date | None
    written: str
    rest: str


def read_date(text: str) -> date | None:
    """The day a text names, or None: nothing is guessed (04/05/2025 is two days)."""
    found = leading_date(text)
    return found.day if found and not found.rest.strip() else None


def leading_date(text: str) -> Found | None:
    """The date (with an optional time) a text begins with, and the text after it."""
    for shape in _SHAPES:
        if match := shape.match(text):
            return Found(_day(match.groupdict()), match[0].strip(), text[match.end() :])
    return None


def _day(parts: dict[str, str]) -> date | None:
    year = int(parts["year"])
    if "one" in parts:
        day, month = _day_and_month(int(parts["one"]), int(parts["two"]), parts["mark"])
    else:
        month = _NUMBER.get(parts["month"].lower()) or int(parts["month"])
        day = int(parts["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_and_month(one: int, two: int, mark: str) -> tuple[int, int]:
    """(day, month); (0, 0), which no calendar knows, when both readings are possible."""
    if mark == "." or one > 12 or one == two:
        return one, two
    if two > 12:
        return two, one
    return 0, 0
