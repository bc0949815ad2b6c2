"""The desk's list of articles: filters and a pager whose cost does not grow with the table."""

import re

from django.contrib.admin import SimpleListFilter
from django.contrib.auth import get_user_model
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.core.paginator import Paginator
from django.db.models import Q
from django.utils.functional import cached_property

from articles.lists import is_id
from articles.models import Authorship, Stage
from articles.models.article import PUBLIC
from articles.shelves import Tree

MOST_ROWS = 1000
MOST_AUTHORS = 100
WORD = re.compile(r"\w+")


class BoundedPaginator(Paginator):
    """Counts at most MOST_ROWS + 1 rows, so neither the count nor the last page is ever slow."""

    @cached_property
    def count(self):
        ids = self.object_list.order_by().values("pk")[: MOST_ROWS + 1]
        return min(ids.count(), MOST_ROWS)


def search_titles(articles, text):
    """At most MOST_ROWS articles whose title or slug has words that begin so.

    Their ids are taken through the desk's own index first: sorted by date in the same query, a
    rare word could make PostgreSQL walk the whole table.
    """
    words = WORD.findall(text)[:10]
    if not words:
        return articles.none() if text.strip() else articles
    ids = with_words(articles, words).values_list("pk", flat=True)[:MOST_ROWS]
    return articles.filter(pk__in=list(ids))


def with_words(articles, words):
    prefixes = SearchQuery(
        " & ".join(f"{word}:*" for word in words), search_type="raw", config="simple"
    )
    vector = SearchVector("title", "slug", config="simple")
    return articles.order_by().annotate(desk_search=vector).filter(desk_search=prefixes)


class StageFilter(SimpleListFilter):
    title = "stage"
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return Stage.choices

    def queryset(self, request, queryset):
        return queryset.filter(stage=self.value()) if self.value() in Stage.values else queryset


class ReadersFilter(SimpleListFilter):
    title = "what readers see"
    parameter_name = "readers"
    conditions = {
        "public": PUBLIC,
        "exempt": PUBLIC & Q(live_exemption__isnull=False),
        "withdrawn": Q(withdrawn_at__isnull=False),
        "nothing": Q(live__isnull=True),
    }

    def lookups(self, request, model_admin):
        return [
            ("public", "Public"),
            ("exempt", "Public without review"),
            ("withdrawn", "Withdrawn"),
            ("nothing", "Not published yet"),
        ]

    def queryset(self, request, queryset):
        condition = self.conditions.get(self.value())
        return queryset.filter(condition) if condition else queryset


class CategoryFilter(SimpleListFilter):
    title = "category"
    parameter_name = "category"

    def lookups(self, request, model_admin):
        self.tree = Tree()
        return [(str(c.pk), "– " * depth + c.name) for c, depth in self.tree.walk()]

    def queryset(self, request, queryset):
        value = self.value() or ""
        if not is_id(value) or int(value) not in self.tree.all:
            return queryset
        return queryset.filter(category__in=self.tree.ids_below(self.tree.all[int(value)]))


class AuthorFilter(SimpleListFilter):
    title = "author"
    parameter_name = "author"

    def lookups(self, request, model_admin):
        people = get_user_model().objects.filter(roles__overlap=["author", "editor"])
        return [
            (str(pk), name)
            for pk, name in people.order_by("sort_key").values_list("pk", "display_name")[
                :MOST_AUTHORS
            ]
        ]

    def queryset(self, request, queryset):
        value = self.value() or ""
        if not is_id(value):
            return queryset
        return queryset.filter(pk__in=Authorship.objects.filter(user=value).values("article"))
