"""When published texts must be reviewed again: the dates, and the queue of what is due.

A date is set by a whole review and by the interval of the article or of its category; it moves
when either changes. The queue looks only at what is due soon or overdue, through an index that
holds all that it sorts and filters by.
"""

import time
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from articles.models import Article, Category, Review, Risk, Stage
from articles.steps import STEPS

SOON = timedelta(days=60)  # what is due within these days is in the queue
SAID_AFTER = timedelta(days=90)  # readers are told of a date that passed so long ago
MOVED_AT_ONCE = 500
SECONDS_AT_ONCE = 5
MOST_COUNTED = 1000
CONFIRM = "mark_reviewed_unchanged"
OFFERED = (CONFIRM, "revise")
ORDER = ("-risk", "-reads", "review_due_on", "pk")


def due_on(article: Article, reviewed_on: date) -> date:
    """The day by which a text that was reviewed on this day is reviewed again."""
    return article.due_after(reviewed_on)


def overdue_notice(article: Article, on: date | None = None) -> date | None:
    """The day on which the review was due, where readers must be told that it was not done."""
    due = article.review_due_on
    if due is None or article.live_review_id is None:
        return None
    return due if (on or timezone.localdate()) >= due + SAID_AFTER else None


# --- moving dates


def reschedule(article: Article) -> None:
    """Set the date anew from the last whole review, as the interval is now; not saved here."""
    review = article.last_review
    reviewed_on = timezone.localdate(review.decided_at) if review else None
    article.review_due_on = due_on(article, reviewed_on) if reviewed_on else None


@task()
def reschedule_category(category_id: int, after: int = 0) -> None:
    """Move the dates of a category's articles that have no interval of their own.

    By batches, each a statement of its own, so that nobody who saves waits long for a row; after
    some seconds the rest is left to a later task, so that the clock has its turn.
    """
    ends = time.monotonic() + SECONDS_AT_ONCE
    while (last := _move_batch(category_id, after)) is not None:
        after = last
        if time.monotonic() > ends:
            a_moment_later = timezone.now() + timedelta(seconds=1)
            reschedule_category.using(run_after=a_moment_later).enqueue(category_id, after)
            return


def _move_batch(category_id, after):
    """Where the next batch begins, or None after the last."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, {"category": category_id, "after": after, "limit": MOVED_AT_ONCE})
        return cursor.fetchone()[0]


_TABLES = {
    "article": Article._meta.db_table,
    "category": Category._meta.db_table,
    "review": Review._meta.db_table,
}
# The last day of a shorter month stands for a day that it does not have, as in Python.
_MOVE = """
WITH batch AS (
    SELECT id, last_review_id, category_id FROM {article}
    WHERE category_id = %(category)s AND id > %(after)s
    ORDER BY id LIMIT %(limit)s
), moved AS (
    UPDATE {article} SET review_due_on = dates.due_on
    FROM (
        SELECT batch.id, review.id AS review_id, ((review.decided_at AT TIME ZONE 'UTC')::date
            + make_interval(months => category.review_interval))::date AS due_on
        FROM batch
        JOIN {review} review ON review.id = batch.last_review_id
        JOIN {category} category ON category.id = batch.category_id
    ) AS dates
    WHERE {article}.id = dates.id AND {article}.last_review_id = dates.review_id
        AND {article}.category_id = %(category)s AND {article}.review_interval IS NULL
        AND {article}.review_due_on IS DISTINCT FROM dates.due_on
    RETURNING 1
)
SELECT (SELECT max(id) FROM batch HAVING count(*) = %(limit)s)
""".format(**_TABLES)


# --- the queue


@dataclass(frozen=True)
class Key:
    """Where the queue goes on: after the article with these facts."""

    risk: int
    reads: int
    due_on: date
    article_id: int

    def __str__(self):
        return f"{self.risk}.{self.reads}.{self.due_on:%Y%m%d}.{self.article_id}"

    @classmethod
    def parse(cls, text: str) -> "Key | None":
        """The key that was written so; None for anything else."""
        parts = text.split(".")
        if len(parts) != 4 or not all(p.isascii() and p.isdigit() and len(p) < 19 for p in parts):
            return None
        try:
            day = date.fromisoformat(parts[2])
        except ValueError:
            return None
        return cls(min(int(parts[0]), max(Risk)), int(parts[1]), day, int(parts[3]))

    def rest(self) -> Q:
        """What stands after it, in the queue's order."""
        same_day = Q(review_due_on=self.due_on, pk__gt=self.article_id)
        later = Q(review_due_on__gt=self.due_on) | same_day
        less_read = Q(reads__lt=self.reads) | Q(reads=self.reads) & later
        return Q(risk__lt=self.risk) | Q(risk=self.risk) & less_read


