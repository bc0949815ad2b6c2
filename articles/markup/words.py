"""The words of an article without their markup: for search, counts, readability and previews."""

import re
from html import unescape

from .tokens import tokens

_WORDS_A_MINUTE = 200
INLINE = frozenset(
    "a abbr b bdi bdo button cite code del dfn em font i ins kbd label mark q s samp small span"
    " strike strong sub sup time tt u var wbr".split()
)
# The classes of links that print adds to the words: what they say is no part of the text.
OF_THE_PAGE = frozenset({"evidence", "explain"})
_CELLS = frozenset({"td", "th"})
_LINE_SPACE = re.compile(r"[^\S\n]+")
_LINE_BREAKS = re.compile(r"\s*\n\s*")


def plain_text(html: str) -> str:
    """The words, each block on a line of its own and the cells of a row on one; one linear pass.

    Takes a manuscript or print; the printed citation numbers are no words and are left out.
    """
    pieces: list[str] = []
    in_citation = False
    for kind, text, attributes in tokens(html):
        if kind == "text":
            if not in_citation:
                pieces.append(unescape(text.replace("\n", " ")))
        elif text == "sup":
            in_citation = kind == "start" and attributes.get("class") == "citation"
        elif text in _CELLS:
            pieces.append(" ")
        elif text not in INLINE:
            pieces.append("\n")
    return _tidy("".join(pieces))


def word_count(html: str) -> int:
    """How many words: runs between spaces that hold at least one letter or digit."""
    return sum(any(map(str.isalnum, word)) for word in plain_text(html).split())


def reading_minutes(words: int) -> int:
    """Whole minutes to read this many words at 200 a minute, rounded to the nearest; at least 1."""
    return max(1, round(words / _WORDS_A_MINUTE))


def _tidy(text: str) -> str:
    return _LINE_BREAKS.sub("\n", _LINE_SPACE.sub(" ", text)).strip()
