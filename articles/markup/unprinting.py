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
        self._cited: list[str] | None = None

    def take(self, token: Token) -> None:
        if token.text == "sup" and token.attributes.get("class") == "citation":
            self._cited = []
        elif self._cited is not None:
            self._in_citation(token, self._cited)
        else:
            self._outside(token)

    def _in_citation(self, token: Token, cited: list[str]) -> None:
        if found := _SOURCE.fullmatch(token.attributes.get("href", "")):
            cited.append(found[1])
        elif token.kind == "end" and token.text == "sup":
            self._cited = None
            if cited and self._words_at >= 0:
                mark = rf'<span data-source="{" ".join(cited[:10])}">\1</span>\2'
                self.out[self._words_at] = _LAST_WORD.sub(mark, self.out[self._words_at])

    def _outside(self, token: Token) -> None:
        if token.kind == "text" and token.text.strip():
            self._words_at = len(self.out)
        elif token.kind != "text" and token.text in _EDGES:
            self._words_at = -1
        self.out.append(as_found(token))
