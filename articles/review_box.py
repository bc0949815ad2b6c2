"""What readers are told of the signature under a text: by whom, of what, when, until when."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext

from articles.live_reviews import whole
from articles.models import Review


@dataclass(frozen=True)
class Credential:
    """The verified credential as it stood when it was signed with."""

    name: str
    issuer: str
    number: str
    verified_on: date | None


@dataclass(frozen=True)
class ReviewBox:
    """`number` and `sha256` are those of the very version that was signed; a small repair since
    is named beside it."""

    name: str
    credentials: str
    url: str
    role: str
    credential: Credential | None
    interests: str
    date: date
    next_on: date | None
    number: int
    sha256: str
    statement: str
    is_demonstration: bool
    repaired_on: date | None
    repaired_by: str


def box(
    signed: Review | None,
    *,
    number: int,
    due_on: date | None = None,
    reviewer_slug: str | None = None,
) -> ReviewBox | None:
    """The box under a byline; with a slug it leads to the reviewer's own page."""
    if signed is None:
        return None
    review = whole(signed)
    repaired = None if review is signed else signed
    return ReviewBox(
        name=review.name,
        credentials=review.credentials,
        url=reverse("reviewer", args=[reviewer_slug]) if reviewer_slug else "",
        role="" if review.is_demonstration else gettext("Clinician reviewer"),
        credential=None if review.is_demonstration else _credential(review.credential),
        interests=review.disclosure_statement,
        date=review.decided_at.date(),
        next_on=due_on,
        number=number,
        sha256=review.sha256,
        statement=review.statement,
        is_demonstration=review.is_demonstration,
        repaired_on=repaired.decided_at.date() if repaired else None,
        repaired_by=repaired.name if repaired else "",
    )


def _credential(facts):
    if not facts:
        return None
    verified_on = parse_date(facts.get("verified_on", ""))
    return Credential(
        facts.get("name", ""), facts.get("issuer", ""), facts.get("number", ""), verified_on
    )
