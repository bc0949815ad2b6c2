"""What is read most: within a week, within a month, and since counting began.

The first two are added up by the worker's clock and kept in a small table; no page of a reader
ever adds up anything. Candidates are the CANDIDATES most read articles of each single day, found
through an index, so the work does not grow with the number of articles. (An article that is never
among a day's first thousand is not among the fifty of a month, unless tens of thousands of
others take turns.)
"""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from articles import languages
from articles.models import Article, DailyReads, RecentReads

WEEK, MONTH = 7, 30
SPANS = (WEEK, MONTH)
SHOWN = 50
KEPT = 2 * SHOWN  # some may be withdrawn before they are added up again
CANDIDATES = 1000


def add_up() -> None:
    """Run by the clock: the most read articles of the last days, today included (UTC)."""
    for days in SPANS:
        values = {"days": days, "since": timezone.now().date() - timedelta(days=days - 1)}
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {_RECENT} WHERE days = %(days)s", values)
            cursor.execute(_ADD_UP, values)


def most_read(days: int | None, most: int = SHOWN) -> list[Article]:
    """The public articles that were read most within 7 or 30 days, or (None) ever; two queries.

    Those in the language of the page.
    """
    here = languages.current()
    public = Article.objects.published().in_language(here).with_card()
    if days is None:
        read = public.filter(read_total__language=here, read_total__total__gt=0)
        return list(read.order_by("-read_total__total", "-read_total__article")[:most])
    rows = RecentReads.objects.filter(language=here, days=days).order_by("-reads", "-article")
    places = list(rows.values_list("article", flat=True)[:KEPT])
    found = public.in_bulk(places) if places else {}
    return [found[pk] for pk in places if pk in found][:most]


_RECENT = RecentReads._meta.db_table
_DAILY = DailyReads._meta.db_table
_ADD_UP = f"""
WITH candidates AS (
    SELECT DISTINCT few.article_id FROM generate_series(0, %(days)s - 1) AS later
    CROSS JOIN LATERAL (
        SELECT article_id FROM {_DAILY} WHERE day = %(since)s::date + later
        ORDER BY reads DESC, article_id DESC LIMIT {CANDIDATES}
    ) AS few
), added AS (
    SELECT article_id, sum(reads) AS reads FROM candidates JOIN {_DAILY} USING (article_id)
    WHERE day >= %(since)s GROUP BY article_id
), placed AS (
    SELECT article_id, language, reads, row_number() OVER (
        PARTITION BY language ORDER BY reads DESC, article_id DESC
    ) AS place
    FROM added JOIN {Article._meta.db_table} AS article ON article.id = article_id
)
INSERT INTO {_RECENT} (article_id, language, days, reads)
SELECT article_id, language, %(days)s, reads FROM placed WHERE place <= {KEPT}
"""
