"""From print back to a manuscript, for versions that were frozen before manuscripts were kept."""

import re

from .claims import as_found
from .sanitise import clean
from .tokens import Token, tokens

_SOURCE = re.compile(r"#source-([1-9]\d{0,2})")
_LAST_WORD = re.compile(r"(\S+)(\s*)\Z")
_EDGES = frozenset("p h2 h3 h4 li td th figcaption".split())


def from_print(html: str) -> str:
    """Manuscript HTML with the words of print; the anchors of headings and the sizes of pictures
    are left out. Print does not say how many words a citation is for: the last one is marked.
    """
    reader = _Reader()
    for token in tokens(html):
        reader.take(token)
    return clean("".join(reader.out))


class _Reader:
    def __init__(self) -> None:
        self.out: list[str] = []
        self._words_at = -1  # where in `out` the last words of this block are
        self._words = ""
        self._numbers: list[str] = []  # what these words cite
        self._is_citation = False

    def take(self, token: Token) -> None:
        if token.text == "sup" and token.attributes.get("class") == "citation":
            self._is_citation = True
        elif self._is_citation:
            self._in_citation(token)
        else:
            self._outside(token)

    def _in_citation(self, token: Token) -> None:
        if found := _SOURCE.fullmatch(token.attributes.get("href", "")):
            self._numbers.append(found[1])
        elif token.kind == "end" and token.text == "sup":
            self._is_citation = False
            if self._numbers and self._words_at >= 0:
                cited = " ".join(list(dict.fromkeys(self._numbers))[:10])
                mark = rf'<span data-source="{cited}">\1</span>\2'
                self.out[self._words_at] = _LAST_WORD.sub(mark, self._words)

    def _outside(self, token: Token) -> None:
        if token.kind == "text" and token.text.strip():
            self._words_at, self._words, self._numbers = len(self.out), token.text, []
        elif token.kind != "text" and token.text in _EDGES:
            self._words_at = -1
        self.out.append(as_found(token))
