"""What readers' templates print: plain values made from the live revision.

No template for readers ever holds an Article, so none can show a manuscript.
"""

from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace

from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from articles import (
    codes,
    disclosures,
    due,
    editorial_notices,
    evidence,
    help_lines,
    in_other_languages,
    markup,
    printed,
    review_box,
    sensitivity,
)
from articles.evidence import Evidence
from articles.help_lines import Panel as HelpPanel
from articles.in_other_languages import Behind
from articles.in_other_languages import Edition as OtherEdition
from articles.live_reviews import whole
from articles.models import Article, ExemptionKind, Review, Revision
from articles.models.page_parts import codes_of
from articles.past_editions import Edition
from articles.shelves import Link, Tree, home_link, link


@dataclass(frozen=True)
class Card:
    url: str
    title: str
    summary: str
    category: Link
    published_on: date
    updated_on: date
    reviewed_on: date | None
    unreviewed: bool
    minutes: int


@dataclass(frozen=True)
class Person:
    name: str
    credentials: str
    url: str


@dataclass(frozen=True)
class UnreviewedNotice:
    since: date
    reason: str
    is_urgent: bool
    until: datetime | None


@dataclass(frozen=True)
class Attribution:
    text: str
    url: str
    licence: str
    source_name: str


@dataclass(frozen=True)
class Page:
    url: str
    title: str
    summary: str
    category: Link
    crumbs: list[Link]
    authors: list[Person]
    review: review_box.ReviewBox | None
    unreviewed: UnreviewedNotice | None
    overdue_since: date | None
    notices: list[editorial_notices.Box]
    changes: list[editorial_notices.Box]
    history_url: str
    editions_url: str
    published_on: date | None
    updated_on: date | None
    original_published_on: date | None
    minutes: int
    contents: list
    body: str
    sources: list[printed.Source]
    key_facts: list[str]
    glossary: list[printed.Word]
    reading_level: printed.ReadingLevel | printed.SpanishLevel | None
    claims: list[Evidence]
    tags: list[Link]
    codes: list[codes.Code]
    views: int
    related: list[Card]
    also_known_as: list[str]
    attribution: Attribution | None
    help: HelpPanel | None
    disclosures: disclosures.Disclosures
    revision_number: int
    sha256: str
    language: str
    editions: list[OtherEdition]
    behind: Behind | None
    has_comments: bool = False


def card(article: Article) -> Card:
    """One public article in a list (`Article.objects.published().with_card()`)."""
    revision, published_on = article.live, _published_on(article)
    return Card(
        url=article.get_absolute_url(),
        title=revision.title,
        summary=revision.summary,
        category=link(article.category),
        published_on=published_on,
        updated_on=article.updated_at.date() if article.updated_at else published_on,
        reviewed_on=_reviewed_on(article.live_review),
        unreviewed=article.live_exemption_id is not None,
        minutes=markup.reading_minutes(revision.words),
    )


def page(
    article: Article,
    *,
    tree: Tree,
    tags: list[Link],
    related: list[Card],
    region: str = "",
    with_help: bool = True,
) -> Page:
    """The public page of an article (`Article.objects.published().with_page()`)."""
    needs_help = article.is_sensitive or article.always_shows_help
    notices = editorial_notices.of_page(article)
    editions = in_other_languages.editions(article)
    return _page(
        article,
        article.live,
        tree,
        help=_help(with_help and needs_help, region),
        disclosures=disclosures.of(article.live, article.live_review),
        review=_review_box(article),
        unreviewed=_unreviewed(article.live_exemption),
        overdue_since=due.overdue_notice(article),
        notices=notices.on_top,
        changes=notices.newest,
        published_on=_published_on(article),
        updated_on=article.updated_at.date() if article.updated_at else _published_on(article),
        tags=tags,
        codes=codes_of(article),
        related=related,
        views=article.read_total.total if hasattr(article, "read_total") else 0,
        editions=editions,
        behind=in_other_languages.behind(article, editions),
        has_comments=article.has_comments,
    )


def preview(article: Article, revision: Revision, *, tree: Tree) -> Page:
    """A revision that is not public, as readers would see it; for the people of the admin."""
    return _page(
        article,
        revision,
        tree,
        review=None,
        unreviewed=None,
        overdue_since=None,
        notices=[],
        changes=[],
        published_on=_published_on(article) if article.published_at else None,
        updated_on=None,
        tags=[Link(tag.name, tag.get_absolute_url()) for tag in article.tags.all()],
        codes=codes_of(article),
        related=[],
        views=0,
        help=_help(sensitivity.shows_help(article, revision)),
        disclosures=disclosures.of(revision),
        editions=[],
        behind=None,
    )


def edition(article: Article, old: Edition, *, tree: Tree) -> Page:
    """An old edition, as readers saw it when another took its place."""
    return _page(
        article,
        old.revision,
        tree,
        review=old.review_box,
        unreviewed=_unreviewed(old.exemption),
        overdue_since=None,
        notices=editorial_notices.of_edition(old.revision),
        changes=[],
        published_on=old.revision.original_published_on or article.published_at.date(),
        updated_on=old.since,
        tags=[],
        related=[],
        views=0,
        help=_help(sensitivity.shows_help(article, old.revision)),
        disclosures=disclosures.of(old.revision, old.review),
        codes=[],
        editions=[],
        behind=None,
    )


def _page(article, revision, tree, **facts):
    path = [link(category) for category in tree.path(tree.all[article.category_id])]
    return Page(
        url=article.get_absolute_url(),
        history_url=article.address("article_history"),
        editions_url=article.address("article_editions"),
        title=revision.title,
        summary=revision.summary,
        category=path[-1],
        crumbs=[home_link(), *path, Link(revision.title, "", revision.language)],
        authors=[_person(author) for author in revision.byline],
        original_published_on=revision.original_published_on,
        minutes=markup.reading_minutes(revision.words),
        contents=[SimpleNamespace(**heading) for heading in revision.headings],
        body=markup.trusted(revision.body_html),
        sources=printed.sources(revision),
        key_facts=list(revision.key_facts),
        glossary=printed.words(revision),
        reading_level=printed.reading_level(revision),
        claims=evidence.of(revision),
        also_known_as=list(revision.also_known_as),
        attribution=Attribution(**revision.attribution) if revision.attribution else None,
        revision_number=revision.number,
        sha256=revision.sha256,
        language=revision.language,
        **facts,
    )


def _help(is_needed, region=""):
    return help_lines.panel(region, timezone.localdate()) if is_needed else None


def _person(author):
    try:
        url = reverse("author", args=[author["slug"]])
    except NoReverseMatch:
        url = ""
    return Person(author["name"], author["credentials"], url)


def _published_on(article):
    return article.live.original_published_on or article.published_at.date()


def _reviewed_on(review: Review | None):
    if review is None or whole(review).is_demonstration:
        return None
    return whole(review).decided_at.date()


def _review_box(article):
    number = article.reviewed_number or article.live.number
    return review_box.box(
        article.live_review,
        number=number,
        due_on=article.review_due_on,
        reviewer_slug=article.reviewer_slug,
    )


def _unreviewed(exemption):
    if exemption is None:
        return None
    return UnreviewedNotice(
        since=exemption.granted_at.date(),
        reason=exemption.reason,
        is_urgent=exemption.kind == ExemptionKind.URGENT,
        until=exemption.deadline,
    )