@dataclass(frozen=True)
class Offer:
    label: str
    url: str


@dataclass(frozen=True)
class Row:
    """One article that is due, as plain values."""

    article_id: int
    title: str
    url: str
    category: str
    risk: str
    reads: int
    due_on: date
    days_overdue: int  # negative before the day
    owner: str
    deputy: str
    steps: list[Offer]
    key: Key


def sees_all(user) -> bool:
    """Whether this person looks after reviews in general, not only after articles of their own."""
    return user.has_perm("articles.view_any_article") or user.has_perm(
        "articles.mark_reviewed_unchanged_article"
    )


def queue(user, limit: int, *, mine: bool | None = None, after: Key | None = None) -> list[Row]:
    """What is due, the most dangerous and most read first; one query.

    `mine` are the articles that this person owns or deputises; where it is not said, it is so for
    those who do not look after reviews in general.
    """
    return [row(user, article) for article in queued(user, limit, mine=mine, after=after)]


def queued(user, limit: int, *, mine: bool | None = None, after: Key | None = None) -> QuerySet:
    """The articles of the queue, with what a row tells of them."""
    due = due_for(user, mine).annotate(reads=Coalesce("read_total__total", Value(0)))
    if after is not None:
        due = due.filter(after.rest())
    first = due.order_by(*ORDER).values("pk")[:limit]
    articles = (
        Article.objects.filter(pk__in=first)
        .annotate(reads=Coalesce("read_total__total", Value(0)))
        .select_related("live", "category", "owner", "deputy")
        .defer(*_TEXTS)
    )
    return articles.order_by(*ORDER)


def count(user, *, mine: bool | None = None) -> int:
    """How many are due; no further than MOST_COUNTED."""
    return due_for(user, mine).order_by().values("pk")[:MOST_COUNTED].count()


def due_for(user, mine: bool | None = None) -> QuerySet:
    """Everything that is due for this person, in no order."""
    due = Article.objects.published().filter(review_due_on__lte=timezone.localdate() + SOON)
    if mine or not sees_all(user):
        return due.filter(Q(owner=user) | Q(deputy=user))
    return due


_TEXTS = (
    "body",
    "live__body_html",
    "live__plain_text",
    "live__sources",
    "live__headings",
    "live__manuscript",
)


def row(user, article: Article) -> Row:
    return Row(
        article_id=article.pk,
        title=article.live.title,
        url=_where(user, article),
        category=article.category.name,
        risk=article.get_risk_display(),
        reads=article.reads,
        due_on=article.review_due_on,
        days_overdue=(timezone.localdate() - article.review_due_on).days,
        owner=str(article.owner or ""),
        deputy=str(article.deputy or ""),
        steps=_offered(user, article),
        key=Key(article.risk, article.reads, article.review_due_on, article.pk),
    )


def _where(user, article):
    """The article's page on the desk, or its public page where a manuscript is not for them."""
    of_theirs = user.pk in (article.owner_id, article.deputy_id)
    if of_theirs or article.stage != Stage.DRAFT or user.has_perm("articles.view_any_article"):
        return reverse("admin:articles_article_change", args=[article.pk])
    return article.get_absolute_url()


def _offered(user, article):
    """The steps that lead out of the queue; their own page says why one is not possible after all.

    Nobody is sent to sign a text of their own: that much is known without asking again.
    """
    verbs = [verb for verb in OFFERED if _may_be_possible(user, verb, article)]
    return [Offer(STEPS[verb].label, _address(article, verb)) for verb in verbs]


def _may_be_possible(user, verb, article):
    step = STEPS[verb]
    if not user.has_perm(step.permission) or article.stage not in step.moves:
        return False
    if verb == CONFIRM:
        return article.stage == Stage.PUBLISHED and user.pk not in article.live.contributors
    return True


def _address(article, verb):
    if verb == CONFIRM:
        return reverse("admin:articles_article_review", args=[article.pk])
    return reverse("admin:articles_article_step", args=[article.pk, verb])
