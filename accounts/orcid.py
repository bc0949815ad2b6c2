"""ORCID iDs: sixteen characters that name one researcher, the last of which checks the others.

The check is ISO/IEC 7064, MOD 11-2, as “Structure of the ORCID Identifier” (support.orcid.org)
gives it: each digit is added to a total that is then doubled; what is missing from 12 when the
total is divided by 11 is the last character, and 10 is written X. It finds every single wrong digit
and every two that changed places; it does not say that the iD was ever given to anybody.
"""

import re

from django.utils.translation import gettext as _

ADDRESS = "https://orcid.org/"
BARE = re.compile(r"[0-9]{15}[0-9X]", re.ASCII)
BEFORE = re.compile(r"^(?:https?://)?(?:www\.)?orcid\.org/", re.IGNORECASE)

# Spaces, hyphens, and what text programs make of hyphens.
SEPARATORS = re.compile(r"[\s\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d-]")


def check_character(digits: str) -> str:
    """The last character of an iD, "0" to "9" or "X", from the fifteen digits before it."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    missing = (12 - total % 11) % 11
    return "X" if missing == 10 else str(missing)


def read(text: str) -> str:
    """The iD as it is written, 0000-0002-1825-0097, from what a person typed or pasted: with or
    without its address, hyphens and spaces. Raises ValueError with a sentence for the person."""
    bare = SEPARATORS.sub("", BEFORE.sub("", text.strip()).partition("?")[0]).rstrip("/").upper()
    if not BARE.fullmatch(bare):
        raise ValueError(_("An ORCID iD has 16 digits, as in 0000-0002-1825-0097."))
    if check_character(bare[:-1]) != bare[-1]:
        raise ValueError(_("This is no ORCID iD: a digit is wrong. Copy it once more."))
    return "-".join(bare[start : start + 4] for start in (0, 4, 8, 12))


def address(orcid: str) -> str:
    """Where the iD leads, for "" to nowhere."""
    return f"{ADDRESS}{orcid}" if orcid else ""
