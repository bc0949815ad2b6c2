"""Passages of an article: chosen by block or by words, and found again in a later text. Pure.

A text is read as a list of blocks: its title, its summary, and each heading, paragraph, item and
row of its body, without markup and without the printed numbers of citations. A passage is kept as
its words with the words around it. It is found again where its words stand (where several do, the
place whose surroundings fit best), else between its surroundings, else where the most of its words
stand together. All of it takes time linear in the text, for one passage of bounded length.
"""

from .blocks import Block, blocks_of, citing, weave
from .finding import CLOSE, CONTEXTUAL, EXACT, Found, find
from .reading import BODY, LONGEST_QUOTE, SUMMARY, TITLE, Passage, Reading

__all__ = [
    "BODY",
    "CLOSE",
    "CONTEXTUAL",
    "EXACT",
    "LONGEST_QUOTE",
    "SUMMARY",
    "TITLE",
    "Block",
    "Found",
    "Passage",
    "Reading",
    "blocks_of",
    "citing",
    "find",
    "weave",
]
