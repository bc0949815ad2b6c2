"""What is typed, as it is kept; and what of it tells that the same is posted again. Pure."""

import hashlib
import re
import unicodedata

# What turns the direction of words around, and what nobody sees. Joiners of scripts and of emoji
# stay; so does nothing that could show other words than were typed.
_INVISIBLE = re.compile(
    "[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u00ad]"
)
_EMPTY_LINES = re.compile(r"\n{3,}")
_MOST_MARKS = 4  # on one letter; more are piled up to hide what stands around
FEWEST_WORDS = 5  # “thank you very much” is no repetition


def tidied(text: str) -> str:
    """Line ends as one sign, no signs that turn or hide words, no rows of empty lines."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _without_piles(_INVISIBLE.sub("", text))
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", lines).strip()


def fingerprint(text: str) -> int | None:
    """The same for the same words, whatever their case, spaces, accents and signs; 63 bits.

    None for what is so short that two people may well say it.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[^\W_]+", "".join(s for s in plain if not unicodedata.combining(s)))
    if len(words) < FEWEST_WORDS:
        return None
    digest = hashlib.sha256(" ".join(words).encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


def _without_piles(text):
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.category(sign) == "Mn" else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
