"""Whether a change is so small that an approval may be kept when an editor calls it minor.

Deliberately narrow: what it refuses, a clinician reads. A change is judged word by word. No word
that is taken out or put in may hold a digit or a number in words, name a medicine, deny or turn a
statement, stand beside a number (it may be its unit), be moved from elsewhere, or be written with
signs that a reader cannot tell apart.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from os.path import commonprefix

from articles.compare import words

MOST_CHARACTERS = 20
# Longer texts than this are not compared word by word: the change is then no small one.
MOST_WORDS = 60_000
_PARTS = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ′＇`´ʹ‛", "'"))
_ROMAN = re.compile(r"[IVXLCDM]+")
_SIGNS = frozenset("<>≤≥=±+−×÷%‰/°~≈½")
_NUMBERS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million billion half quarter third dozen once twice thrice single double"
    " triple first second daily hourly weekly monthly".split()
)
# What turns a statement round, or changes how far it goes, without being a word of negation.
_TURNS = frozenset(
    "stop start keep avoid more less most least before after above below over under increase"
    " increases decrease decreases raise raises lower lowers reduce reduces high higher low always"
    " sometimes only until unless must should may might can could all some any every each both"
    " either rarely often safe unsafe cause causes prevent prevents treat treats".split()
)
_DENYING = ("un", "in", "im", "ir", "il", "dis", "non", "anti", "hypo", "hyper", "mis", "a")


def is_minor(before: str, after: str, names: Mapping[str, str], negations: tuple[str, ...]) -> bool:
    """At most 20 characters differ, and no digit, medicine name or word of negation is touched.

    Characters taken out and characters put in both count. `names` are medicine names in lower
    case, `negations` words as articles.quality.terms explains.
    """
    return is_minor_in([before], [after], names, negations)


def is_minor_in(
    before: Sequence[str],
    after: Sequence[str],
    names: Mapping[str, str],
    negations: tuple[str, ...],
) -> bool:
    """The same for texts in pieces that belong together one by one: nothing may cross from one
    piece to another. The limit is for all of them together."""
    if len(before) != len(after):
        return False
    pairs = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    if sum(changed_characters(one, other) for one, other in pairs) > MOST_CHARACTERS:
        return False
    if sum(one.count(" ") + other.count(" ") for one, other in pairs) > MOST_WORDS:
        return False
    removed, added = [], []
    for one, other in pairs:
        for out, put_in, beside in _changes(one.split(), other.split()):
            if any(_is_number(word) for word in beside):
                return False
            removed += out
            added += put_in
    return _touches_nothing(removed, added, names, negations)


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """What is taken out, what is put in, and the words beside them, for each change."""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            beside = [*old[max(0, a - 1) : a], *old[b : b + 1], *new[d : d + 1]]
            yield old[a:b], new[c:d], beside


def _touches_nothing(removed, added, names, negations) -> bool:
    touched = [*removed, *added]
    if set(map(_bare, removed)) & set(map(_bare, added)) - {""}:
        return False  # moved from one place to another, which can turn a meaning round
    if any(_is_number(word) or _is_strange(word) or _turns(word, negations) for word in touched):
        return False
    known = _words_of(tuple(names))
    if any(part in known for word in touched for part in _parts(word)):
        return False
    return not any(_denies(one, other) for one in removed for other in added)


def _is_number(word: str) -> bool:
    if _SIGNS & set(word) or any(unicodedata.category(sign)[0] == "N" for sign in word):
        return True
    return any(part in _NUMBERS for part in _parts(word)) or any(
        _ROMAN.fullmatch(part) and len(part) > 1 for part in _PARTS.findall(word)
    )


def _is_strange(word: str) -> bool:
    """Written with signs that cannot be seen, or that look like others."""
    if unicodedata.normalize("NFKC", word) != unicodedata.normalize("NFC", word):
        return True
    if any(unicodedata.category(sign) in ("Cf", "Co", "Cn", "Cs", "Cc") for sign in word):
        return True
    letters = [sign for sign in word if sign.isalpha()]
    scripts = {unicodedata.name(sign, "?").split()[0] for sign in letters}
    return len(scripts - {"MODIFIER"}) > 1


def _turns(word: str, negations: tuple[str, ...]) -> bool:
    plain = _bare(word)
    without = {negation.replace("'", "").replace("*", "").lower() for negation in negations}
    if plain.endswith(("n't", "nt'")) or plain.replace("'", "") in without:
        return True
    return any(part in _TURNS or part in without for part in [plain, *_parts(word)])


def _denies(one: str, other: str) -> bool:
    """Whether one word is the other with a prefix that denies it: safe and unsafe."""
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return len(short) > 3 and long.endswith(short) and long[: -len(short)] in _DENYING


def _bare(word: str) -> str:
    return word.translate(_APOSTROPHES).lower().strip('.,;:!?()[]“”"…')


def _parts(word: str) -> list[str]:
    return [part.lower() for part in _PARTS.findall(word.translate(_APOSTROPHES))]


@lru_cache(maxsize=8)
def _words_of(names: tuple[str, ...]) -> frozenset[str]:
    """Every word that belongs to the name of a medicine."""
    return frozenset(part for name in names for part in _parts(name) if len(part) > 2)


def changed_characters(before: str, after: str) -> int:
    removed, added, changed = "", "", 0
    for kind, text in [*words(before, after), ("same", "")]:
        if kind == "removed":
            removed += text
        elif kind == "added":
            added += text
        else:
            changed += _differing(removed, added)
            removed = added = ""
    return changed


def _differing(one: str, other: str) -> int:
    start = len(commonprefix([one, other]))
    one, other = one[start:], other[start:]
    end = len(commonprefix([one[::-1], other[::-1]]))
    return len(one) + len(other) - 2 * end


def pieces(html: str, ignored: Iterable[str] = ("strong", "em")) -> tuple[list[str], list[str]]:
    """The tags of print and the texts between them, in order; tags of `ignored` names, which only
    stress, are left out. Anchors made from the words of a heading are left out of the tags."""
    plain = re.sub(rf"</?(?:{'|'.join(ignored)})>", "", html)
    found = re.split(r"(<[^>]*>)", plain)
    return [re.sub(r' id="[^"]*"', "", tag) for tag in found[1::2]], found[::2]
