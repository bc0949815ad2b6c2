"""Which other articles a reader may want next: those that share most tags, else the same shelf."""

from django.db import connection

from articles import due
from articles.models import Article, TaggedArticle

SHOWN = 4
LOOKED_AT = 2 * SHOWN
LOOKED_AT_PER_TAG = 30

# Each tag gives its newest few through its own index, so a tag on half the site costs no more.
_SHARING = f"""
SELECT pair.content_object_id
FROM unnest(%s::bigint[]) AS tag CROSS JOIN LATERAL (
    SELECT content_object_id, live_since FROM {TaggedArticle._meta.db_table}
    WHERE tag_id = tag AND language = %s AND live_since IS NOT NULL AND content_object_id <> %s
    ORDER BY live_since DESC, content_object_id DESC LIMIT {LOOKED_AT_PER_TAG}
) AS pair
GROUP BY pair.content_object_id, pair.live_since
ORDER BY count(*) DESC, pair.live_since DESC LIMIT {LOOKED_AT}
"""


def related_to(article: Article, tag_ids: list[int]) -> list[Article]:
    """At most SHOWN public articles; two queries with tags, one without.

    Those whose review is long overdue are left out of the few that are looked at.
    """
    public = Article.objects.published().in_language(article.language).with_card()
    if tag_ids:
        with connection.cursor() as cursor:
            cursor.execute(_SHARING, [tag_ids, article.language, article.pk])
            ids = [row[0] for row in cursor.fetchall()]
        found = public.in_bulk(ids) if ids else {}
        near = [found[pk] for pk in ids if pk in found]
    else:
        same_shelf = public.filter(category=article.category_id).exclude(pk=article.pk)
        near = same_shelf.order_by("-published_at", "-id")[:LOOKED_AT]
    return [other for other in near if not due.overdue_notice(other)][:SHOWN]
