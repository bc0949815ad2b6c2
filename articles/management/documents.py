"""From the name of a file or of a stored article to the document that the quality rules judge."""

import os
import re
from pathlib import Path

from articles import documents, markup, quality
from articles.importers import registry
from articles.importers.item import Problem
from articles.models import Article

SLUG = re.compile(r"[-\w]{1,200}")
TEASER = re.compile(r"Left out the teaser “(.*)”\.")


class NotToBeChecked(ValueError):
    """There is no one article of that name; the message says what to give instead."""


def document_named(name: str, **facts) -> quality.Document:
    """The document of a path or slug; `facts` are evaluated_on and region. Public articles are
    judged as readers see them, others as they are written. Raises NotToBeChecked."""
    if os.path.isfile(name):  # unlike Path.is_file, says no to names that no file can have
        return _document_of_file(Path(name), facts)
    article = _stored(name) if SLUG.fullmatch(name) else None
    if article is None:
        raise NotToBeChecked(
            f"There is no file and no stored article “{name}”. Give the path of a file "
            f"({', '.join(registry.KINDS)}) or the last part of an article's address."
        )
    if article.is_public:
        return documents.of_live(article, **facts)
    return documents.of_manuscript(article, **facts)


def _stored(slug):
    return (
        Article.objects.select_related("category", "live", "live_review__basis", "pending")
        .filter(slug=slug)
        .first()
    )


# — a file —


def _document_of_file(path, facts):
    item = _only_item(path)
    try:
        body = markup.clean(item.body_html)
    except markup.MarkupError as error:
        raise NotToBeChecked(f"{path}: {error}") from error
    return quality.read(
        item.title,
        body,
        summary=item.summary or _teaser(item),
        key_facts=item.key_facts,
        category=item.category,
        published_on=item.original_published_on,
        updated_on=item.original_published_on,
        sources=tuple(
            documents.source(n, facts_) for n, facts_ in enumerate(item.references, start=1)
        ),
        **facts,
    )


def _only_item(path):
    if registry.detect(path) is None:
        raise NotToBeChecked(
            f"No import source reads “{path.name}”. Give a file that ends in "
            f"{', '.join(registry.KINDS)}."
        )
    found = registry.read(path)
    item, another = next(found, None), next(found, None)
    if item is None:
        raise NotToBeChecked(f"“{path}” holds no article.")
    if isinstance(item, Problem):
        raise NotToBeChecked(f"{item.where}: {item.message}")
    if another is not None:
        raise NotToBeChecked(f"“{path}” holds several articles. Give a file with one of them.")
    return item


def _teaser(item):
    """A scraped page's cut-off teaser is the only summary its readers had."""
    found = (TEASER.fullmatch(note) for note in item.dropped)
    return next((match[1] for match in found if match), "")
