"""What a moderator may make of readers' words: parts masked, and not one word put in. Pure."""

import re
from typing import NamedTuple

from comments.masking import NO_CARD, NO_EMAIL, NO_NUMBER, NO_PHONE

MASK = "[…]"
OF_THE_SITE = (NO_EMAIL, NO_PHONE, NO_NUMBER, NO_CARD)


class Sentences(NamedTuple):
    """How a mask is refused, in the words of what is masked."""

    nothing_left: str
    nothing_masked: str
    words_changed: str


def refusal(shown: str, text: str, known: str, longest: int, say: Sentences) -> str:
    """Why `shown` cannot stand for `text`, of which `known` is shown now; "" when it can."""
    if not shown or len(shown) > longest:
        return say.nothing_left
    if shown == known:
        return say.nothing_masked
    return "" if is_masked_from(shown, text, known) else say.words_changed


def is_masked_from(shown: str, text: str, known: str) -> bool:
    """Whether `shown` is `text` with parts replaced by masks: ours, or those that stand in `known`,
    which is what readers see now and was masked by the site itself. What a writer put into
    brackets is a word like others."""
    marks = [MASK, *(mark for mark in OF_THE_SITE if mark in known)]
    pieces = re.split("|".join(re.escape(mark) for mark in marks), shown)
    return _in_their_order(pieces, text) or _in_their_order(re.split(re.escape(MASK), shown), known)


def _in_their_order(pieces, text):
    """The first piece begins the text, the last one ends it, and all stand in between in order."""
    at = len(pieces[0])
    if not text.startswith(pieces[0]):
        return False
    if len(pieces) == 1:
        return text == pieces[0]
    for piece in pieces[1:-1]:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return text.endswith(pieces[-1]) and at <= len(text) - len(pieces[-1])
