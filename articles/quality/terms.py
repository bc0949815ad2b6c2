"""Lists of words as editors write them, made into one linear pattern; and names of medicines.

A term is a word or a phrase in any case. A star stands for any ending ("overdos*"), a hyphen also
for a space. Terms have no other signs, so no list can make a pattern that takes long to match; and
terms that begin alike are asked once, so a long list costs little more than a short one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

_LONGEST_ENDING = 30
_ANY_ENDING = rf"\w{{0,{_LONGEST_ENDING}}}"
_SIGNS = {"-": "[- ]", "*": _ANY_ENDING}
_WORD = re.compile(r"[^\W_][\w-]*+")

# The signs that may come next, each with what may come after it; "" where a term may end.
_Tree = dict[str, "_Tree"]


@lru_cache(maxsize=256)
def pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the terms as whole words, whatever their case; no terms find nothing."""
    if not terms:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w){_written(_tree(terms))}(?!\w)", re.IGNORECASE)


def _tree(terms: Iterable[str]) -> _Tree:
    root: _Tree = {}
    for term in terms:
        node = root
        for sign in " ".join(term.replace("’", "'").lower().split()):
            node = node.setdefault(_SIGNS.get(sign) or re.escape(sign), {})
        node[""] = {}
    return root


def _written(tree: _Tree) -> str:
    """Words before stars before ends, so that of two terms the longer is found."""
    ordered = sorted(tree, key=lambda sign: (sign == "", sign == _ANY_ENDING))
    ways = [sign + _written(tree[sign]) if sign else "" for sign in ordered]
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


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
