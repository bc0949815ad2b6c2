"""When two sources are one: they carry the same identifier, however it was written down."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from .identifiers import CitationError, normalise

# A work has one of each of these; two that differ are two works, whatever else they share.
OF_ONE_WORK = ("doi", "pmid", "pmcid")
_NAMES = (*OF_ONE_WORK, "isbn", "url")
_SAID_BY_ADDRESS = {
    "doi": re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE),
    "pmid": re.compile(
        r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov/|(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/)",
        re.IGNORECASE,
    ),
    "pmcid": re.compile(
        r"https?://(?:pmc\.ncbi\.nlm\.nih\.gov/articles/|(?:www\.)?ncbi\.nlm\.nih\.gov/pmc/articles/)",
        re.IGNORECASE,
    ),
}


def identities(reference: Mapping[str, object]) -> dict[str, str]:
    """The identifiers of a source, by name, written so that equal ones are equal.

    An address that only says a DOI, PMID or PMCID counts as that; versions of a PMCID are one.
    """
    found = {name: _normal(name, str(reference.get(name) or "")) for name in _NAMES}
    for name, says in _SAID_BY_ADDRESS.items():
        if says.match(found["url"]) and (said := _normal(name, found["url"])):
            found[name] = found[name] or said
            found["url"] = ""
    found["pmcid"] = found["pmcid"].partition(".")[0]
    found["url"] = _same_page(found["url"])
    return {name: value for name, value in found.items() if value}


def shared(one: Mapping[str, object], other: Mapping[str, object]) -> str:
    """The name of the first identifier that two sources share; "" where they are two works."""
    mine, theirs = identities(one), identities(other)
    both = mine.keys() & theirs.keys()
    if any(mine[name] != theirs[name] for name in OF_ONE_WORK if name in both):
        return ""
    return next((name for name in _NAMES if name in both and mine[name] == theirs[name]), "")


def _normal(name: str, written: str) -> str:
    try:
        return normalise(name, written)
    except CitationError:
        return ""


def _same_page(url: str) -> str:
    """An address without what makes no difference: capitals of the host, a usual port, "/"."""
    if not url:
        return ""
    parts = urlsplit(url)
    host = (parts.hostname or "").removesuffix(".")
    usual = {"http": 80, "https": 443}[parts.scheme]
    port = f":{parts.port}" if parts.port not in (None, usual) else ""
    return parts._replace(netloc=f"{host}{port}", path=parts.path or "/").geturl()
