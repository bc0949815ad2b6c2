"""Whether a change is so small that an approval may be kept when an editor calls it minor."""

import re
from collections.abc import Mapping
from os.path import commonprefix

from articles.compare import words

from .terms import medicines, pattern

MOST_CHARACTERS = 20
_DIGITS = re.compile(r"[0-9]+")


def is_minor(before: str, after: str, names: Mapping[str, str], negations: tuple[str, ...]) -> bool:
    """At most 20 characters differ, and no digit, medicine name or word of negation changed.

    Characters taken out and characters put in both count.
    """
    if changed_characters(before, after) > MOST_CHARACTERS:
        return False
    negation = pattern(negations)
    return all(
        find(before) == find(after)
        for find in (
            _DIGITS.findall,
            lambda text: list(medicines(text, names)),
            lambda text: [word.lower() for word in negation.findall(text.replace("’", "'"))],
        )
    )


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
