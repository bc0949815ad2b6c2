"""Typed HTML: the only module that makes it.

`clean` turns anything into manuscript HTML, `freeze` turns a manuscript into print, and `trusted`
alone tells the templates that a string may be shown unescaped. Everything here is a function from
values to values; no model, no database, no settings.
"""

from .absolute import absolute
from .claims import claimed, without_claims
from .glossary import NO_WORDS, Lexicon, without_explanations
from .json_blocks import json_block
from .policy import MEDIA_PREFIX, POLICY_VERSION, MarkupError
from .printing import Frozen, Heading, Picture, cited_numbers, freeze
from .readable import readable
from .said import addresses_in, said
from .sanitise import clean, trusted
from .unprinting import from_print
from .words import plain_text, reading_minutes, word_count

__all__ = [
    "MEDIA_PREFIX",
    "NO_WORDS",
    "POLICY_VERSION",
    "Frozen",
    "Heading",
    "Lexicon",
    "MarkupError",
    "Picture",
    "absolute",
    "addresses_in",
    "cited_numbers",
    "claimed",
    "clean",
    "freeze",
    "from_print",
    "json_block",
    "plain_text",
    "readable",
    "reading_minutes",
    "said",
    "trusted",
    "without_claims",
    "without_explanations",
    "word_count",
]
