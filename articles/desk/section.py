"""What the desk is made of: sections of rows, each one query, bounded in its rows and its count."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery
from django.urls import reverse

MOST_ROWS = 20
MOST_COUNTED = 1000


@dataclass(frozen=True)
class Row:
    """One thing that waits: its name, what is to be known of it, and where one acts on it."""

    title: str
    url: str
    fact: str = ""
    urgent: str = ""  # why it comes before others, if it does


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    rows: list[Row]
    how_many: int
    all_url: str = ""
    note: str = ""

    @property
    def count(self) -> str:
        return f"{MOST_COUNTED:,}+" if self.how_many > MOST_COUNTED else f"{self.how_many:,}"

    @property
    def has_more(self) -> bool:
        return bool(self.all_url) and self.how_many > len(self.rows)


class BoundedCount(Subquery):
    """How many rows a query has, counted no further than one more than MOST_COUNTED."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet) -> None:
        super().__init__(rows.order_by().values("pk")[: MOST_COUNTED + 1])


@dataclass(frozen=True)
class Kind:
    """A section before it is filled: who can act on it, what is in it, how a row is told."""

    name: str
    title: str
    permissions: tuple[str, ...]  # one of these
    find: Callable[[Any], QuerySet]
    tell: Callable[[Any, Any], Row]
    all_at: str = ""  # the page with all of them
    asking: str = ""  # what to ask of it; {} is the person
    but_not: tuple[str, ...] = ()  # who has one of these has another section for it
    of: Callable[[Any], QuerySet] | None = None  # what is counted, where `find` is bounded itself
    note: Callable[[], str] | None = None

    def fill(self, user) -> Section | None:
        """The section as this person has it; None where they could do nothing with it."""
        if not may_any(user, self.permissions) or may_any(user, self.but_not):
            return None
        rows = self.find(user)
        counted = BoundedCount(self.of(user) if self.of else rows)
        found = list(rows.annotate(how_many=counted)[:MOST_ROWS])
        return Section(
            name=self.name,
            title=self.title,
            rows=[self.tell(each, user) for each in found],
            how_many=found[0].how_many if found else 0,
            all_url=reverse(self.all_at) + self.asking.format(user.pk) if self.all_at else "",
            note=self.note() if self.note else "",
        )


def may_any(user, permissions: Iterable[str]) -> bool:
    """One of these; those of other apps are named with their app."""
    names = (name if "." in name else f"articles.{name}" for name in permissions)
    return any(user.has_perm(name) for name in names)


def change_url(article_id: int) -> str:
    return reverse("admin:articles_article_change", args=[article_id])


def review_url(article_id: int) -> str:
    return reverse("admin:articles_article_review", args=[article_id])


def day(moment) -> str:
    return f"{moment:%-d %B %Y}"
