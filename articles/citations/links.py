"""Where a reader can look a source up."""

from collections.abc import Mapping
from urllib.parse import quote, urlsplit

from .identifiers import CitationError, normalise

_PLACES = {
    "doi": ("DOI", "https://doi.org/{}"),
    "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/{}/"),
    "pmcid": ("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
}


def links(reference: Mapping[str, object]) -> list[tuple[str, str]]:
    """(name, address) of each identifier, DOI first; an address by itself is named by its host.

    An identifier that is missing or cannot be right gives no link.
    """
    found: list[tuple[str, str]] = []
    for field, (name, address) in _PLACES.items():
        identifier = _identifier(reference, field)
        if identifier:
            found.append((name, address.format(quote(identifier, safe="/:;().-_"))))
    url = _identifier(reference, "url")
    if url and url not in (address for _, address in found):
        found.append((_host(url), url))
    return found


def _identifier(reference: Mapping[str, object], field: str) -> str:
    try:
        return normalise(field, str(reference.get(field) or ""))
    except CitationError:
        return ""


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
