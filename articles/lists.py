"""Lists of public articles, paged by key: how deep a reader goes costs nothing more.

A list has one language, that of the page that it stands on.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import Q

from articles import languages
from articles.models import Article

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
LONGEST_NAME = 200


class BadKey(ValueError):
    """The `after` of an address that no list has given out."""


@dataclass(frozen=True)
class Key:
    """Where a list goes on: after the row with this moment and this article."""

    moment: datetime
    article_id: int

    def __str__(self):
        return f"{(self.moment - EPOCH) // MICROSECOND}.{self.article_id}"

    @classmethod
    def parse(cls, text: str) -> "Key | None":
        if not text:
            return None
        moment, _, article_id = text.partition(".")
        if not (_is_number(moment) and _is_number(article_id)):
            raise BadKey(text[:50])
        return cls(EPOCH + int(moment) * MICROSECOND, int(article_id))


@dataclass(frozen=True)
class NamePlace:
    """Where a list in the order of names goes on: after the row with this name and id."""

    name: str
    pk: int

    def __str__(self):
        return f"{self.pk}.{self.name}"

    @classmethod
    def parse(cls, text: str) -> "NamePlace | None":
        if not text:
            return None
        pk, _, name = text.partition(".")
        if not is_id(pk) or len(name) > LONGEST_NAME:
            raise BadKey(text[:50])
        return cls(name, int(pk))

    def rest(self, name: str) -> Q:
        """What stands after it, in the order of this field and the id."""
        after = Q(**{f"{name}__gt": self.name}) | Q(pk__gt=self.pk)
        return Q(**{f"{name}__gte": self.name}) & after


def newest(rows, moment: str, article: str, after: Key | None, most: int = 0):
    """One page of rows by (moment, article) descending, and one more to see whether it goes on."""
    if after is not None:
        rows = rows.filter(
            Q(**{f"{moment}__lte": after.moment})
            & (Q(**{f"{moment}__lt": after.moment}) | Q(**{f"{article}__lt": after.article_id}))
        )
    return rows.order_by(f"-{moment}", f"-{article}")[: (most or settings.PAGE_SIZE) + 1]


def on_shelves(category_ids: list[int], after: Key | None, most: int = 0):
    """Keys of the newest public articles of several categories, each through its own index."""
    public = Article.objects.published().in_language(languages.current())
    first, *rest = (
        newest(public.filter(category=pk), "published_at", "id", after, most).values_list(
            "published_at", "id"
        )
        for pk in category_ids
    )
    if not rest:
        return list(first)
    together = first.union(*rest, all=True).order_by("-published_at", "-id")
    return list(together[: (most or settings.PAGE_SIZE) + 1])


def of_pairs(pairs, article: str, after: Key | None, most: int = 0):
    """Keys of the newest public articles among tag pairs or authorships."""
    live = pairs.filter(live_since__isnull=False, language=languages.current())
    keys = newest(live, "live_since", article, after, most)
    return list(keys.values_list("live_since", article))


def page_of(keys: list[tuple]) -> tuple[list[Article], Key | None]:
    """The articles of the first PAGE_SIZE keys, in that order, and where the list goes on."""
    shown = keys[: settings.PAGE_SIZE]
    ids = [pk for _, pk in shown]
    found = Article.objects.published().with_card().in_bulk(ids) if ids else {}
    more = Key(*shown[-1]) if len(keys) > len(shown) else None
    return [found[pk] for pk in ids if pk in found], more


def is_id(text) -> bool:
    """Whether this is written as a row's id: what a database takes without an error."""
    return isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 19


def _is_number(text):
    return text.isascii() and text.isdigit() and len(text) <= 17
