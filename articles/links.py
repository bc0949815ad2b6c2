"""Which foreign addresses the live pages point at, and which of them are broken.

`refresh` keeps the list in step when an article goes live or is withdrawn; `articles.link_checks`
asks the addresses, now and then, whether they still answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Now

from articles import quality
from articles.errors import NotAllowed
from articles.models import LONGEST_ADDRESS, Article, Link, LinkPlace, LinkStatus, LinkUse


class Found(NamedTuple):
    """An address as a page uses it."""

    digest: str
    address: str
    host: str
    place: str


class Broken(NamedTuple):
    """A broken address on a live page: one row for each page that points at it."""

    article_id: int
    title: str
    address: str
    since: datetime


class Use(NamedTuple):
    """A live page that points at an address."""

    article_id: int
    title: str
    place: str


def refresh(article: Article) -> None:
    """Make the list say what the live page says; called wherever `live` may have moved."""
    live = article.live if article.is_public else None
    found = addresses_of(live.sources, live.body_html) if live else set()
    present = LinkUse.objects.filter(article=article).values_list("pk", "link__digest", "place")
    known = {(digest, place): pk for pk, digest, place in present}
    gone = known.keys() - {(f.digest, f.place) for f in found}
    if gone:
        LinkUse.objects.filter(pk__in=[known[key] for key in gone]).delete()
    if new := sorted(f for f in found if (f.digest, f.place) not in known):
        _add(article, new)


def addresses_of(sources: Sequence[Mapping], body_html: str) -> set[Found]:
    """The foreign web addresses among printed sources and in printed text."""
    return {
        *_foreign((url for source in sources for _, url in source["links"]), LinkPlace.SOURCE),
        *_foreign(quality.parse(body_html).links, LinkPlace.TEXT),
    }


def broken(limit: int) -> list[Broken]:
    """Broken addresses on live pages, the latest first; for the desk."""
    rows = broken_uses().values_list(
        "article_id", "article__live__title", "link__address", "link__first_failed"
    )
    return [Broken(*row) for row in rows[:limit]]


def count_broken(most: int) -> int:
    """How many rows `broken` has, counted to `most` at the furthest."""
    return broken_uses().order_by().values("pk")[:most].count()


def uses(link: Link, most: int) -> list[Use]:
    """The live pages that point at an address."""
    found = LinkUse.objects.filter(link=link).order_by("article_id", "place")
    rows = found.values_list("article_id", "article__live__title", "place")[:most]
    return [Use(pk, title, LinkPlace(place).label.lower()) for pk, title, place in rows]


def are_checked() -> bool:
    return settings.LINK_CHECKS


def recheck(link: Link, *, by) -> None:
    """Have an address asked again by the next batch, instead of when its turn comes."""
    if not by.has_perm("articles.recheck_link"):
        raise NotAllowed("Your roles do not include having links checked again.")
    Link.objects.filter(pk=link.pk).update(next_check=Now())


def broken_uses() -> QuerySet:
    """Where live pages point at broken addresses, the latest first."""
    uses = LinkUse.objects.filter(link__status=LinkStatus.BROKEN)
    return uses.order_by("-link__first_failed", "-link_id", "article_id")


def _add(article, new):
    """Rows go in in one order everywhere, so that two publications never wait for each other."""
    Link.objects.bulk_create(
        [Link(address=f.address, digest=f.digest, host=f.host) for f in new], ignore_conflicts=True
    )
    ids = dict(Link.objects.filter(digest__in={f.digest for f in new}).values_list("digest", "pk"))
    LinkUse.objects.bulk_create(
        [LinkUse(article=article, link_id=ids[f.digest], place=f.place) for f in new]
    )


def _foreign(addresses, place) -> Iterator[Found]:
    """What is neither on the web nor short enough to be kept is not followed; nor are we."""
    ours = urlsplit(settings.SITE_URL).hostname
    for written in addresses:
        address = written.partition("#")[0]
        host = _host(address)
        if host and host != ours and len(address) <= LONGEST_ADDRESS:
            yield Found(Link.digest_of(address), address, host, place.value)


def _host(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    host = parts.hostname or ""
    return host if parts.scheme in ("http", "https") and len(host) <= 253 else ""
