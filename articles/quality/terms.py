"""Lists of words as editors write them, made into one linear pattern; and names of medicines.

A term is a word or a phrase in any case. A star stands for any ending ("overdos*"), a hyphen also
for a space. Terms have no other signs, so no list can make a pattern that takes long to match; and
terms that begin alike are asked once, so a long list costs little more than a short one.

Both are looked for in folded text, so that no sign which a reader cannot see hides a word.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from unicodedata import category, normalize

_LONGEST_ENDING = 30
_ANY_ENDING = rf"\w{{0,{_LONGEST_ENDING}}}"
_SIGNS = {"-": "[- ]", "*": _ANY_ENDING}
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_][\w-]*+")

# Signs that show nothing, though Unicode does not call them format characters.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | set(
    map(chr, range(0xFE00, 0xFE10))
)


class _Folding(dict[int, str]):
    """What `str.translate` asks for each sign; the answers are worked out once."""

    def __missing__(self, number: int) -> str:
        sign = chr(number)
        self[number] = "" if category(sign) == "Cf" or sign in _BLANK else sign
        return self[number]


_FOLDING = _Folding({ord(s): "-" for s in "\u2010\u2011"} | {ord(s): "'" for s in "‘’"})

# The signs that may come next, each with what may come after it; "" where a term may end.
_Tree = dict[str, "_Tree"]


def folded(text: str) -> str:
    """The text as words are looked for in it: straight apostrophes, one kind of hyphen, and
    nothing invisible, such as soft hyphens and spaces of no width."""
    return text if text.isascii() else text.translate(_FOLDING)


def unaccented(text: str) -> str:
    """The text without its accents: who writes in haste leaves them out."""
    return text if text.isascii() else _ACCENTS.sub("", normalize("NFD", text))


def places(text: str) -> Sequence[int]:
    """Where in the text as written each sign of the folded text stands."""
    if len(folded(text)) == len(text):
        return range(len(text))
    return [place for place, sign in enumerate(text) if folded(sign)]


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
        for sign in " ".join(folded(term).lower().split()):
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

    Looked up word by word, so that a list of thousands costs no more than a short one. A word
    with hyphens is looked up whole, and where no medicine is called so, by its parts.
    """
    ahead = [found[0].lower() for found in _WORD.finditer(folded(text))][::-1]
    longest = _longest_name(tuple(names))
    while ahead:
        count, generic = _name_at(ahead[: -longest - 1 : -1], names)
        if generic:
            yield generic
            del ahead[-count:]
        else:
            ahead += _parts(ahead.pop())


def _name_at(words: list[str], names: Mapping[str, str]) -> tuple[int, str]:
    """How many of the words, from the first on, are the longest name, and whose it is."""
    for count in range(len(words), 0, -1):
        if generic := names.get(" ".join(words[:count])):
            return count, generic
    return 0, ""


def _parts(word: str) -> list[str]:
    """The parts between hyphens, the last one first; none where there is no hyphen."""
    return [part for part in reversed(word.split("-")) if part] if "-" in word else []


@lru_cache(maxsize=8)
def _longest_name(names: tuple[str, ...]) -> int:
    return max((name.count(" ") + 1 for name in names), default=0)
