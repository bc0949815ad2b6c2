"""What a public page shows beside its text, gathered with the article's own row in one query."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import Coalesce, JSONObject
from django.utils.dateparse import parse_datetime

from articles import codes
from articles.models.article_code import ArticleCode
from articles.models.editorial_notice import EditorialNotice
from articles.models.tag import Tag, TaggedArticle

MOST_NOTICES = 100
NOTICE_FIELDS = ("id", "kind", "text", "revision_id", "published_at", "lifted_at", "lifted_reason")
CODE_FIELDS = ("system", "value", "label")
NOT_ON_A_CARD = (
    "live__body_html",
    "live__plain_text",
    "live__sources",
    "live__headings",
    "live__claims",
    "live__key_facts",
    "live__glossary",
    "live__manuscript",
)
MOMENTS = ("published_at", "lifted_at")


def page_parts():
    """Everything beside the text, by the names under which the article then has it."""
    return {
        "found_tags": found_tags(),
        "found_notices": found_notices(),
        "found_codes": found_codes(),
        "found_editions": found_editions(),
        "reviewer_slug": reviewer_slug(),
        "reviewed_number": F("live_review__basis__revision__number"),
    }


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


def found_codes():
    """The clinical codes of each article, for `codes_of`."""
    rows = ArticleCode.objects.filter(article=OuterRef("pk")).order_by("system", "value")
    return ArraySubquery(rows.values(found=JSONObject(**{name: name for name in CODE_FIELDS})))


def reviewer_slug():
    """The last part of the address of whose whole review the live text stands on."""
    return Coalesce(F("live_review__basis__decided_by__slug"), F("live_review__decided_by__slug"))


def codes_of(article) -> list[codes.Code]:
    """In the order of their systems; asked for now where the article came without them."""
    if hasattr(article, "found_codes"):
        rows = article.found_codes
    else:
        rows = ArticleCode.objects.filter(article=article).values(*CODE_FIELDS)
    made = [codes.code(**fields) for fields in rows]
    order = list(codes.SYSTEMS)
    return sorted(made, key=lambda code: (order.index(code.system), code.value))


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
