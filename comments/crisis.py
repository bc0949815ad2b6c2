"""Whether somebody who writes to us may be in danger themselves. Pure.

Whoever is, is shown help lines at once: nobody may read what they wrote before tomorrow. In doubt
they are shown: every word of suicide counts, also of prevention and of those who lost somebody.
"""

import re

from comments import crisis_words as words
from comments.spelling import plain


def speaks_of_it(text: str) -> bool:
    """English and Spanish, however it is spelled."""
    return bool(_SPOKEN.search(_without_harmless(text)))


def touches_on_it(text: str) -> bool:
    """Also what is said of others, who may read it or be in danger: a moderator should look at it
    before it is decided together with a hundred more."""
    told = _without_harmless(text)
    return bool(_SPOKEN.search(told) or _OF_OTHERS.search(told))


def _without_harmless(text):
    return _HARMLESS.sub(" . ", plain(text))


def _any_of(patterns):
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


_SPOKEN = _any_of((*words.ENGLISH, *words.SPANISH))
_HARMLESS = _any_of(words.HARMLESS)
_OF_OTHERS = _any_of(words.OF_OTHERS)
