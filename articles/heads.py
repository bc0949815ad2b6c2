"""What the head of a page tells machines: where it stands, what it is, and what to show of it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext, to_locale

from articles import languages, markup, people, share_images, structured_data
from articles.models import Article
from articles.structured_data import Moments, Picture


@dataclass(frozen=True)
class Feed:
    title: str
    url: str
    type: str


@dataclass(frozen=True)
class Head:
    """For components/_machines.html. Addresses are absolute; `kind` is OpenGraph's type."""

    title: str
    description: str
    url: str
    kind: str
    picture: Picture
    json_ld: SafeString
    site_name: str
    locale: str
    feeds: list[Feed] = field(default_factory=list)
    markdown: str = ""
    published: date | datetime | None = None
    modified: date | datetime | None = None
    section: str = ""
    tags: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)


def of_article(article: Article, page: Any) -> Head:
    """Of a public article (`with_page()`) and the values that its page prints."""
    picture = share_images.picture(page.title, article.pk)
    moments = moments_of(article)
    values = structured_data.of_article(
        page,
        site(page.language),
        moments=moments,
        picture=picture,
        is_signed=is_signed(article),
        medicines=article.live.medicines,
    )
    return _head(
        page.title,
        page.summary,
        page.url,
        values,
        kind="article",
        picture=picture,
        markdown=settings.SITE_URL + markdown_address(article),
        published=moments.published,
        modified=moments.modified,
        section=page.category.name,
        tags=[tag.name for tag in page.tags],
        authors=[settings.SITE_URL + person.url for person in page.authors if person.url],
        locale=_locale(page.language),
    )


def of_home() -> Head:
    return _head(
        settings.SITE_NAME,
        gettext(settings.SITE_TAGLINE),
        reverse("home"),
        structured_data.of_home(site()),
    )


def of_category(category, crumbs, cards) -> Head:
    told = category.in_words(languages.current())
    name, description = told["name"][0], told["description"][0]
    head = of_list(name, description, category.get_absolute_url(), crumbs, cards)
    return replace(head, feeds=feed_links("category_feed", name, category.slug))


def of_tag(tag, cards) -> Head:
    head = of_list(tag.name, "", tag.get_absolute_url(), cards=cards)
    return replace(head, feeds=feed_links("tag_feed", tag.name, tag.slug)) if cards else head


def of_person(person: people.Person, path: str) -> Head:
    values = structured_data.of_person(person, settings.SITE_URL + path, site())
    return _head(person.name, person.credentials, path, values, kind="profile")


def of_list(name: str, description: str, path: str, crumbs=(), cards=()) -> Head:
    """Of a page that lists something, and has no feed of its own."""
    url = settings.SITE_URL + path
    values = structured_data.of_collection(
        name, description, url, site(), crumbs=crumbs, cards=cards
    )
    return _head(name, description, path, values)


def site(language: str = "") -> structured_data.Site:
    url = settings.SITE_URL
    return structured_data.Site(
        name=settings.SITE_NAME,
        tagline=gettext(settings.SITE_TAGLINE),
        url=url,
        language=_locale(language).replace("_", "-"),
        logo=url + static("healthhub/favicon.svg"),
        search=url + reverse("search"),
        corrections=url + reverse("corrections"),
    )


def moments_of(article: Article) -> Moments:
    """When the words that readers see first stood somewhere, and when they last changed."""
    published = article.live.original_published_on or article.published_at.replace(microsecond=0)
    updated = article.updated_at
    return Moments(published, updated.replace(microsecond=0) if updated else published)


def is_signed(article: Article) -> bool:
    """Whether a clinician's own review stands behind exactly the text that readers see."""
    signed = article.live_review
    if signed is None or article.live_exemption_id or signed.sha256 != article.live.sha256:
        return False
    whole = signed.basis or signed
    return not whole.is_demonstration and whole.decided_at <= timezone.now()


def markdown_address(article: Article) -> str:
    return article.address("article_markdown")


def feed_links(kind: str, name: str, *parts: str) -> list[Feed]:
    """The two forms of one feed."""
    forms = (("atom", "application/atom+xml"), ("json", "application/feed+json"))
    return [Feed(name, reverse(f"{kind}_{form}", args=parts), type) for form, type in forms]


def _head(title, description, path, values, **facts):
    return Head(
        title=title,
        description=description,
        url=settings.SITE_URL + path,
        json_ld=markup.json_block(values),
        site_name=settings.SITE_NAME,
        **{
            "kind": "website",
            "picture": share_images.picture(""),
            "locale": _locale(""),
            **facts,
        },
    )


def _locale(language):
    return to_locale(languages.tag(language or languages.current()))
