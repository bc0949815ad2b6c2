"""The reference list of an imported article, checked for shape; its own rules come later.

Identifiers (DOI, PMID, PMCID, ISBN, addresses) are judged and normalised by articles.citations.
"""

from typing import Any

from articles import citations
from articles.importers.dates import read_date

KINDS = ("journal", "guideline", "label", "government", "systematic-review", "book", "web")
FIELDS = (
    "kind title authors container publisher place edition date volume issue pages doi pmid pmcid "
    "isbn url accessed_on"
).split()
IDENTIFIERS = ("doi", "pmid", "pmcid", "isbn", "url")
_HIGHEST = 999


def read_references(entries: Any) -> tuple[dict[str, Any], ...]:
    """References as a manuscript takes them. Raises ValueError with a sentence naming the one."""
    if entries is None or entries == "":
        return ()
    if not isinstance(entries, list):
        raise ValueError("“references” should be a list with one entry for each source.")
    references = tuple(_reference(entry, place) for place, entry in enumerate(entries, start=1))
    numbers = [reference["number"] for reference in references]
    for number in numbers:
        if numbers.count(number) > 1:
            raise ValueError(f"Two references have the number {number}. Give each its own.")
    return references


def _reference(entry: Any, place: int) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise ValueError(f"Reference {place} should have fields such as “title” and “url”.")
    number = _number(entry.get("number", place), place)
    facts = {name: _text(value, name, number) for name, value in _renamed(entry).items()}
    unknown = sorted(set(facts) - set(FIELDS))
    if unknown:
        raise ValueError(
            f"Reference {number} has a field “{unknown[0]}” that is not known. "
            f"Known are: number, year, {', '.join(FIELDS)}."
        )
    return {"number": number, **_checked(facts, number)}


def _renamed(entry: dict) -> dict[str, Any]:
    return {("date" if k == "year" else str(k)): v for k, v in entry.items() if k != "number"}


def _checked(facts: dict[str, str], number: int) -> dict[str, Any]:
    facts = {name: value for name, value in facts.items() if value}
    if not facts.get("title"):
        raise ValueError(f"Reference {number} has no title. Add it.")
    if facts.get("kind", "web") not in KINDS:
        raise ValueError(
            f"Reference {number} is of the kind “{facts['kind']}”. "
            f"Choose one of: {', '.join(KINDS)}."
        )
    for name in IDENTIFIERS:
        if name in facts:
            facts[name] = _identifier(name, facts[name], number)
    if "accessed_on" in facts:
        day = read_date(facts["accessed_on"])
        if day is None:
            raise ValueError(f"Reference {number}: write “accessed_on” like 2025-03-26.")
        return {**facts, "accessed_on": day}
    return facts


def _identifier(name: str, value: str, number: int) -> str:
    try:
        return citations.normalise(name, value)
    except ValueError as error:
        raise ValueError(f"Reference {number}: {error}") from None


def _number(value: Any, place: int) -> int:
    written = str(value)
    if not (written.isascii() and written.isdigit() and 1 <= int(written[:5]) <= _HIGHEST):
        raise ValueError(f"The number of reference {place} should be between 1 and {_HIGHEST}.")
    return int(written)


def _text(value: Any, name: str, number: int) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value).strip()
    raise ValueError(f"Reference {number}: “{name}” should be plain text.")
