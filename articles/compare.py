"""Comparing two plain texts by words. Pure."""

import re
from difflib import SequenceMatcher

TOKEN = re.compile(r"\s+|[^\W\d_]+|\d+|.", re.DOTALL)
# SequenceMatcher is quadratic at worst; above this many tokens a passage is shown as replaced.
MOST_TOKENS = 4000

Piece = tuple[str, str]  # ("same" | "removed" | "added", text)


def words(before: str, after: str) -> list[Piece]:
    """The pieces that turn `before` into `after`: joined without "added" they give `before`,
    without "removed" they give `after`. Passages (lines) are paired first, then their words."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(("same", "".join(old[a:b])))
        else:
            pieces.extend(_within("".join(old[a:b]), "".join(new[c:d])))
    return _joined(pieces)


def _within(before, after):
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) + len(new) > MOST_TOKENS:
        yield from (("removed", before), ("added", after))
        return
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(old[a:b])
        else:
            yield "removed", "".join(old[a:b])
            yield "added", "".join(new[c:d])


def _joined(pieces):
    joined: list[Piece] = []
    for kind, text in pieces:
        if joined and joined[-1][0] == kind:
            joined[-1] = (kind, joined[-1][1] + text)
        elif text:
            joined.append((kind, text))
    return joined
