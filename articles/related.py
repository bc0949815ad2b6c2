"""Which other articles a reader may want next: the editors' choice, then what shares most with it.

Only what is in the language of the article. Shared codes count before shared tags, and these
before shared words of the titles; where nothing is shared, the newest of the same shelf stand in.
What is withdrawn or overdue for review is never among them, whoever chose it.
"""

from datetime import datetime

from django.db import connection
from django.utils import timezone

from articles.models import Article, ArticleCode, RelatedPick, TaggedArticle, TitleWord
from articles.search import fold

SHOWN = 4
# Words that stand in titles of every kind, and say nothing of what a text is about.
GENERIC = (
    "about after before begin care cause check condition day do first get guide health help how "
    "know learn live make mean need number people problem read safe sign start symptom take tell "
    "test thing tip treatment type use way work"
)
LOOKED_AT = 30  # newest articles for each code, tag and word, through its own index


def related_to(article: Article) -> list[Article]:
    """At most SHOWN public articles; two queries, one where there are none."""
    ids = ranked(article)
    found = Article.objects.published().with_card().in_bulk(ids) if ids else {}
    near = [found[pk] for pk in ids if pk in found]
    return [other for other in near if not _is_overdue(other)]


def _is_overdue(article):
    due = article.review_due_on if article.live_review_id else None
    return due is not None and due <= timezone.localdate()


def ranked(article: Article) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_RANKED, parameters(article))
        return [row[0] for row in cursor.fetchall()]


def parameters(article: Article) -> dict:
    return {
        "article": article.pk,
        "category": article.category_id,
        "language": article.language,
        "generic": GENERIC,
        "today": timezone.localdate(),
    }


def refresh(article: Article, since: datetime | None) -> None:
    """Keep the words by which the article is near others; `since` is None where it is not public.

    Stems as search has them of titles and other names.
    """
    names = [article.live.title, *article.live.also_known_as] if since else []
    values = {
        "article": article.pk,
        "language": article.language,
        "names": fold(" ".join(names)),
        "since": since,
    }
    with connection.cursor() as cursor:
        cursor.execute(_REFRESH, values)


_REFRESH = f"""
WITH words AS (
    SELECT unnest(tsvector_to_array(to_tsvector('english', %(names)s))) AS word
), gone AS (
    DELETE FROM {TitleWord._meta.db_table} WHERE article_id = %(article)s
        AND word NOT IN (SELECT word FROM words)
)
INSERT INTO {TitleWord._meta.db_table} (article_id, language, word, live_since)
SELECT %(article)s, %(language)s, word, %(since)s FROM words
ON CONFLICT (article_id, word) DO NOTHING
"""

# Each code, tag and word gives its newest few, so one on half of the site costs no more than one
# on two pages. A word counts the less the more articles have it, as far as was looked.
_RANKED = f"""
WITH picks AS (
    SELECT other_id AS id, position FROM {RelatedPick._meta.db_table}
    WHERE article_id = %(article)s
), coded AS (
    SELECT near.article_id AS id FROM {ArticleCode._meta.db_table} AS own
    CROSS JOIN LATERAL (
        SELECT article_id FROM {ArticleCode._meta.db_table}
        WHERE system = own.system AND value = own.value AND live_since IS NOT NULL
            AND article_id <> %(article)s
        ORDER BY live_since DESC, article_id DESC LIMIT {LOOKED_AT}
    ) AS near WHERE own.article_id = %(article)s
), tagged AS (
    SELECT near.content_object_id AS id FROM {TaggedArticle._meta.db_table} AS own
    CROSS JOIN LATERAL (
        SELECT content_object_id FROM {TaggedArticle._meta.db_table}
        WHERE tag_id = own.tag_id AND language = %(language)s AND live_since IS NOT NULL
            AND content_object_id <> %(article)s
        ORDER BY live_since DESC, content_object_id DESC LIMIT {LOOKED_AT}
    ) AS near WHERE own.content_object_id = %(article)s
), worded AS (
    SELECT near.article_id AS id, near.weight FROM {TitleWord._meta.db_table} AS own
    CROSS JOIN LATERAL (
        SELECT article_id, 1.0 / count(*) OVER () AS weight FROM (
            SELECT article_id FROM {TitleWord._meta.db_table}
            WHERE language = %(language)s AND word = own.word AND article_id <> %(article)s
            ORDER BY live_since DESC, article_id DESC LIMIT {LOOKED_AT}
        ) AS few
    ) AS near WHERE own.article_id = %(article)s
        AND own.word <> ALL (tsvector_to_array(to_tsvector('english', %(generic)s)))
), shelved AS (
    SELECT id FROM {Article._meta.db_table}
    WHERE language = %(language)s AND category_id = %(category)s
        AND live_id IS NOT NULL AND withdrawn_at IS NULL
        AND id <> %(article)s
    ORDER BY published_at DESC, id DESC LIMIT {LOOKED_AT}
), scored AS (
    SELECT id, min(position) AS position, sum(codes) AS codes, sum(tags) AS tags,
        sum(words) AS words
    FROM (
        SELECT id, position, 0 AS codes, 0 AS tags, 0.0 AS words FROM picks
        UNION ALL SELECT id, NULL, 1, 0, 0 FROM coded
        UNION ALL SELECT id, NULL, 0, 1, 0 FROM tagged
        UNION ALL SELECT id, NULL, 0, 0, weight FROM worded
        UNION ALL SELECT id, NULL, 0, 0, 0 FROM shelved
    ) AS found GROUP BY id
), allowed AS (
    SELECT scored.*, article.published_at,
        position IS NOT NULL OR codes > 0 OR tags > 0 OR words > 0 AS shares
    FROM scored JOIN {Article._meta.db_table} AS article USING (id)
    WHERE article.language = %(language)s
        AND article.live_id IS NOT NULL AND article.withdrawn_at IS NULL
        AND (article.live_review_id IS NULL OR article.review_due_on IS NULL
            OR article.review_due_on > %(today)s)
)
SELECT id FROM allowed WHERE shares OR NOT EXISTS (SELECT 1 FROM allowed WHERE shares)
ORDER BY position NULLS LAST, codes DESC, tags DESC, words DESC, published_at DESC, id DESC
LIMIT {SHOWN}
"""
