"""An article's text as lines that a person can compare: what print shows, without its tags."""

from html import unescape

from .tokens import Token, tokens
from .words import INLINE, OF_THE_PAGE

_HEADINGS = {"h2": "Heading: ", "h3": "Subheading: ", "h4": "Lower subheading: "}
_RAISED = {"sup": "^", "sub": "_"}  # 10^6 is not 106
_CELLS = frozenset({"td", "th"})
_OWN_ADDRESSES = ("#source-", "#evidence-", "#word-")


def readable(html: str) -> str:
    """One line for each block of print or of a manuscript; what a tag means is said in words.

    Headings, items, captions and pictures are named, raised and lowered characters marked, and
    each link is followed by its address, because a changed address is a changed text.
    """
    reader = _Reader()
    for token in tokens(html):
        reader.take(token)
    lines = ("".join(reader.out)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


class _Reader:
    def __init__(self) -> None:
        self.out: list[str] = []
        self._addresses: list[str] = []
        self._depth = 0
        self._is_hidden = False

    def take(self, token: Token) -> None:
        if token.kind == "text":
            if not self._is_hidden:
                self.out.append(unescape(token.text.replace("\n", " ")))
        elif token.kind == "start":
            self._start(token.text, token.attributes)
        else:
            self._end(token.text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "a":
            self._is_hidden = attributes.get("class") in OF_THE_PAGE
            self._addresses.append(unescape(attributes.get("href", "")))
        elif name == "sup" and attributes.get("class") == "citation":
            pass
        elif name in _RAISED:
            self.out.append(_RAISED[name])
        elif name == "img":
            self.out.append(_picture(attributes))
        elif name not in INLINE:
            self._start_line(name)

    def _start_line(self, name: str) -> None:
        self._depth += name in ("ul", "ol")
        if name in _CELLS:
            self.out.append(" | ")
        elif name == "li":
            self.out.append("\n" + "– " * (self._depth - 1) + "• ")
        elif not (name == "p" and self.out and self.out[-1].endswith(("• ", " | "))):
            label = "Caption: " if name == "figcaption" else _HEADINGS.get(name, "")
            self.out.append("\n————" if name == "hr" else f"\n{label}")

    def _end(self, name: str) -> None:
        self._depth -= name in ("ul", "ol")
        if name == "a" and self._addresses:
            address = self._addresses.pop()
            if address and not address.startswith(_OWN_ADDRESSES):
                self.out.append(f" ({address})")
            self._is_hidden = False
        elif name not in INLINE and name not in _CELLS:
            self.out.append("\n")


def _picture(attributes: dict[str, str]) -> str:
    alt, file = unescape(attributes.get("alt", "")), attributes.get("src", "").rpartition("/")[2]
    return f"[Picture: {alt or 'decorative'}, file {file}]"
