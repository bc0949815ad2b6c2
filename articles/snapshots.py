"""A manuscript as plain values, as JSON keeps it: what a revision was printed from.

Print cannot be written on: its citations are numbered, its claims have lost their keys' evidence,
its sources are one line each. So each revision keeps the manuscript too, and a person can go on
from any version without a loss.
"""

from datetime import date, datetime
from typing import Any

from articles import citations, markup
from articles.models import Article, Claim, Reference, Revision

# What authors write; held equal to `manuscript.MANUSCRIPT_FIELDS` by a test.
FIELDS = (
    "language",
    "title",
    "summary",
    "body",
    "also_known_as",
    "key_facts",
    "original_published_on",
    "source_name",
    "source_url",
    "licence",
    "attribution",
    "content_type",
    "medicines",
    "funding",
    "sponsored",
    "sponsor_label",
    "experience_disclosure",
)


def take(article: Article) -> dict[str, Any]:
    """The manuscript as it stands: its fields, sources, authors (ids in order) and claims."""
    return {
        **{name: _plain(getattr(article, name)) for name in FIELDS},
        "references": [_row(r) for r in article.references.order_by("number", "id")],
        "authors": list(
            article.authorship_set.order_by("position", "id").values_list("user", flat=True)
        ),
        "claims": [_row(claim) for claim in article.claims.all()],
    }


def of(revision: Revision) -> dict[str, Any]:
    """What this revision was printed from: as it was kept, or else as far as print tells it."""
    return revision.manuscript or _from_print(revision)


def fields_of(snapshot: dict[str, Any]) -> dict[str, Any]:
    """The article's own fields in a snapshot, as their model takes them."""
    return {name: _typed(Article, name, snapshot[name]) for name in FIELDS if name in snapshot}


def references_of(article: Article, snapshot: dict[str, Any]) -> list[Reference]:
    """The sources in a snapshot, not saved."""
    return [_made(Reference, article, row) for row in snapshot.get("references", [])]


def claims_of(article: Article, snapshot: dict[str, Any]) -> list[Claim]:
    """The claims in a snapshot, not saved."""
    return [_made(Claim, article, row) for row in snapshot.get("claims", [])]


def _row(row: Reference | Claim) -> dict[str, Any]:
    names = [field.attname for field in row._meta.concrete_fields]
    return {name: _plain(getattr(row, name)) for name in names if name not in {"id", "article_id"}}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _made(model, article, row):
    known = {field.attname for field in model._meta.concrete_fields}
    fields = {name: _typed(model, name, value) for name, value in row.items() if name in known}
    return model(article=article, **fields)


def _typed(model, name: str, value: Any) -> Any:
    if isinstance(value, str):
        kind = model._meta.get_field(name).get_internal_type()
        if kind == "DateField":
            return date.fromisoformat(value)
        if kind == "DateTimeField":
            return datetime.fromisoformat(value)
    return value


# --- versions that were frozen before manuscripts were kept


def _from_print(revision: Revision) -> dict[str, Any]:
    facts, statements = revision.attribution, revision.statements
    return {
        "language": revision.language,
        "title": revision.title,
        "summary": revision.summary,
        "body": markup.from_print(revision.body_html),
        "also_known_as": revision.also_known_as,
        "key_facts": revision.key_facts,
        "original_published_on": _plain(revision.original_published_on),
        "source_name": facts.get("source_name", ""),
        "source_url": facts.get("url", ""),
        "licence": facts.get("licence", ""),
        "attribution": facts.get("text", ""),
        "content_type": revision.content_type,
        "medicines": revision.medicines,
        "funding": statements.get("funding", ""),
        "sponsored": statements.get("sponsored", False),
        "sponsor_label": statements.get("label", ""),
        "experience_disclosure": statements.get("experience", ""),
        "references": _references_of_print(revision),
        "authors": [author["id"] for author in revision.byline],
        "claims": [],
    }


def _references_of_print(revision):
    """A printed source is the article's own where that still prints the same."""
    known = {citations.nlm(r.facts()): _row(r) for r in revision.article.references.all()}
    return [
        {**known.get(source["citation"], _source_of_print(source)), "number": source["number"]}
        for source in revision.sources
    ]


def _source_of_print(source):
    addresses = [address for _, address in source["links"]]
    return {
        "kind": source["kind"],
        "title": source["citation"][: Reference._meta.get_field("title").max_length],
        "url": addresses[0] if addresses else "",
    }
