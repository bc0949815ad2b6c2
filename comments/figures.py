"""What moderators did in a week, as figures. The worker folds them; pages only read the weeks.

How long a decision took is the time that the comment stood in the queue. Agreement is measured by
second looks (`comments.second_looks`): of two judgements on one comment, made without knowing of
each other, how many were the same. Decisions that were taken back or overturned are told beside
it, and not counted in.
"""

from datetime import UTC, date, datetime, time, timedelta

from django.db import connection
from django.utils import timezone

from comments import spam
from comments.models import Week

WEEK = timedelta(days=7)
FILTER_OVER = timedelta(days=28)
SHOWN = 12
SETTLED = ("approved", "rejected", "masked")

_OF_EVENTS = """
    SELECT
        count(*) FILTER (WHERE verb = 'approved') AS approved,
        count(*) FILTER (WHERE verb = 'rejected') AS rejected,
        count(*) FILTER (WHERE verb = 'masked') AS masked,
        count(*) FILTER (WHERE verb = 'escalated') AS escalated,
        count(*) FILTER (WHERE verb = 'undone') AS undone,
        count(*) FILTER (WHERE verb IN ('warned', 'muted', 'banned')) AS sanctions,
        count(*) FILTER (WHERE verb IN ('upheld', 'overturned')) AS appeals,
        count(*) FILTER (WHERE verb = 'overturned') AS overturned,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) AS median_wait,
        percentile_cont(0.9) WITHIN GROUP (ORDER BY waited) AS longest_wait
    FROM (
        SELECT verb, CASE WHEN verb IN ('approved', 'rejected', 'masked')
            THEN (facts ->> 'waited')::float END AS waited
        FROM comments_commentevent
        WHERE happened_at >= %(start)s AND happened_at < %(end)s AND verb IN (
            'approved', 'rejected', 'masked', 'escalated', 'undone', 'warned', 'muted', 'banned',
            'lifted', 'appealed', 'upheld', 'overturned'
        )
    ) AS done
"""
_OF_LOOKS = """
    SELECT count(*) AS second_looks, count(*) FILTER (WHERE approved = would_approve) AS agreed
    FROM comments_secondlook WHERE judged_at >= %(start)s AND judged_at < %(end)s
"""


def fold() -> None:
    """Run by the clock: this week so far; and the last one, which may have ended since."""
    this = monday_of(timezone.localdate())
    fold_week(this - WEEK)
    fold_week(this, with_filter=True)


def fold_week(monday: date, *, with_filter: bool = False) -> Week:
    """The same week folded again gives the same. The filter's errors are those of the four weeks
    up to now, so they are taken only while the week lasts."""
    start = datetime.combine(monday, time.min, tzinfo=UTC)
    span = {"start": start, "end": start + WEEK}
    figures = {**_ask(_OF_EVENTS, span), **_ask(_OF_LOOKS, span)}
    if with_filter:
        figures |= vars(spam.error_rates(timezone.now() - FILTER_OVER))
    week, _made = Week.objects.update_or_create(monday=monday, defaults=figures)
    return week


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(most: int = SHOWN) -> list[Week]:
    """The latest weeks, the oldest of them first."""
    return list(reversed(Week.objects.order_by("-monday")[:most]))


def share(part: int, whole: int) -> float | None:
    """In percent; of nothing there is no share."""
    return 100 * part / whole if whole else None


def _ask(sql, span):
    with connection.cursor() as cursor:
        cursor.execute(sql, span)
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))
