"""The ids of headings in print: made from their words, unique on the page."""

import re

from django.utils.text import slugify

# Ids the page itself uses; a heading never takes one.
RESERVED_ANCHORS = frozenset(
    "main contents sources related tags about notice search menu content header footer top"
    " what-the-evidence-says help-panel help-region key-facts words-explained share review".split()
)
_NUMBERED = frozenset({"source", "claim", "evidence", "cite", "term", "word", "explain"})
_OWN_ANCHOR = re.compile(r"(?:source|claim|evidence|term|word|explain)-\d+|cite-\d+-\d+")
_LONGEST_ANCHOR = 60


class Anchors:
    def __init__(self) -> None:
        self._taken: dict[str, int] = dict.fromkeys(RESERVED_ANCHORS, 1)

    def of(self, words: str) -> str:
        """A free id that begins with these words."""
        base = slugify(words[: 2 * _LONGEST_ANCHOR])[:_LONGEST_ANCHOR].strip("-_") or "section"
        if _OWN_ANCHOR.fullmatch(base) or (base in _NUMBERED and base in self._taken):
            base = f"section-{base}"
        anchor, count = base, self._taken.get(base, 0)
        while anchor in self._taken:
            count += 1
            anchor = f"{base}-{count}"
        self._taken[base] = count
        self._taken[anchor] = 1
        return anchor
