"""What the editors tell readers about a page: raised and lifted by the verbs, listed for all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from articles.errors import NotAllowed
from articles.models import STANDING_KINDS, Article, EditorialNotice, NoticeKind, Revision
from articles.models.page_parts import notices_of

CORRECTION_SHOWN_FOR = timedelta(days=365)
LISTED_ON_A_PAGE = 3
MOST_OF_AN_EDITION = 10


@dataclass(frozen=True)
class Box:
    """A notice as readers see it."""

    kind: str
    label: str
    text: str
    on: date
    lifted_on: date | None
    lifted_reason: str


@dataclass(frozen=True)
class OfAPage:
    """The notices of one page: those above its text, and the newest for its short list."""

    on_top: list[Box]
    newest: list[Box]


def raise_notice(
    article: Article,
    *,
    kind: str,
    text: str,
    by,
    revision: Revision | None = None,
    previous: Revision | None = None,
) -> EditorialNotice:
    """Store a notice, inside its verb's transaction; it is of the live text unless said otherwise.

    The verb keeps the row it gets: the digest of the notice belongs into the verb's event.
    """
    if not (text := text.strip()):
        label = NoticeKind(kind).label.lower()
        raise NotAllowed(f"Readers need to know why: write the text of the {label}.")
    of = revision or article.live
    if of is None:
        raise NotAllowed("Readers see nothing of this article, so there is nothing to tell them.")
    return EditorialNotice.objects.create(
        article=article,
        kind=NoticeKind(kind),
        text=text,
        revision=of,
        previous=previous,
        published_by=by,
    )


def lift(article: Article, *, kind: str, by, reason: str) -> list[EditorialNotice]:
    """End the standing notices of this kind: they stay listed, with the date and the reason."""
    standing = list(EditorialNotice.objects.filter(article=article, kind=kind, lifted_at=None))
    for notice in standing:
        notice.lifted_at, notice.lifted_by = timezone.now(), by
        notice.lifted_reason = reason.strip()
        notice.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    return standing


def of_page(article: Article) -> OfAPage:
    """What a public page, or a withdrawn one, says of its changes."""
    newest = notices_of(article)
    on_top = [notice for notice in newest if is_on_top(notice, article)]
    return OfAPage(boxes(on_top), boxes(newest[:LISTED_ON_A_PAGE]))


def of_edition(revision: Revision) -> list[Box]:
    """What readers of an old edition must know: what was wrong with it, and doubts about it."""
    about_it = Q(revision=revision, kind__in=STANDING_KINDS)
    corrected = Q(previous=revision, kind=NoticeKind.CORRECTION)
    found = EditorialNotice.objects.filter(about_it | corrected)
    return boxes(found.order_by("-published_at", "-id")[:MOST_OF_AN_EDITION])


def is_on_top(notice: EditorialNotice, article: Article) -> bool:
    """Whether it stands above the text: while it concerns what readers see, or is still news."""
    if notice.kind in STANDING_KINDS:
        return notice.lifted_at is None
    if notice.revision_id == article.live_id:
        return True
    is_news = notice.published_at > timezone.now() - CORRECTION_SHOWN_FOR
    return notice.kind == NoticeKind.CORRECTION and is_news


def boxes(notices: Iterable[EditorialNotice]) -> list[Box]:
    return [box(notice) for notice in notices]


def box(notice: EditorialNotice) -> Box:
    return Box(
        kind=notice.kind,
        label=str(NoticeKind(notice.kind).label),
        text=notice.text,
        on=notice.published_at.date(),
        lifted_on=notice.lifted_at.date() if notice.lifted_at else None,
        lifted_reason=notice.lifted_reason,
    )
