"""Who stands in the byline of a manuscript, as it would be printed now."""

from typing import Any

from articles.models import Article

DISCLOSURE_OF_THE_GONE = "Not known any more: their account was deleted."


def of(article: Article) -> list[tuple[dict[str, Any], Any]]:
    """Each author as print would name them, with the person behind the name, in order.

    Who has deleted their account keeps the name that they have in print: readers know the text by
    it. Without a printed name they are left out.
    """
    people = [row.user for row in article.authorship_set.select_related("user")]
    printed = {}
    if article.live is not None and any(person.date_deleted for person in people):
        printed = {author["id"]: author for author in article.live.byline}
    found = [(printed.get(p.pk) if p.date_deleted else _author(p), p) for p in people]
    return [(author, person) for author, person in found if author]


def disclosure(person) -> str:
    """What the author declares; the checks ask it of everybody who is named."""
    if person is None:
        return ""
    return DISCLOSURE_OF_THE_GONE if person.date_deleted else person.disclosure_statement


def _author(person):
    return {
        "id": person.pk,
        "name": person.display_name,
        "credentials": person.credentials,
        "slug": person.slug,
    }
