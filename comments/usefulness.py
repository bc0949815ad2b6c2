"""“Was this useful?”: answers are added as rows of their own, and counted by the clock.

No answer names a person, an address or a browser. What keeps a double click from counting twice is
a mark of the browser in the cache, which is gone after an hour and cannot be turned back.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import Q, Sum
from django.utils import timezone

from articles.models import Revision
from comments.masking import masked
from comments.models import Answer, DailyUsefulness, Sought

ONE_ANSWER_IN = 3600  # seconds
FOLDED_AT_ONCE = 10_000
SOUGHT_KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Count:
    yes: int = 0
    answers: int = 0

    def __str__(self):
        return f"useful {self.yes:,} of {self.answers:,}"


def say(revision: Revision, *, by: str, useful: bool) -> bool:
    """Count one answer; False where this browser has answered for this edition within the hour.
    `by` is the mark of the browser (`comments.limits.mark`)."""
    with transaction.atomic():
        if not cache.add(f"useful:{revision.pk}:{by}", 1, ONE_ANSWER_IN):
            return False
        Answer.objects.create(revision=revision, day=timezone.now().date(), useful=useful)
    return True


def keep_what_was_sought(revision: Revision, *, text: str, key) -> None:
    """Keep what a reader looked for, without addresses and numbers; the same form counts once."""
    facts = {"revision": revision, "text": masked(text), "day": timezone.now().date()}
    Sought.objects.get_or_create(key=key, defaults=facts)


def fold() -> int:
    """Run by the clock, one at a time: count the answers into their days; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLD, {"most": FOLDED_AT_ONCE})
        return cursor.fetchone()[0]


_FOLD = """
    WITH taken AS (
        DELETE FROM comments_answer WHERE id IN (
            SELECT id FROM comments_answer ORDER BY id LIMIT %(most)s FOR UPDATE SKIP LOCKED
        ) RETURNING revision_id, day, useful
    ), counted AS (
        INSERT INTO comments_dailyusefulness AS d (revision_id, day, yes, no)
        SELECT revision_id, day, COUNT(*) FILTER (WHERE useful), COUNT(*) FILTER (WHERE NOT useful)
        FROM taken GROUP BY revision_id, day ORDER BY revision_id, day
        ON CONFLICT (revision_id, day)
            DO UPDATE SET yes = d.yes + excluded.yes, no = d.no + excluded.no
    )
    SELECT COUNT(*) FROM taken
"""


def delete_what_is_old() -> None:
    """Run by the clock: words of readers are kept for a year."""
    Sought.objects.filter(day__lt=timezone.now().date() - SOUGHT_KEPT).delete()


def of_edition(revision_id: int | None) -> Count:
    found = DailyUsefulness.objects.filter(revision=revision_id)
    sums = found.aggregate(yes_ever=Sum("yes"), no_ever=Sum("no"))
    return _made(sums["yes_ever"], sums["no_ever"])


def of_article(article_id: int, live_id: int | None) -> tuple[Count, Count]:
    """What readers said of the present edition, and of all of them; in one question."""
    live = Q(revision=live_id)
    found = DailyUsefulness.objects.filter(revision__article=article_id).aggregate(
        yes_now=Sum("yes", filter=live),
        no_now=Sum("no", filter=live),
        yes_ever=Sum("yes"),
        no_ever=Sum("no"),
    )
    return _made(found["yes_now"], found["no_now"]), _made(found["yes_ever"], found["no_ever"])


def sought_in(revision_ids: Iterable[int], most: int) -> list[Sought]:
    return list(Sought.objects.filter(revision__in=revision_ids)[:most])


def _made(yes, no):
    return Count(yes or 0, (yes or 0) + (no or 0))
