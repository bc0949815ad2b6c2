"""One normal form for each identifier of a source, or a sentence that says what is wrong with it.

DOI: Crossref's pattern and the older Wiley one. PMID and PMCID: one to eight digits. ISBN: the ISO
2108 check digits; 979-0 belongs to printed music. Addresses: a public host by name, never fetched.
"""

import re
import unicodedata
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

from articles.networks import is_public

_LONGEST = 2_000


class CitationError(ValueError):
    """An identifier that cannot be right; the message says what to do."""


class InvalidDOI(CitationError):
    pass


class InvalidPMID(CitationError):
    pass


class InvalidPMCID(CitationError):
    pass


class InvalidISBN(CitationError):
    pass


class InvalidURL(CitationError):
    pass


# Old Wiley names hold anything but space; what cannot be seen is a slip of the copying hand.
_DOI = re.compile(
    r"10\.[0-9]{4,9}/[-._;()/:a-z0-9]+"
    r"|10\.1002/[^\s\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+"
)
_DOI_ADDRESS = re.compile(r"(?:https?://)?(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_DOI_LABEL = re.compile(r"doi:\s*", re.IGNORECASE)
_PMID = re.compile(r"[1-9][0-9]{0,7}")
_PMID_PREFIX = re.compile(
    r"(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/|(?:https?://)?(?:www\.)?ncbi\.nlm\.nih\.gov/pubmed/"
    r"|pmid:?\s*",
    re.IGNORECASE,
)
_PMCID = re.compile(r"PMC[1-9][0-9]{0,7}(?:\.[0-9]+)?")
_PMCID_PREFIX = re.compile(
    r"(?:https?://)?pmc\.ncbi\.nlm\.nih\.gov/articles/"
    r"|(?:https?://)?(?:www\.)?ncbi\.nlm\.nih\.gov/pmc/articles/|pmcid:?\s*",
    re.IGNORECASE,
)
_ISBN_LABEL = re.compile(r"isbn(?:-?1[03])?:?\s*", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}\.?")
_PRIVATE_HOST = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|home\.arpa|test|invalid)\.?$",
    re.IGNORECASE,
)
_NOT_IN_URL = re.compile(
    r"[\s\\\x00-\x20\x7f-\x9f\"<>\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def normal_doi(text: str) -> str:
    """Lower case, without address, label or trailing . , ; — raises InvalidDOI."""
    doi = _after(_DOI_LABEL, _bounded(text))
    if address := _DOI_ADDRESS.match(doi):
        doi = unquote(doi[address.end() :])
    doi = _after(_DOI_LABEL, doi).rstrip(".,; ").lower()
    if not _DOI.fullmatch(doi):
        raise InvalidDOI(
            f"“{_shown(text)}” is not a DOI. A DOI begins with 10. and has a slash, "
            "such as 10.1056/nejmoa1714855. Copy it from the article's page."
        )
    return doi


def normal_pmid(text: str) -> str:
    """Its one to eight digits — raises InvalidPMID."""
    pmid = _without(_PMID_PREFIX, text)
    if not _PMID.fullmatch(pmid):
        raise InvalidPMID(
            f"“{_shown(text)}” is not a PMID. A PMID is a number of at most 8 digits, such as "
            "12140307; one that begins with PMC belongs into the field PMCID."
        )
    return pmid


def normal_pmcid(text: str) -> str:
    """PMC and its digits, in upper case — raises InvalidPMCID."""
    pmcid = _without(_PMCID_PREFIX, text).upper()
    if not _PMCID.fullmatch(pmcid):
        raise InvalidPMCID(
            f"“{_shown(text)}” is not a PMCID. A PMCID begins with PMC, such as PMC3531190; "
            "a number alone is a PMID."
        )
    return pmcid


def normal_isbn(text: str) -> str:
    """The 13 digits, made from 10 where need be — raises InvalidISBN."""
    isbn = re.sub(r"[\s‐‑–-]", "", _ISBN_LABEL.sub("", _bounded(text), count=1)).upper()
    if re.fullmatch(r"9790[0-9]{9}", isbn):
        raise InvalidISBN("An ISBN that begins with 979-0 belongs to printed music, not to a book.")
    if re.fullmatch(r"[0-9]{9}[0-9X]", isbn) and _check_10(isbn):
        return _with_check_13("978" + isbn[:9])
    if re.fullmatch(r"97[89][0-9]{10}", isbn) and _with_check_13(isbn[:12]) == isbn:
        return isbn
    raise InvalidISBN(
        f"“{_shown(text)}” is not an ISBN: it has 10 or 13 digits and the last one checks the "
        "others. Compare it with the back of the book."
    )


def normal_url(text: str) -> str:
    """The address as given, when it is a public web page's — raises InvalidURL."""
    url = text.strip()
    if len(url) > _LONGEST or _NOT_IN_URL.search(url) or not _is_public(url):
        raise InvalidURL(
            f"“{_shown(text)}” is not the address of a public web page. Give one that begins with "
            "https:// or http:// and names a host, such as https://medlineplus.gov/."
        )
    return url


_NORMALISERS: dict[str, Callable[[str], str]] = {
    "doi": normal_doi,
    "pmid": normal_pmid,
    "pmcid": normal_pmcid,
    "isbn": normal_isbn,
    "url": normal_url,
}
IDENTIFIERS = tuple(_NORMALISERS)


def normalise(name: str, text: str) -> str:
    """The normal form of the identifier called doi, pmid, pmcid, isbn or url; "" for nothing.

    Raises CitationError with a sentence for the person who typed it, and KeyError for other names.
    """
    normal = _NORMALISERS[name]
    text = str(text or "").strip()
    return normal(text) if text else ""


def _bounded(text: str) -> str:
    return text.strip()[:_LONGEST]


def _after(prefix: re.Pattern[str], text: str) -> str:
    found = prefix.match(text)
    return text[found.end() :] if found else text


def _without(prefix: re.Pattern[str], text: str) -> str:
    bounded = _bounded(text)
    found = prefix.match(bounded)
    return bounded[found.end() :].rstrip("/") if found else bounded


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"


def _check_10(isbn: str) -> bool:
    digits = [10 if digit == "X" else int(digit) for digit in isbn]
    return sum((10 - place) * digit for place, digit in enumerate(digits)) % 11 == 0


def _with_check_13(twelve: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def _is_public(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _ = unicodedata.normalize("NFKC", parts.hostname or ""), parts.port  # may raise
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        return False
    return is_public(host) if _looks_numeric(host) else _is_public_name(host)


def _looks_numeric(host: str) -> bool:
    """Whether a browser would take the host for an IP address: its last part is a number."""
    return bool(re.fullmatch(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)\.?", host, re.IGNORECASE))


def _is_public_name(host: str) -> bool:
    return len(host) <= 253 and bool(_HOST.fullmatch(host)) and not _PRIVATE_HOST.search(host)
