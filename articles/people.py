"""Authors and reviewers whom public pages name."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from articles import languages
from articles.lists import NamePlace
from articles.models import Authorship, Byline, LiveReview, Review

LISTED = 3  # pages' worth of people on one page: a name takes less room than an article


@dataclass(frozen=True)
class Registration:
    """A registration that a second person looked up: as it is now, or as it was when they signed.

    `url` is the entry in the register itself, where that is known.
    """

    name: str
    issuer: str
    number: str
    url: str
    verified_on: date | None
    is_current: bool


@dataclass(frozen=True)
class Portrait:
    """A picture of the person; the size is in pixels, and keeps its place while it loads."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Person:
    """What their page says of a person; `other_url` is their page in the other part."""

    name: str
    monogram: str
    credentials: str
    bio: str
    disclosure_statement: str
    is_demonstration: bool
    other_url: str
    registration: Registration | None
    orcid: str
    orcid_url: str
    portrait: Portrait | None


@dataclass(frozen=True)
class Member:
    """What a reader's own page says, who asked for one."""

    pk: int
    slug: str
    name: str
    monogram: str
    bio: str
    since: date


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


def as_member(person) -> Member:
    since = timezone.localdate(person.date_joined).replace(day=1)
    return Member(person.pk, person.slug, person.display_name, person.monogram, person.bio, since)


def at(slug: str):
    """Whoever has this address, with their portrait, or None."""
    return get_user_model().objects.select_related("portrait").filter(slug=slug).first()


def writes(person) -> bool:
    """Whether they have a page as an author: readers have none."""
    return person.has_perm("articles.submit_article") or named(person)


def named(person) -> bool:
    return Authorship.objects.filter(user=person).exists()


def authors(after: NamePlace | None) -> tuple[list[Named], NamePlace | None]:
    rows = Byline.objects.filter(user=OuterRef("pk"), live_since__isnull=False)
    return _listed("author", rows.filter(language=languages.current()), after)


def reviewers(after: NamePlace | None) -> tuple[list[Named], NamePlace | None]:
    rows = LiveReview.objects.filter(reviewed_by=OuterRef("pk"), language=languages.current())
    return _listed("reviewer", rows, after)


def _person(person, other_url, review: Review | None = None):
    is_demonstration = person.is_demo or (bool(review) and review.is_demonstration)
    return Person(
        name=person.display_name,
        monogram=person.monogram,
        credentials=person.credentials,
        bio=person.bio,
        disclosure_statement=person.disclosure_statement,
        is_demonstration=bool(review) and review.is_demonstration,
        other_url=other_url,
        registration=None if is_demonstration else _registration(person, review),
        orcid=person.orcid,
        orcid_url=person.orcid_url,
        portrait=_portrait(person),
    )


def _registration(person, review):
    """As it is now; else as it was verified when they last signed. A demonstration has none."""
    if held := person.signing_credential():
        return _as_registration(held.facts(), is_current=True)
    facts = review.credential if review else {}
    return _as_registration(facts, is_current=False) if facts else None


def _as_registration(facts, is_current):
    return Registration(
        name=facts["name"],
        issuer=facts["issuer"],
        number=facts["number"],
        url=facts.get("url", ""),  # what was signed before there was a link has none
        verified_on=parse_date(facts.get("verified_on", "")),
        is_current=is_current,
    )


def _portrait(person):
    shown = getattr(person, "portrait", None)
    return Portrait(shown.file.url, shown.width, shown.height, shown.alt) if shown else None


def _listed(address, rows, after):
    """In the order of the alphabet; whoever no public page names is not there."""
    people = get_user_model().objects.filter(Exists(rows), date_deleted=None)
    named = people.order_by("sort_key", "pk")
    if after is not None:
        named = named.filter(after.rest("sort_key"))
    most = LISTED * settings.PAGE_SIZE
    found = list(named[: most + 1])
    shown = [_named(person, address) for person in found[:most]]
    last = found[most - 1] if len(found) > most else None
    return shown, NamePlace(last.sort_key, last.pk) if last else None


def _named(person, address):
    return Named(
        person.display_name,
        person.credentials,
        reverse(address, args=[person.slug]),
        address == "reviewer" and person.is_demo,
    )
