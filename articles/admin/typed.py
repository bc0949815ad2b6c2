"""The article as it stands in an open form: what was typed judged like what is saved."""

from dataclasses import replace
from itertools import count

from django.contrib.auth import get_user_model

from articles import documents, markup, quality
from articles.lists import is_id
from articles.models import Article, ContentType, Reference
from articles.models.reference import Kind

MOST_ROWS = 200
WORDS = ("title", "summary", "funding", "sponsor_label", "experience_disclosure")
FACTS = [f.name for f in Reference._meta.fields if f.name not in {"id", "article", "number"}]


def document_typed(article: Article, typed) -> quality.Document:
    """The document of the typed values; fields that did not come are as they are saved.

    `article` is a copy of the row that the caller does not save. Raises markup.MarkupError.
    """
    for name in WORDS:
        if name in typed:
            setattr(article, name, " ".join(typed[name].split()))
    if "key_facts" in typed:
        article.key_facts = [line for line in typed["key_facts"].splitlines() if line.strip()]
    if "body" in typed:
        article.body = markup.clean(typed["body"])
    if "funding" in typed:  # the box beside it sends nothing when it is not ticked
        article.sponsored = "sponsored" in typed
    if typed.get("content_type") in ContentType.values:
        article.content_type = typed["content_type"]
    document = documents.of_manuscript(article)
    if "references-TOTAL_FORMS" in typed:
        document = replace(document, sources=tuple(_sources(typed)))
    if "authorship_set-TOTAL_FORMS" in typed:
        document = replace(document, authors=_authors(typed))
    return document


def _rows(typed, prefix):
    """The rows of a formset that are not to be deleted."""
    total = typed.get(f"{prefix}-TOTAL_FORMS", "")
    for place in range(min(int(total), MOST_ROWS) if is_id(total) else 0):
        if f"{prefix}-{place}-DELETE" not in typed:
            yield f"{prefix}-{place}-"


def _sources(typed):
    written = [row for row in _rows(typed, "references") if typed.get(f"{row}title", "").strip()]
    numbers = [typed.get(f"{row}number", "") for row in written]
    used = {int(number) for number in numbers if is_id(number)}
    free = (str(number) for number in count(1) if number not in used)
    for row, written_number in zip(written, numbers, strict=True):
        number = written_number if is_id(written_number) else next(free)
        facts = {name: typed.get(row + name, "").strip() for name in FACTS}
        facts["kind"] = facts["kind"] if facts["kind"] in Kind.values else Kind.WEB
        yield documents.source(int(number), facts)


def _authors(typed):
    rows = list(_rows(typed, "authorship_set"))
    ids = [typed.get(f"{row}user", "") for row in rows]
    people = get_user_model().objects.in_bulk([int(pk) for pk in ids if is_id(pk)])
    return tuple(documents.person(people[int(pk)]) for pk in ids if is_id(pk) and int(pk) in people)
