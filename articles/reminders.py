"""Notices before a review is due: 60, 30 and 7 days before the day, and on it.

Each is sent once for an article and a date, whoever else runs this: its row in ReviewReminder is
written in the transaction that tells. After an outage only the nearest notice is sent.
"""

from collections import defaultdict
from datetime import date, timedelta

from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, ReviewReminder
from articles.notifications import tell

REMINDED_BEFORE = (60, 30, 7, 0)  # days
BATCH = 500
MOST_BATCHES = 10  # at one time; the rest is told an hour later
MOST_NAMED = 20  # articles in one notice


def remind() -> int:
    """Run by the clock. Returns for how many articles somebody was told."""
    today, told = timezone.localdate(), 0
    for days, nearer in zip(REMINDED_BEFORE, (*REMINDED_BEFORE[1:], None), strict=True):
        first = today + timedelta(days=nearer + 1) if nearer is not None else date.min
        for _ in range(MOST_BATCHES):
            batch = _remind_batch(days, first, today + timedelta(days=days))
            told += batch
            if batch < BATCH:
                break
    return told


def _remind_batch(days, first, last) -> int:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(_CLAIM, {"days": days, "first": first, "last": last, "limit": BATCH})
            ids = [row[0] for row in cursor.fetchall()]
        _tell_of(ids)
    return len(ids)


# Of two workers that claim the same notice, the second waits for the first and then has nothing.
_CLAIM = f"""
INSERT INTO {ReviewReminder._meta.db_table} (article_id, due_on, days)
SELECT id, review_due_on, %(days)s FROM {Article._meta.db_table} article
WHERE live_id IS NOT NULL AND withdrawn_at IS NULL
    AND review_due_on BETWEEN %(first)s AND %(last)s
    AND (owner_id IS NOT NULL OR deputy_id IS NOT NULL)
    AND NOT EXISTS (
        SELECT FROM {ReviewReminder._meta.db_table} told
        WHERE told.article_id = article.id AND told.due_on = article.review_due_on
            AND told.days = %(days)s
    )
ORDER BY review_due_on, id LIMIT %(limit)s
ON CONFLICT DO NOTHING RETURNING article_id
"""


def _tell_of(ids):
    """One notice for each person, however many of their articles are due."""
    articles = Article.objects.filter(pk__in=ids).select_related("owner", "deputy", "live")
    articles = articles.defer("body", "live__body_html", "live__plain_text", "live__manuscript")
    by_person = defaultdict(list)
    for article in articles.order_by("review_due_on", "pk"):
        for person in {article.owner, article.deputy} - {None}:
            by_person[person].append(article)
    for person, due in by_person.items():
        tell([person], subject=_subject(due), text=_text(due), path=_path(due))


def _subject(due):
    if len(due) > 1:
        return f"{len(due):,} articles are due for review"
    return f"Due for review on {due[0].review_due_on:%-d %B %Y}: {due[0].live.title}"


def _text(due):
    named = [f"- {a.live.title}: {_when(a.review_due_on)}" for a in due[:MOST_NAMED]]
    if more := len(due) - len(named):
        named.append(f"- and {more:,} more")
    return "\n".join(
        [
            "You look after what is to be reviewed again:",
            "",
            *named,
            "",
            "If the text still holds, a clinician reviews it again, unchanged. If not, start a "
            "correction. Ninety days after the day, readers are told that the page may be out of "
            "date.",
        ]
    )


def _when(due_on):
    left = (due_on - timezone.localdate()).days
    day = f"{due_on:%-d %B %Y}"
    if left > 0:
        return f"due on {day}, in {left} {'day' if left == 1 else 'days'}"
    return f"due today, {day}" if left == 0 else f"was due on {day}"


def _path(due):
    if len(due) > 1:
        return reverse("admin:articles_article_due")
    return reverse("admin:articles_article_change", args=[due[0].pk])
