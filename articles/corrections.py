"""The public list of notices and withdrawals, newest first: two queries however long it grows."""

from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext, gettext_noop

from articles import editorial_notices, languages
from articles.lists import EPOCH, BadKey, Key
from articles.models import EditorialNotice, Event, NoticeKind
from articles.shelves import Tree

WITHDRAWN = "withdrawn"
KINDS = {
    NoticeKind.CORRECTION.value: gettext_noop("Corrections"),
    NoticeKind.UPDATE.value: gettext_noop("Updates"),
    NoticeKind.CONCERN.value: gettext_noop("Expressions of concern"),
    NoticeKind.RETRACTION.value: gettext_noop("Retractions"),
    WITHDRAWN: gettext_noop("Withdrawn pages"),
}
NOTICES, WITHDRAWALS = "n", "w"  # where a row is from, in the order of one moment


@dataclass(frozen=True)
class Place:
    """Where the list goes on: after this moment, and the row of one of the two sources."""

    moment: datetime
    source: str
    pk: int

    def __str__(self):
        return f"{self.source}{Key(self.moment, self.pk)}"

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        if not text:
            return None
        key = Key.parse(text[1:]) if text[0] in (NOTICES, WITHDRAWALS) else None
        if key is None:
            raise BadKey(text[:50])
        return cls(key.moment, text[0], key.article_id)

    @classmethod
    def of(cls, row: "Row") -> "Place":
        return cls(row.moment, row.source, row.pk)


@dataclass(frozen=True)
class Row:
    """One line of the list; of a withdrawn page only its title and the reason are shown."""

    moment: datetime
    changed_at: datetime
    source: str
    pk: int
    title: str
    url: str
    language: str
    label: str
    kind: str
    text: str
    on: date
    lifted_on: date | None
    lifted_reason: str
    withdrawn_on: date | None
    withdrawn_reason: str

    @property
    def order(self):
        return EPOCH - self.moment, self.source, -self.pk


def listed(
    kind: str, after: Place | None, tree: Tree, size: int = 0
) -> tuple[list[Row], Place | None]:
    """The rows of one page, and where the list goes on. `kind` is one of KINDS, or "" for all."""
    size = size or settings.PAGE_SIZE
    most = size + 1
    sources = []
    if kind != WITHDRAWN:
        sources.append([_notice(row, tree) for row in _notices(kind, after)[:most]])
    if kind in ("", WITHDRAWN):
        sources.append([_withdrawal(row, tree) for row in _withdrawals(after)[:most]])
    rows = list(islice(merge(*sources, key=lambda row: row.order), most))
    shown = rows[:size]
    return shown, Place.of(shown[-1]) if len(rows) > len(shown) else None


def _notices(kind, after):
    rows = EditorialNotice.objects.filter(kind=kind) if kind else EditorialNotice.objects.all()
    rows = _after(rows, "published_at", NOTICES, after).order_by("-published_at", "-id")
    own = ["kind", "text", "published_at", "lifted_at", "lifted_reason"]
    return _with_their_page(rows, own)


def _withdrawals(after):
    rows = _after(Event.objects.standing_withdrawals(), "happened_at", WITHDRAWALS, after)
    return _with_their_page(rows.order_by("-happened_at", "-id"), ["happened_at"])


def _after(rows, moment, source, after):
    """The rows behind the place; at the same moment the sources follow one another."""
    if after is None:
        return rows
    later = Q(**{f"{moment}__lt": after.moment})
    if source > after.source:
        later |= Q(**{moment: after.moment})
    elif source == after.source:
        later |= Q(**{moment: after.moment, "pk__lt": after.pk})
    return rows.filter(later, **{f"{moment}__lte": after.moment})


def _with_their_page(rows, own):
    article = ["slug", "language", "category", "withdrawn_at", "withdrawn_reason", "live__title"]
    return rows.select_related("article__live").only(*own, *(f"article__{a}" for a in article))


def _notice(notice, tree):
    box = editorial_notices.box(notice)
    hides = notice.kind == NoticeKind.RETRACTION  # its reason is the notice itself
    return Row(
        moment=notice.published_at,
        changed_at=notice.lifted_at or notice.published_at,
        source=NOTICES,
        pk=notice.pk,
        label=box.label,
        kind=box.kind,
        text=box.text,
        on=box.on,
        lifted_on=box.lifted_on,
        lifted_reason=box.lifted_reason,
        **_page(notice.article, tree, tells_why=not hides),
    )


def _withdrawal(event, tree):
    return Row(
        moment=event.happened_at,
        changed_at=event.happened_at,
        source=WITHDRAWALS,
        pk=event.pk,
        label=gettext("Withdrawal"),
        kind=WITHDRAWN,
        text=event.article.withdrawn_reason,
        on=event.article.withdrawn_at.date(),
        lifted_on=None,
        lifted_reason="",
        **_page(event.article, tree, tells_why=False),
    )


def _page(article, tree, *, tells_why):
    told = article.is_withdrawn and tells_why
    return {
        "title": article.live.title,
        "url": languages.address(
            "article", tree.all[article.category_id].slug, article.slug, language=article.language
        ),
        "language": article.language,
        "withdrawn_on": article.withdrawn_at.date() if told else None,
        "withdrawn_reason": article.withdrawn_reason if told else "",
    }
