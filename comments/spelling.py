"""What was meant, however it was spelled: for lists of words that nobody may slip by unheard. Pure.

Small letters without accents or apostrophes, single spaces, and of the marks only those that end a
sentence or part it. Letters of other alphabets that look like ours, digits in the middle of a word
and letters set apart are read as the word that a person reads.
"""

import re
import unicodedata

from articles.quality.terms import folded

_LOOK_ALIKE = str.maketrans("авеікморсѕтухјԁһոαεικορτυ", "abeikmopcstyxjdhnaeikoptu")
_AS_LETTERS = str.maketrans("013457@$!|", "oieastasil")
_IN_A_WORD = re.compile(r"(?<=[^\W\d_])[013457@$!|]{1,2}(?=[^\W\d_])")
_APART = re.compile(r"(?<!\w)\w(?:[ ._*-]\w){3,30}(?!\w)")
_STAR = re.compile(r"(?<=\w)\*(?=\w)")
_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")
_MARKS = re.compile(r"[^\w\s.,!?]|_")
_ENDS = re.compile(r" ?([.,!?])[ .,!?]*")


def plain(text: str) -> str:
    """`*` inside a word becomes `x`: nobody knows which letter it hides."""
    text = unicodedata.normalize("NFKD", folded(text)).lower().translate(_LOOK_ALIKE)
    text = "".join(sign for sign in text if not unicodedata.combining(sign))
    text = undisguised(re.sub(r"['`´]", "", text))
    text = _DRAWN_OUT.sub(r"\1", _STAR.sub("x", text))
    text = " ".join(_MARKS.sub(" ", text).split())
    return _ENDS.sub(r"\1 ", text).strip()


def undisguised(text: str) -> str:
    """Letters set apart stand together, and digits inside a word are the letters they stand for."""
    text = _APART.sub(lambda found: re.sub(r"[\W_]", "", found[0]), text)
    return _IN_A_WORD.sub(lambda found: found[0].translate(_AS_LETTERS), text)
