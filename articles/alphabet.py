"""Where a title or another name stands in the A–Z: its letter and its place there.

Pure. Accents and case are folded, so that “Éclair” stands among E; letters that do not come apart
(“Ørsted”, “Łódź”) go to the Latin letter that they look like. A leading “the” or “a” is kept: it
is another word in other languages, the names of illnesses rarely begin with one, and a reader
looks under the word that they see.
"""

from string import ascii_lowercase
from unicodedata import normalize

from articles.search import fold

DIGITS, OTHER = "0-9", "other"
LETTERS = (*ascii_lowercase, DIGITS, OTHER)
LONGEST_KEY = 200
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ"))
_WHOLE = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def sort_key(name: str) -> str:
    """The words of a name in small plain letters, one space between them; at most LONGEST_KEY.

    Signs (hyphens, quotes, “β-”) are no words, so “COVID-19” and “COVID 19” stand together. Keys
    are compared by code point. A name without any letter or digit is its own key.
    """
    folded = fold(normalize("NFKC", name).translate(_APOSTROPHES)).translate(_WHOLE)
    words = "".join(sign if sign.isalnum() else " " for sign in folded).split()
    return " ".join(words or folded.split())[:LONGEST_KEY].rstrip()


def letter(key: str) -> str:
    """Under which of LETTERS a key stands; other scripts than the Latin are one group."""
    first = key[:1]
    if first and first in ascii_lowercase:
        return first
    return DIGITS if first.isdigit() else OTHER
