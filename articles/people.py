"""Authors and reviewers whom public pages name."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from articles.lists import BadKey, is_id
from articles.models import Byline, LiveReview, Review

LISTED = 3  # pages' worth of people on one page: a name takes less room than an article
LONGEST_NAME = 120


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


@dataclass(frozen=True)
class Place:
    """Where a list of people goes on: after this name and person."""

    name: str
    pk: int

    def __str__(self):
        return f"{self.pk}.{self.name}"

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        if not text:
            return None
        pk, _, name = text.partition(".")
        if not is_id(pk) or len(name) > LONGEST_NAME:
            raise BadKey(text[:50])
        return cls(name, int(pk))


def as_author(person) -> Person:
    reviews = LiveReview.objects.filter(reviewed_by=person).exists()
    return _person(person, reverse("reviewer", args=[person.slug]) if reviews else "")


def as_reviewer(person, newest: LiveReview) -> Person:
    writes = Byline.objects.filter(user=person).exists()
    other = reverse("author", args=[person.slug]) if writes else ""
    return _person(person, other, newest.review)


def authors(after: Place | None) -> tuple[list[Named], Place | None]:
    return _listed("author", Byline.objects.filter(user=OuterRef("pk")), after)


def reviewers(after: Place | None) -> tuple[list[Named], Place | None]:
    return _listed("reviewer", LiveReview.objects.filter(reviewed_by=OuterRef("pk")), after)


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
        later = Q(display_name__gt=after.name) | Q(pk__gt=after.pk)
        named = named.filter(later, display_name__gte=after.name)
    most = LISTED * settings.PAGE_SIZE
    found = list(named[: most + 1])
    shown = [_named(person, address) for person in found[:most]]
    more = Place(found[most - 1].display_name, found[most - 1].pk) if len(found) > most else None
    return shown, more


def _named(person, address):
    return Named(
        person.display_name,
        person.credentials,
        reverse(address, args=[person.slug]),
        address == "reviewer" and person.is_demo,
    )
