"""How hard a Spanish text is to read: its syllables, and the perspicuity of Szigriszt-Pazos.

Syllables follow the Orthography of the Spanish academies (RAE and ASALE, 2010): a weak vowel (i, u)
makes one syllable with its neighbours unless it bears the accent, two strong ones make two, and a
silent h parts nothing.
"""

import re
from functools import lru_cache
from unicodedata import normalize

from articles.readability import Counts

_PARTS = re.compile(r"[^\W\d_]+")
_SILENT_U = re.compile("(?<=q)u|(?<=g)u(?=[eiéí])")
_SILENT_H = re.compile("(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])")
_Y_AS_VOWEL = re.compile("y(?![aeiouáéíóúü])")
_VOWELS = re.compile("[aeiouáéíóúü]+")
_STRONG = re.compile("[aeoáéíóú]")
# The INFLESZ scale (Barrio-Cantalejo and others 2008): from which perspicuity on a text is less
# than very hard, of ordinary difficulty, quite easy and very easy for patients in Spain.
SOMEWHAT_HARD, NORMAL, QUITE_EASY, VERY_EASY = 40, 55, 65, 80


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """How many syllables a Spanish word has, by its spelling; at least 1."""
    parts = _PARTS.findall(normalize("NFC", word[:60]).lower())
    return max(1, sum(map(_in_part, parts)))


def _in_part(part: str) -> int:
    spoken = _Y_AS_VOWEL.sub("i", _SILENT_H.sub("", _SILENT_U.sub("", part)))
    return sum(map(_in_group, _VOWELS.findall(spoken)))


def _in_group(vowels: str) -> int:
    """Of vowels side by side: each strong one is the middle of a syllable; where there is none
    they are one, unless the same stands twice (“chiita”)."""
    twice = sum(a == b and a in "iu" for a, b in zip(vowels, vowels[1:], strict=False))
    return max(1, len(_STRONG.findall(vowels))) + twice


def perspicuity(n: Counts) -> float:
    """206.835 − 62.3·S/P − P/F, of syllables, words (P) and sentences (F) (Szigriszt-Pazos 1993);
    higher is easier. 0 for no words."""
    if not n.words:
        return 0.0
    return 206.835 - 62.3 * n.syllables / n.words - n.words / n.sentences
