"""What a public page shows beside its text, gathered with the article's own row in one query."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject
from django.utils.dateparse import parse_datetime

from articles.models.editorial_notice import EditorialNotice
from articles.models.tag import Tag, TaggedArticle

MOST_NOTICES = 100
NOTICE_FIELDS = ("id", "kind", "text", "revision_id", "published_at", "lifted_at", "lifted_reason")
MOMENTS = ("published_at", "lifted_at")


def found_tags():
    """The tags of each article, for `tags_of`."""
    tagged = TaggedArticle.objects.filter(content_object=OuterRef("pk")).order_by("id")
    return ArraySubquery(
        tagged.values(found=JSONObject(id="tag_id", name="tag__name", slug="tag__slug"))
    )


def found_notices():
    """The newest notices of each article, for `notices_of`."""
    notices = EditorialNotice.objects.filter(article=OuterRef("pk"))
    newest = notices.order_by("-published_at", "-id")[:MOST_NOTICES]
    return ArraySubquery(newest.values(found=JSONObject(**{n: n for n in NOTICE_FIELDS})))


def found_editions():
    """The public editions of each article's family, the source among them, itself too."""
    article = EditorialNotice._meta.get_field("article").related_model
    source = Coalesce(OuterRef("translation_of"), OuterRef("pk"))
    family = article.objects.published().filter(Q(pk=source) | Q(translation_of=source))
    return ArraySubquery(
        family.order_by("language").values(
            found=JSONObject(
                id="id",
                language="language",
                slug="slug",
                category="category__slug",
                title="live__title",
                source="translation_of",
            )
        )
    )


def tags_of(article) -> list[Tag]:
    return [Tag(**fields) for fields in article.found_tags]


def notices_of(article) -> list[EditorialNotice]:
    """The newest first; asked for now where the article came without them."""
    if not hasattr(article, "found_notices"):
        rows = EditorialNotice.objects.filter(article=article)
        return list(rows.order_by("-published_at", "-id")[:MOST_NOTICES])
    return [_notice(fields) for fields in article.found_notices]


def _notice(fields):
    moments = {name: fields[name] and parse_datetime(fields[name]) for name in MOMENTS}
    return EditorialNotice(**{**fields, **moments})
