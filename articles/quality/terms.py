"""Lists of words as editors write them, made into one linear pattern; and names of medicines.

A term is a word or a phrase in any case. A star stands for any ending ("overdos*"), a hyphen also
for a space. Terms have no other signs, so no list can make a pattern that takes long to match.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

_LONGEST_ENDING = 30
_WORD = re.compile(r"[^\W_][\w-]*+")


@lru_cache(maxsize=256)
def pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the terms as whole words, whatever their case; no terms find nothing."""
    if not terms:
        return re.compile(r"(?!)")
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_written, longest_first))})(?!\w)", re.IGNORECASE)


def _written(term: str) -> str:
    escaped = re.escape(" ".join(term.replace("’", "'").split()))
    return escaped.replace(r"\-", "[- ]").replace(r"\*", rf"\w{{0,{_LONGEST_ENDING}}}")


def medicines(text: str, names: Mapping[str, str]) -> Iterator[str]:
    """The generic name of each medicine named in a text, each time. Names are in lower case.

    Looked up word by word, so that a list of thousands costs no more than a short one.
    """
    words = [found[0].lower() for found in _WORD.finditer(text)]
    longest = _longest_name(tuple(names))
    place = 0
    while place < len(words):
        for count in range(longest, 0, -1):
            generic = names.get(" ".join(words[place : place + count]))
            if generic:
                yield generic
                place += count - 1
                break
        place += 1


@lru_cache(maxsize=8)
def _longest_name(names: tuple[str, ...]) -> int:
    return max((name.count(" ") + 1 for name in names), default=0)
