"""What was learned: counted in the database, on top of a small seed that is part of the code.

The table is bounded: what has not been learned again for longest is forgotten first.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from comments.models import Comment, CommentState, SpamToken

from .arithmetic import HELD_FROM, Seen, score
from .tokens import tokens

SEED = Path(__file__).parent / "seed"
WHOLE = ""  # the row that counts comments
MOST_KEPT = 200_000
FORGOTTEN_AT_ONCE = 5_000


def judge(text: str) -> float:
    """How likely it is spam, 0 to 1: one question to the database."""
    told = tokens(text)
    rows = SpamToken.objects.filter(token__in=[WHOLE, *told]).values_list("token", "spam", "honest")
    learned = {token: Seen(spam, honest) for token, spam, honest in rows}
    seen = added(seed_counts(), learned, [WHOLE, *told])
    return score(told, seen, seen[WHOLE])


def learn(text: str, spam: bool) -> None:
    """A moderator decided: this is spam, or it is not."""
    _count(text, spam, 1)


def unlearn(text: str, spam: bool) -> None:
    """The decision was taken back."""
    _count(text, spam, -1)


@dataclass(frozen=True)
class ErrorRates:
    """Of the comments that moderators decided: what the filter held wrongly, and what it missed."""

    honest: int
    honest_held: int
    spam: int
    spam_let_through: int


def error_rates(since: datetime) -> ErrorRates:
    """By the scores from when they were posted. Spam is what was removed after the filter held it,
    or for a reason that says so (the record of the decision has `"spam": true` among its facts)."""
    decided = Comment.objects.filter(settled_at__gte=since, spam_score__isnull=False).order_by()
    is_spam = Q(state=CommentState.REJECTED) & (
        Q(spam_score__gte=HELD_FROM) | Q(events__facts__spam=True)
    )
    honest, held = Q(state=CommentState.SHOWN), Q(spam_score__gte=HELD_FROM)
    counts = decided.aggregate(
        honest=Count("pk", filter=honest, distinct=True),
        honest_held=Count("pk", filter=honest & held, distinct=True),
        spam=Count("pk", filter=is_spam, distinct=True),
        spam_let_through=Count("pk", filter=is_spam & ~held, distinct=True),
    )
    return ErrorRates(**counts)


def tidy() -> None:
    """Run by the clock: forget the words that were not learned again for longest."""
    with connection.cursor() as cursor:
        cursor.execute(_TIDY, {"kept": MOST_KEPT, "most": FORGOTTEN_AT_ONCE})


# What stands beyond the newest so many rows; the row that counts comments always stays.
_TIDY = """
    DELETE FROM comments_spamtoken WHERE token IN (
        SELECT token FROM comments_spamtoken WHERE token <> ''
        ORDER BY seen_on, token LIMIT LEAST(%(most)s, GREATEST(0, (
            SELECT reltuples::bigint FROM pg_class WHERE oid = 'comments_spamtoken'::regclass
        ) - %(kept)s))
    )
"""


@lru_cache(maxsize=1)
def seed_counts() -> dict[str, Seen]:
    """What comes with the code, so that the filter works on its first day."""
    return counts_of(_lines("spam.txt"), _lines("honest.txt"))


def counts_of(spam: list[str], honest: list[str]) -> dict[str, Seen]:
    """Both kinds of comments, counted as `learn` counts them."""
    return counted([tokens(text) for text in spam], [tokens(text) for text in honest])


def counted(spam: list[frozenset[str]], honest: list[frozenset[str]]) -> dict[str, Seen]:
    """The same of comments of which only the tokens are known."""
    bad = Counter(token for told in spam for token in told)
    good = Counter(token for told in honest for token in told)
    counts = {token: Seen(bad[token], good[token]) for token in bad | good}
    return counts | {WHOLE: Seen(len(spam), len(honest))}


def added(one: Mapping[str, Seen], other: Mapping[str, Seen], names: Iterable[str]):
    """The counts of these names in both together."""
    pairs = ((name, one.get(name, Seen()), other.get(name, Seen())) for name in names)
    return {name: Seen(a.spam + b.spam, a.honest + b.honest) for name, a, b in pairs}


def _lines(name):
    return [line for line in (SEED / name).read_text(encoding="utf-8").splitlines() if line]


def _count(text, spam, by):
    """All rows in one order, so that two who learn at once wait for each other and no more."""
    told = sorted([WHOLE, *tokens(text)])
    facts = {"tokens": told, "spam": by * spam, "honest": by * (not spam)}
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {**facts, "today": timezone.now().date()})


_COUNT = """
    INSERT INTO comments_spamtoken AS t (token, spam, honest, seen_on)
    SELECT token, GREATEST(0, %(spam)s), GREATEST(0, %(honest)s), %(today)s
    FROM unnest(%(tokens)s::text[]) AS token ORDER BY token
    ON CONFLICT (token) DO UPDATE SET
        spam = GREATEST(0, t.spam + %(spam)s),
        honest = GREATEST(0, t.honest + %(honest)s),
        seen_on = excluded.seen_on
"""
