"""Who wrote it, who answers for it, and who paid (HQ-01, HQ-02, HQ-07)."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from .document import Document, Person
from .facts import BLOCK, WARN, Fact, Note, Place
from .registry import rule
from .vocabulary import Vocabulary

LONG_ENOUGH_PROFILE = 40
AUTHORS, DISCLOSURE = Place("authors"), Place("disclosure")
_NAME_PARTS = re.compile(r"[^\W\d_]+")
_AFFILIATE_KEYS = frozenset({"tag", "aff", "ref"})


@rule("HQ-01", "author.named", BLOCK)
def named(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    if not any(_is_named(author, document, vocabulary) for author in document.authors):
        found = ", ".join(author.name for author in document.authors)
        if found:
            yield Fact("generic-author", AUTHORS, f"the byline “{found}” names nobody")
        else:
            yield Fact("no-author", AUTHORS, "no byline")


def _is_named(author: Person, document: Document, vocabulary: Vocabulary) -> bool:
    parts = _NAME_PARTS.findall(author.name.casefold())
    if not parts or set(parts) <= vocabulary.generic_authors:
        return False
    of_the_page = (_NAME_PARTS.findall(name.casefold()) for name in _page_names(document))
    return parts not in list(of_the_page)


def _page_names(document: Document) -> tuple[str, ...]:
    """The site, the category and each part of its path, none of which is a person."""
    return (document.site, document.category, *document.category.split(">"))


@rule("HQ-02", "author.credentials", WARN)
def credentials(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    if not document.authors:
        yield Fact("no-author", AUTHORS, "no author")
    for author in document.authors:
        known = author.credentials.strip() or author.affiliation.strip()
        if not known and len(author.profile.strip()) < LONG_ENOUGH_PROFILE:
            yield Fact("no-credentials", AUTHORS, author.name)


@rule("HQ-07", "disclosure.statements", BLOCK)
def disclosures(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    people = [*document.authors, *([document.review.person] if document.review else [])]
    for person in people:
        if not person.disclosure.strip():
            yield Fact("no-disclosure", DISCLOSURE, f"{person.name}: no statement")
    if not people:
        yield Fact("no-disclosure", DISCLOSURE, "no statements")
    if not (document.statements.funding or "").strip():
        yield Fact("no-funding", DISCLOSURE, "the question of funding is not answered")
    if document.statements.sponsored:
        yield from _sponsored(document)


def _sponsored(document: Document) -> Iterator[Fact]:
    if not document.statements.label.strip():
        yield Fact("no-label", DISCLOSURE, "sponsored, without a label that readers see")
    for link in document.body.links:
        if _is_affiliate(link):
            yield Fact("affiliate-link", Place("links"), link[:200])


def _is_affiliate(link: str) -> bool:
    try:
        query = parse_qsl(urlsplit(link).query[:2000], keep_blank_values=True)
    except ValueError:
        return False
    return any(
        key.lower() in _AFFILIATE_KEYS
        or (key.lower(), value.lower()) == ("utm_medium", "affiliate")
        for key, value in query
    )
