"""Authors and reviewers whom public pages name."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.urls import reverse

from articles import languages
from articles.lists import NamePlace
from articles.models import Byline, LiveReview, Review

LISTED = 3  # pages' worth of people on one page: a name takes less room than an article


@dataclass(frozen=True)
class Person:
    """What their page says of a person; `other_url` is their page in the other part."""

    name: str
    credentials: str
    bio: str
    disclosure_statement: str
    is_demonstration: bool
    other_url: str
    registration: str


@dataclass(frozen=True)
class Named:
    """One line of a list of people."""

    name: str
    credentials: str
    url: str
    is_demonstration: bool


def as_author(person) -> Person:
    reviews = LiveReview.objects.filter(reviewed_by=person).exists()
    return _person(person, reverse("reviewer", args=[person.slug]) if reviews else "")


def as_reviewer(person, newest: LiveReview) -> Person:
    writes = Byline.objects.filter(user=person).exists()
    other = reverse("author", args=[person.slug]) if writes else ""
    return _person(person, other, newest.review)


def authors(after: NamePlace | None) -> tuple[list[Named], NamePlace | None]:
    rows = Byline.objects.filter(user=OuterRef("pk"), live_since__isnull=False)
    return _listed("author", rows.filter(language=languages.current()), after)


def reviewers(after: NamePlace | None) -> tuple[list[Named], NamePlace | None]:
    rows = LiveReview.objects.filter(reviewed_by=OuterRef("pk"), language=languages.current())
    return _listed("reviewer", rows, after)


def _person(person, other_url, review: Review | None = None):
    return Person(
        name=person.display_name,
        credentials=person.credentials,
        bio=person.bio,
        disclosure_statement=person.disclosure_statement,
        is_demonstration=bool(review) and review.is_demonstration,
        other_url=other_url,
        registration=_registration(review),
    )


def _registration(review):
    """The credential as it was verified when they last signed; a demonstration has none."""
    facts = review.credential if review and not review.is_demonstration else {}
    return f"{facts['name']}, {facts['issuer']} {facts['number']}" if facts else ""


def _listed(address, rows, after):
    """In the order of names; whoever no public page names is not there."""
    named = get_user_model().objects.filter(Exists(rows)).order_by("display_name", "pk")
    if after is not None:
        named = named.filter(after.rest("display_name"))
    most = LISTED * settings.PAGE_SIZE
    found = list(named[: most + 1])
    shown = [_named(person, address) for person in found[:most]]
    more = (
        NamePlace(found[most - 1].display_name, found[most - 1].pk) if len(found) > most else None
    )
    return shown, more


def _named(person, address):
    return Named(
        person.display_name,
        person.credentials,
        reverse(address, args=[person.slug]),
        address == "reviewer" and person.is_demo,
    )
