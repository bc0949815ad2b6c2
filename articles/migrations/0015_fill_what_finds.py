"""What lists know of articles that were public before there were these lists."""

from django.db import connection, migrations

from articles import alphabet
from articles.search import fold

AT_ONCE = 1000

REVIEWS = """
INSERT INTO articles_livereview
    (article_id, review_id, reviewed_at, reviewed_by_id, is_demonstration)
SELECT article.id, whole.id, whole.decided_at, whole.decided_by_id, whole.is_demonstration
FROM articles_article AS article
JOIN articles_review AS signed ON signed.id = article.live_review_id
JOIN articles_review AS whole ON whole.id = coalesce(signed.basis_id, signed.id)
WHERE article.live_id IS NOT NULL AND article.withdrawn_at IS NULL
    AND article.id > %s AND article.id <= %s
ON CONFLICT DO NOTHING
"""
WORDS = """
INSERT INTO articles_titleword (article_id, word, live_since)
SELECT id, unnest(tsvector_to_array(to_tsvector('english', names))), since
FROM unnest(%s::bigint[], %s::text[], %s::timestamptz[]) AS live (id, names, since)
ON CONFLICT DO NOTHING
"""


def fill(apps, schema_editor):
    """By batches, so that a large site is filled in steps that need little memory."""
    for tag in apps.get_model("articles", "Tag").objects.only("name").iterator():
        tag.sort_key = alphabet.sort_key(tag.name)
        tag.save(update_fields=["sort_key"])
    articles = apps.get_model("articles", "Article").objects.filter(
        live__isnull=False, withdrawn_at__isnull=True
    )
    facts = ("pk", "live__title", "live__also_known_as", "published_at")
    after = 0
    while rows := list(articles.filter(pk__gt=after).order_by("pk").values_list(*facts)[:AT_ONCE]):
        apps.get_model("articles", "Headword").objects.bulk_create(
            [headword for row in rows for headword in headwords(apps, *row[:3])],
            ignore_conflicts=True,
        )
        ids, titles, others, moments = zip(*rows, strict=True)
        names = [fold(" ".join([t, *more])) for t, more in zip(titles, others, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(WORDS, [list(ids), names, list(moments)])
            cursor.execute(REVIEWS, [after, ids[-1]])
        after = ids[-1]


def headwords(apps, pk, title, others):
    made = {}
    for name in (title, *others):
        if (key := alphabet.sort_key(name)) and key not in made:
            made[key] = apps.get_model("articles", "Headword")(
                article_id=pk,
                name=name,
                is_title=name == title,
                letter=alphabet.letter(key),
                sort_key=key,
            )
    return made.values()


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0014_finding")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
