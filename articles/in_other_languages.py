"""What a page says of the editions of its article: plain values from the page's own row."""

from dataclasses import dataclass
from datetime import date

from articles import languages
from articles.languages import KNOWN
from articles.models import Article, EditionState


@dataclass(frozen=True)
class Edition:
    """One public edition of an article; `name` is its language in that language."""

    language: str
    name: str
    title: str
    url: str
    is_source: bool
    is_here: bool


@dataclass(frozen=True)
class Behind:
    """Since when an edition is behind its source; without `source`, readers see that no more."""

    since: date
    is_clinical: bool
    source: Edition | None


def editions(article: Article) -> list[Edition]:
    """All public editions, this one too; none where there is one only, or the row came bare."""
    found = [_edition(facts, article) for facts in getattr(article, "found_editions", [])]
    return found if len(found) > 1 else []


def behind(article: Article, found: list[Edition]) -> Behind | None:
    if article.behind_since is None:
        return None
    source = next((edition for edition in found if edition.is_source), None)
    is_clinical = article.edition_state == EditionState.CLINICALLY
    return Behind(article.behind_since.date(), is_clinical, source)


def _edition(facts, article):
    code = facts["language"]
    return Edition(
        language=code,
        name=KNOWN[code].name if code in KNOWN else code,
        title=facts["title"],
        url=languages.address("article", facts["category"], facts["slug"], language=code),
        is_source=facts["source"] is None,
        is_here=facts["id"] == article.pk,
    )
