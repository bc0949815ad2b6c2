"""Leaflets: an article on paper, as a PDF that anybody can print, read aloud or hand out."""

from .available import why_not
from .keeping import MOST_TRIES, ask_for, forget_file, found, make, note_reading, tidy
from .printing import printed
from .variants import VARIANTS, Variant

__all__ = [
    "MOST_TRIES",
    "VARIANTS",
    "Variant",
    "ask_for",
    "forget_file",
    "found",
    "make",
    "note_reading",
    "printed",
    "tidy",
    "why_not",
]
