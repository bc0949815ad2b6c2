"""Sources: their identifiers, their links and how they are printed. Offline; nothing is looked up.

Format and check digits are all that can be judged here, so a valid identifier is "format valid",
never "exists".
"""

from .identifiers import (
    IDENTIFIERS,
    CitationError,
    InvalidDOI,
    InvalidISBN,
    InvalidPMCID,
    InvalidPMID,
    InvalidURL,
    normal_doi,
    normal_isbn,
    normal_pmcid,
    normal_pmid,
    normal_url,
    normalise,
)
from .identity import identities, shared
from .links import links
from .nlm import nlm

__all__ = [
    "IDENTIFIERS",
    "CitationError",
    "InvalidDOI",
    "InvalidISBN",
    "InvalidPMCID",
    "InvalidPMID",
    "InvalidURL",
    "identities",
    "links",
    "nlm",
    "normal_doi",
    "normal_isbn",
    "normal_pmcid",
    "normal_pmid",
    "normal_url",
    "normalise",
    "shared",
]
