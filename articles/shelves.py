"""The tree of categories, read whole in one query: there are hundreds at most, not millions."""

import re
from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext

from articles import languages
from articles.models import Category


@dataclass(frozen=True)
class Link:
    """`language` is that of the name, where it may be another than the page's."""

    name: str
    url: str
    language: str = ""


@dataclass(frozen=True)
class Branch:
    """A category with its introduction, its paragraphs one by one, and what stands below it."""

    name: str
    url: str
    description: str
    introduction: list[str]
    children: list["Branch"]
    language: str = ""
    description_language: str = ""
    introduction_language: str = ""


@dataclass(frozen=True)
class Shelf:
    name: str
    url: str
    description: str
    children: list[Link]
    language: str = ""
    description_language: str = ""


class Tree:
    """All categories with their places; asked for when first needed, in one query."""

    @cached_property
    def all(self) -> dict[int, Category]:
        rows = Category.objects.defer("introduction", "introductions")
        return {category.pk: category for category in rows}

    @cached_property
    def introductions(self) -> dict[int, tuple[list[str], str]]:
        """Paragraphs and their language. Asked for apart: every page reads the tree, few these."""
        rows = Category.objects.exclude(introduction="", introductions={})
        found = {}
        for category in rows.only("introduction", "introductions"):
            text, language = category.introduction_in(languages.current())
            found[category.pk] = (paragraphs(text), language)
        return found

    @cached_property
    def _below(self):
        below = defaultdict(list)
        for category in self.all.values():
            below[category.parent_id].append(category)
        return below

    @cached_property
    def by_slug(self):
        return {category.slug: category for category in self.all.values()}

    def children(self, category: Category | None) -> list[Category]:
        return self._below[category.pk if category else None]

    def path(self, category: Category) -> list[Category]:
        """From the top of the tree down to this category."""
        way = [category]
        while way[0].parent_id and len(way) <= len(self.all):
            way.insert(0, self.all[way[0].parent_id])
        return way

    def ids_below(self, category: Category) -> list[int]:
        """The category and everything under it."""
        ids = [category.pk]
        for pk in ids:
            ids.extend(child.pk for child in self._below[pk] if child.pk not in ids)
        return ids

    def walk(self, category: Category | None = None, depth: int = 0):
        """Every category with its depth, in the order of the tree."""
        for child in self.children(category):
            yield child, depth
            yield from self.walk(child, depth + 1)

    def branch(self, category: Category) -> Branch:
        told = category.in_words(languages.current())
        introduction, its_language = self.introductions.get(category.pk, ([], ""))
        return Branch(
            told["name"][0],
            category.get_absolute_url(),
            told["description"][0],
            introduction,
            [self.branch(child) for child in self.children(category)],
            told["name"][1],
            told["description"][1],
            its_language,
        )

    def shelf(self, category: Category) -> Shelf:
        told = category.in_words(languages.current())
        return Shelf(
            told["name"][0],
            category.get_absolute_url(),
            told["description"][0],
            [link(child) for child in self.children(category)],
            told["name"][1],
            told["description"][1],
        )


def paragraphs(text: str) -> list[str]:
    """What empty lines part, each without line breaks of its own."""
    parts = (" ".join(part.split()) for part in re.split(r"\n\s*\n", text))
    return [part for part in parts if part]


def link(category: Category) -> Link:
    name, language = category.in_words(languages.current())["name"]
    return Link(name, category.get_absolute_url(), language)


def home_link() -> Link:
    return Link(gettext("Home"), reverse("home"))


def tree_of(request) -> Tree:
    """One tree a request, shared by the menu, the breadcrumbs and the page."""
    if not hasattr(request, "_shelves"):
        request._shelves = Tree()
    return request._shelves
