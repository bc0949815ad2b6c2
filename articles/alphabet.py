"""Where a title or another name stands in the A–Z: its letter and its place there.

Pure. Accents and case are folded, so that “Éclair” stands among E; letters that do not come apart
(“Ørsted”, “Łódź”, “Ħamrun”) go to the Latin letter that they look like. A leading “the” or “a” is
kept: it is another word in other languages, the names of illnesses rarely begin with one, and a
reader looks under the word that they see.

In Spanish, ñ is a letter of its own after n: there its key keeps the tilde as a sign of its own,
which by code point stands after “nz” and before “o”.
"""

import re
from functools import lru_cache
from string import ascii_lowercase
from unicodedata import name as name_of
from unicodedata import normalize

from articles.search import fold

DIGITS, OTHER = "0-9", "other"
LETTERS = (*ascii_lowercase, DIGITS, OTHER)
LONGEST_KEY = 200
_ENYE, _ENYE_AS_KEY = "ñ", "n\u0303"
_LETTERS_OF_THEIR_OWN = {"es": _ENYE}
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ"))
_WHOLE = str.maketrans(
    {"æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ŋ": "n", "ə": "e", "ʒ": "z"}
)
_LATIN = re.compile("LATIN SMALL LETTER (?:[A-Z]{2,} )*([A-Z])(?: WITH .*| BAR)?")


def letters(language: str = "") -> tuple[str, ...]:
    """The letters of an A–Z in this language (a code of ISO 639-1), in their order."""
    own = _LETTERS_OF_THEIR_OWN.get(language)
    if own is None:
        return LETTERS
    after = LETTERS.index(fold(own)) + 1
    return (*LETTERS[:after], own, *LETTERS[after:])


def sort_key(name: str, language: str = "") -> str:
    """The words of a name in small plain letters, one space between them; at most LONGEST_KEY.

    Signs (hyphens, quotes, “β-”) are no words, so “COVID-19” and “COVID 19” stand together. Keys
    are compared by code point. A name without any letter or digit is its own key.
    """
    folded = _folded(normalize("NFKC", name).translate(_APOSTROPHES), language)
    words = "".join(sign if sign.isalnum() else " " for sign in folded).split()
    key = " ".join(words or folded.split()).replace(_ENYE, _ENYE_AS_KEY)
    return key[:LONGEST_KEY].rstrip()


def letter(key: str) -> str:
    """Under which of its language's letters a key stands; other scripts are one group."""
    first = key[:1]
    if key.startswith(_ENYE_AS_KEY):
        return _ENYE
    if first and first in ascii_lowercase:
        return first
    return DIGITS if first.isdigit() else OTHER


def _folded(text: str, language: str) -> str:
    own = _LETTERS_OF_THEIR_OWN.get(language)
    if own is None:
        return _plain(text)
    return own.join(_plain(part) for part in text.lower().split(own))


def _plain(text: str) -> str:
    folded = fold(text).translate(_WHOLE)
    return folded if folded.isascii() else "".join(map(_looks_like, folded))


@lru_cache(maxsize=1000)
def _looks_like(sign: str) -> str:
    """The plain Latin letter within one with a stroke, a hook or the like; else the sign."""
    found = _LATIN.fullmatch(name_of(sign, "")) if not sign.isascii() else None
    return found[1].lower() if found else sign
