"""Words in the few letters of Pillow's own font: a title with one “ç” is still worth showing.

Only what says the same is put in another's place. A title in another script is no title in Latin
letters, so it is given up whole, never cut to the letters that happen to be there.
"""

import re
import unicodedata
from collections.abc import Callable

# Micrograms are spelled out as prescribers are told to: “ug” is taken for “mg” or units.
_INSTEAD = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O",
    "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "Th", "ı": "i",
    "≥": ">=", "≤": "<=", "≠": "not ", "≈": "about ", "±": "+/-", "×": "x", "÷": "/", "⁄": "/",
    "→": "->", "€": "EUR ", "£": "GBP ", "°": " degrees ", "…": "...", "•": "-", "‰": " per 1000",
    "«": '"', "»": '"', "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "‚": "'",
}  # fmt: skip
_GREEK = "\u0370-\u03ff\u1f00-\u1fff"
_ALONE = re.compile(rf"(?<![{_GREEK}])[{_GREEK}](?![{_GREEK}])")
_MICRO = re.compile("[\u00b5\u03bc]")
_MICROGRAM = re.compile("[\u00b5\u03bc]g\\b")
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070-\u207e]+")
_AFTER_A_DIGIT = re.compile("(?<=[0-9])(?=[\u00bc-\u00be\u2150-\u215e])")


def in_letters_of(has: Callable[[str], bool], title: str) -> str:
    """The title in signs that a font has; "" where it cannot be said in them."""
    if all(map(has, title)):
        return title
    if not has("β"):
        title = _ALONE.sub(_name_of, _MICRO.sub("micro", _MICROGRAM.sub("mcg", title)))
    if not has("²"):
        title = _RAISED.sub(lambda found: f"^{unicodedata.normalize('NFKC', found[0])}", title)
    if not has("½"):
        title = _AFTER_A_DIGIT.sub(" ", title)  # 2½ is not 21/2
    written = "".join(sign if has(sign) else _instead(sign) for sign in title)
    return " ".join(written.split()) if all(map(has, written)) else ""


def _name_of(found):
    """“β” is “beta”; a letter that is not plain Greek stays, and the title is given up."""
    name = unicodedata.name(found[0], "")
    plain = re.fullmatch("GREEK (SMALL|CAPITAL) LETTER ([A-Z]+)", name)
    if not plain:
        return found[0]
    return plain[2].lower() if plain[1] == "SMALL" else plain[2].capitalize()


def _instead(sign):
    if sign in _INSTEAD:
        return _INSTEAD[sign]
    parts = unicodedata.normalize("NFKD", sign).replace("\u2044", "/")
    return "".join(_INSTEAD.get(part, part) for part in parts if not unicodedata.combining(part))
