"""Filling a source from its DOI or PMID, where an operator has named a service for it.

Off unless LOOKUP_DOI_URL or LOOKUP_PMID_URL is set. What a person wrote is never overwritten.
"""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles import citations, manuscript, outgoing
from articles.citations import records
from articles.errors import NotAllowed
from articles.models import Article, Event, Kind, Reference
from articles.walk import lock
from articles.workflow import may_write

SECONDS = 5.0
MOST_BYTES = 1024 * 1024
NAMES = {"doi": "DOI", "pmid": "PMID"}
LONGEST = {f.name: f.max_length or 0 for f in Reference._meta.fields}
SERVICES = {"doi": "LOOKUP_DOI_URL", "pmid": "LOOKUP_PMID_URL"}


class LookUpFailed(Exception):
    """Nothing was found; the message says why, and what to do."""


@dataclass(frozen=True)
class Filled:
    """`kept` holds what the service says otherwise than a person has written, by field."""

    reference: Reference
    fields: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)
    event: Event | None = None


def is_on() -> bool:
    return any(getattr(settings, name) for name in SERVICES.values())


def askable(reference: Reference) -> tuple[str, str] | None:
    """The identifier of this source that a service was named for, DOI first, as (name, value)."""
    for name, setting in SERVICES.items():
        if getattr(settings, setting) and (value := getattr(reference, name)):
            return name, value
    return None


def standing(reference: Reference) -> str:
    """What is known of a source's identifiers, in a few words; "" where it has none."""
    written = [name for name in citations.IDENTIFIERS if getattr(reference, name)]
    if not written:
        return ""
    if reference.is_looked_up:
        return f"Found in a look-up on {reference.looked_up_on:%-d %B %Y}"
    try:
        for name in written:
            citations.normalise(name, getattr(reference, name))
    except citations.CitationError as error:
        return str(error)
    return "Format valid, not looked up"


def find(name: str, value: str) -> dict[str, str]:
    """What the service says of the source with this DOI or PMID; raises LookUpFailed.

    Called outside of any transaction: it waits for another machine.
    """
    template = getattr(settings, SERVICES[name])
    if not template:
        raise LookUpFailed(
            f"There is no look-up for a {NAMES[name]} on this site. Fill the source in by hand."
        )
    answer = _ask(template, name, value)
    if answer.status in (404, 410):
        raise LookUpFailed(f"The look-up knows no {NAMES[name]} {value}. Check how it is written.")
    if answer.status != 200 or not answer.is_whole:
        raise _unusable(f"{answer.status} {answer.reason}".strip())
    try:
        return _read(name, value, json.loads(answer.body))
    except (ValueError, RecursionError) as error:
        raise _unusable("its answer could not be read") from error


def fill(
    article: Article, found: dict[str, str], *, by, version: int, asked: tuple[str, str], pk=None
) -> Filled:
    """Put what was found where nothing was written, in the source `pk` or in a new one."""
    with transaction.atomic():
        locked = lock(article, version)
        if not may_write(by, locked):
            raise NotAllowed("The manuscript is not open to you for writing.")
        name, value = asked
        reference = _row(locked, pk, asked)
        fields, kept = _fill_gaps(reference, {**found, name: value})
        reference.looked_up_on = timezone.localdate()
        reference.looked_up_as = f"{name}:{value}"
        try:
            reference.full_clean(exclude=["article"])
        except ValidationError as error:
            raise LookUpFailed(" ".join(error.messages)) from error
        reference.save()
        event = manuscript.store(locked, by=by, changed=["references"]) if fields else None
    return Filled(reference, fields, kept, event)


def _ask(template, name, value):
    target = outgoing.target_of(template)
    try:
        return outgoing.ask(
            template.replace(f"{{{name}}}", quote(value, safe="")),
            accept="application/json",
            seconds=SECONDS,
            most=MOST_BYTES,
            allowed=frozenset({target.place}),
        )
    except outgoing.Unreachable as error:
        raise _unusable(str(error)) from error


def _unusable(why):
    return LookUpFailed(
        f"The look-up did not work: {why.rstrip('.')}. Nothing was changed. "
        "Try again later, or fill the source in by hand."
    )


def _read(name, value, answer: Any) -> dict[str, str]:
    if name == "doi":
        return records.from_doi_record(answer)
    return records.from_pmid_record(answer, value)


def _row(article, pk, asked) -> Reference:
    """The row to fill, as it stands under the lock."""
    name, value = asked
    if pk is None:
        used = set(article.references.values_list("number", flat=True))
        number = next(n for n in range(1, len(used) + 2) if n not in used)
        return Reference(article=article, number=number)
    reference = article.references.filter(pk=pk, **{name: value}).first()
    if reference is None:
        raise LookUpFailed("The source was changed meanwhile. Nothing was filled in; try again.")
    return reference


def _fill_gaps(reference, found):
    fields, kept = [], {}
    if reference.kind == Kind.WEB and not reference.url and found.get("kind"):
        reference.kind = found["kind"]  # a web page without an address was nobody's choice
        fields.append("kind")
    for name, value in found.items():
        if name == "kind" or len(value) > LONGEST[name]:
            continue
        written = getattr(reference, name)
        if not written:
            setattr(reference, name, value)
            fields.append(name)
        elif written.casefold().rstrip(".") != value.casefold().rstrip("."):
            kept[name] = value
    return fields, kept
