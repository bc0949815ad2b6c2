"""Search over what is public. Every search goes through `find`, so every search is bounded."""

from dataclasses import dataclass

from django.conf import settings
from django.db import OperationalError, connection, transaction

from articles import languages, wording
from articles.models import Article, SearchEntry
from articles.search import Query

MOST_CANDIDATES = 1000


class SearchTooSlow(Exception):
    """The database gave up after SEARCH_TIMEOUT_MS."""


@dataclass(frozen=True)
class Found:
    ids: list[int]  # best first, at most MOST_CANDIDATES


def _within(words):
    """A query for these words in texts of one language; without a word that counts, for none."""
    return f"CASE WHEN numnode({words}) = 0 THEN ''::tsquery ELSE {words} && here END"


# Candidates come through the index in three tiers (all words in the title, all words, any word),
# so that a common word cannot crowd the best pages out before they are ranked.
_FIND = f"""
WITH query AS (SELECT {{any}} AS any_word, {{all}} AS all_words, %s::tsquery AS here),
titled AS (
    SELECT *, replace(all_words::text || ' ', ''' ', ''':A ')::tsquery AS all_in_title FROM query
),
words AS (
    SELECT any_word,
           {_within("all_in_title")} AS title_here,
           {_within("all_words")} AS all_here,
           {_within("any_word")} AS any_here
    FROM titled
),
candidates AS MATERIALIZED (
    SELECT article_id, min(tier) AS tier FROM (
        (SELECT article_id, 1 AS tier FROM {{entry}}, words WHERE vector @@ title_here
         LIMIT {MOST_CANDIDATES})
        UNION ALL
        (SELECT article_id, 2 FROM {{entry}}, words WHERE vector @@ all_here
         LIMIT {MOST_CANDIDATES})
        UNION ALL
        (SELECT article_id, 3 FROM {{entry}}, words WHERE vector @@ any_here
         LIMIT {MOST_CANDIDATES})
    ) AS tiers GROUP BY article_id ORDER BY min(tier) LIMIT {MOST_CANDIDATES}
)
SELECT article_id FROM candidates JOIN {{entry}} USING (article_id), words
ORDER BY ts_rank(vector, any_word, 1) * (CASE tier WHEN 1 THEN 4 WHEN 2 THEN 2 ELSE 1 END) DESC,
         article_id DESC
"""


def find(query: Query) -> Found:
    """Public articles in the language of the page with any of the words, best first."""
    if not query.words:
        return Found([])
    each, words = wording.asked(query, languages.current())
    sql = _FIND.format(
        any=" || ".join(each), all=" && ".join(each), entry=SearchEntry._meta.db_table
    )
    here = wording.mark_asked(languages.current())
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = %s", [settings.SEARCH_TIMEOUT_MS])
            cursor.execute(sql, [*words, *words, here])
            return Found([row[0] for row in cursor.fetchall()])
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", "") == "57014":  # query_canceled
            raise SearchTooSlow from error
        raise


def rows(ids: list[int]) -> list[Article]:
    """The public articles among `ids`, in that order, with the text that snippets are cut from."""
    found = (
        Article.objects.published()
        .select_related("live", "category", "live_review")
        .defer(
            "body",
            "live__body_html",
            "live__sources",
            "live__headings",
            "live__claims",
            "live__manuscript",
        )
        .in_bulk(ids)
    )
    return [found[pk] for pk in ids if pk in found]
