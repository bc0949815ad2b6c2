"""Leave for a named person without an account to read an article that is not public.

The secret part of the address is shown once, to who made it; only its hash is stored, and nothing
here or in a log can be turned back into it.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from articles import rules
from articles.errors import NotAllowed
from articles.models import Article, Opening, PreviewLink, Revision
from articles.models.preview_link import MOST_DAYS, USUAL_DAYS

MOST_WORKING = 50
OFFERED = 20  # versions, the newest
SHOWN, OPENINGS_SHOWN = 50, 10
OPENINGS_AN_HOUR = 120
MANUSCRIPT = "manuscript"
NOT_YOURS = "Previews are made by the people who write or review this article."


# --- who may, and what


def may_invite(user, article: Article) -> bool:
    """Those who may write in the article or judge it."""
    writes = user.has_perm("articles.change_article") and not rules.is_own_or_any(user, article)
    return writes or any(
        user.has_perm(f"articles.{verb}_article") for verb in ("approve", "request_changes")
    )


def may_show_manuscript(user, article: Article) -> bool:
    """A manuscript goes on changing: only who sees it in every stage may show it."""
    return user.has_perm("articles.view_any_article") or rules.is_own(user, article)


def versions_of(article: Article) -> list[Revision]:
    """The frozen versions that a preview can be made of, the newest first."""
    return list(article.revisions.only("number", "title", "frozen_at", "article")[:OFFERED])


# --- making, renewing, revoking


def invite(
    article: Article,
    *,
    by,
    name: str,
    days: int = USUAL_DAYS,
    revision: Revision | None = None,
    key=None,
) -> tuple[PreviewLink, str]:
    """A new link and its token; "" for the token where this very form was sent before."""
    name = " ".join(name.split())
    if no := _refusal_to_invite(article, by, name, days, revision):
        raise NotAllowed(no)
    token = secrets.token_urlsafe(32)
    facts = {
        "article": article,
        "revision": revision,
        "name": name,
        "days": days,
        "valid_until": timezone.now() + timedelta(days=days),
        "token_sha256": sha256(token),
        "made_by": by,
    }
    if key is None:
        return PreviewLink.objects.create(**facts), token
    link, made = PreviewLink.objects.get_or_create(key=key, defaults=facts)
    if link.article_id != article.pk:
        raise NotAllowed("This form was sent before for another article. Open the page again.")
    return link, token if made else ""


def _refusal_to_invite(article, by, name, days, revision):
    if not may_invite(by, article):
        return NOT_YOURS
    if revision is None and not may_show_manuscript(by, article):
        return "Choose a version: the manuscript is shown by those who write it and by editors."
    if not name or len(name) > 120:
        return "Write whom you invite, in up to 120 characters."
    if not 1 <= days <= MOST_DAYS:
        return f"Choose from 1 to {MOST_DAYS} days."
    if article.preview_links.working().count() >= MOST_WORKING:
        return f"{MOST_WORKING} previews of this article are open. End one of them first."
    return ""


def renew(link: PreviewLink, *, by) -> tuple[PreviewLink, str]:
    """A new address for the same person, for as many days again; the old one ends at once."""
    token = secrets.token_urlsafe(32)
    with _held(link, by) as held:
        held.renewed_at, held.renewed_by = timezone.now(), by
        held.valid_until = held.renewed_at + timedelta(days=held.days)
        held.token_sha256 = sha256(token)
        held.save(update_fields=["renewed_at", "renewed_by", "valid_until", "token_sha256"])
    return held, token


def revoke(link: PreviewLink, *, by) -> PreviewLink:
    with _held(link, by) as held:
        held.revoked_at, held.revoked_by = timezone.now(), by
        held.save(update_fields=["revoked_at", "revoked_by"])
    return held


@contextmanager
def _held(link, by) -> Iterator[PreviewLink]:
    with transaction.atomic():
        held = PreviewLink.objects.select_for_update().get(pk=link.pk)
        if not may_invite(by, held.article):
            raise NotAllowed(NOT_YOURS)
        if held.revision_id is None and not may_show_manuscript(by, held.article):
            raise NotAllowed("The manuscript is shown by those who write it and by editors.")
        if held.revoked_at:
            raise NotAllowed("This preview was ended already. Make a new one.")
        yield held


# --- opening


def opened_with(token: str) -> PreviewLink | None:
    """The working link of this token: found by its hash, so no comparison can be timed."""
    links = PreviewLink.objects.working().select_related("article", "revision", "made_by")
    return links.filter(token_sha256=sha256(token)).first()


def count_opening(link: PreviewLink) -> bool:
    """Log that it was opened, and say whether it may be: not more than so often an hour."""
    an_hour_ago = timezone.now() - timedelta(hours=1)
    with transaction.atomic():
        held = PreviewLink.objects.select_for_update().get(pk=link.pk)
        if held.openings.filter(opened_at__gt=an_hour_ago).count() >= OPENINGS_AN_HOUR:
            return False
        Opening.objects.create(opened_by=held)
        held.times_opened += 1
        held.save(update_fields=["times_opened"])
    return True


def links_of(article: Article) -> list[PreviewLink]:
    """The newest links of an article, each with the last times that it was opened."""
    last = Prefetch("openings", Opening.objects.all()[:OPENINGS_SHOWN], to_attr="last_openings")
    links = article.preview_links.select_related("revision", "made_by", "revoked_by")
    links = links.defer("revision__body_html", "revision__plain_text")
    return list(links.prefetch_related(last)[:SHOWN])


def sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
