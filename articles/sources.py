"""The sources of an article as a whole: where each is cited, and that each is there only once."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from articles import citations, markup, quality
from articles.models import Article, Kind, Reference, Revision

_CITED = re.compile(r'(<span [^<>]*\bdata-source=")([0-9 ]+)(")')
NAMES = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "isbn": "ISBN", "url": "address"}


@dataclass(frozen=True)
class Passage:
    """A sentence that cites a source, and the heading it stands under ("" before the first)."""

    section: str
    text: str


def where_cited(text: Article | Revision) -> dict[int, list[Passage]]:
    """The passages that cite each source, by its number: listed sources first, without any where
    they are not cited, then numbers that are cited but not in the list."""
    found: dict[int, list[Passage]] = {number: [] for number in listed(text)}
    for number, passage in _passages(text):
        found.setdefault(number, []).append(passage)
    return found


def listed(text: Article | Revision) -> list[int]:
    """The numbers of the sources of a manuscript or of print, in their order."""
    if isinstance(text, Revision):
        return [source["number"] for source in text.sources]
    return sorted(reference.number for reference in text.references.all())


def uncited(cited: Mapping[int, list[Passage]]) -> list[int]:
    """Sources that `where_cited` found no passage for."""
    return [number for number, passages in cited.items() if not passages]


def missing(text: Article | Revision, cited: Mapping[int, list[Passage]]) -> list[int]:
    """Numbers that the text cites and its list of sources does not have."""
    known = set(listed(text))
    return sorted(number for number in cited if number not in known)


def merge_duplicates(article: Article) -> list[dict[str, Any]]:
    """Make one of the sources that carry the same identifier; the facts of what was merged.

    Called with the article locked, by the writing path, which records the facts in its event. The
    lower number stays; it takes what it lacks from the other, its citations and its claims.
    """
    merged = []
    kept: defaultdict[tuple[str, str], list[Reference]] = defaultdict(list)  # by identifier
    for reference in article.references.order_by("number", "id"):
        identities = citations.identities(reference.facts()).items()
        into, name = _same_as(reference, [r for identity in identities for r in kept[identity]])
        if into is not None:
            merged.append(_merge(reference, into, name))
        for identity in identities if into is None else ():
            kept[identity].append(reference)
    if merged:
        # What a merged source took from another may be an identifier of a third.
        numbers = {m["removed"]: m["kept"] for m in merged}
        _point_citations(article, numbers)
        _point_claims(article, numbers)
        merged += merge_duplicates(article)
    return merged


def told(merged: Mapping[str, Any]) -> str:
    """What was merged, for the person who saved."""
    return (
        f"Sources {merged['kept']} and {merged['removed']} have the same "
        f"{NAMES[merged['by']]}, so they are now one: source {merged['kept']}. "
        f"What cited source {merged['removed']} cites source {merged['kept']} now."
    )


def _passages(text) -> Iterator[tuple[int, Passage]]:
    html = text.body_html if isinstance(text, Revision) else text.body
    for block in quality.parse(html).blocks:
        for sentence in block.sentences:
            for number in dict.fromkeys(sentence.cites):
                yield number, Passage(block.section, sentence.text)
        if not block.sentences:  # a heading
            for number in dict.fromkeys(block.cites):
                yield number, Passage(block.section, block.text)


def _same_as(reference, candidates):
    facts = reference.facts()
    for other in candidates:
        if name := citations.shared(other.facts(), facts):
            return other, name
    return None, ""


def _merge(removed: Reference, kept: Reference, name: str) -> dict[str, Any]:
    facts = removed.facts()
    gaps = [field for field, value in facts.items() if value and not getattr(kept, field)]
    for field in gaps:
        setattr(kept, field, facts[field])
    if kept.kind == Kind.WEB:  # what a row says before anybody has chosen
        kept.kind = removed.kind
    if removed.is_looked_up and not kept.is_looked_up:
        kept.looked_up_on, kept.looked_up_as = removed.looked_up_on, removed.looked_up_as
    kept.save()
    removed.delete()
    written = {field: str(value) for field, value in facts.items() if value}
    return {"kept": kept.number, "removed": removed.number, "by": name, "facts": written}


def _point_citations(article, numbers):
    """One pass over cleaned HTML, where an attribute's value holds no quotation mark."""

    def renumbered(found):
        cited = {numbers.get(int(n), int(n)) for n in found[2].split()}
        return f"{found[1]}{' '.join(map(str, sorted(cited)))}{found[3]}"

    article.body = _CITED.sub(renumbered, markup.clean(article.body))
    article.save(update_fields=["body"])


def _point_claims(article, numbers):
    for claim in article.claims.filter(sources__overlap=list(numbers)):
        claim.sources = list(dict.fromkeys(numbers.get(n, n) for n in claim.sources))
        claim.save(update_fields=["sources"])
