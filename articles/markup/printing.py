"""From manuscript HTML to print: anchors, numbered citations, pictures that say what they show."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape

from django.utils.text import slugify

from .sanitise import clean
from .tokens import Token, tokens
from .words import plain_text

# Ids the page itself uses; a heading never takes one.
RESERVED_ANCHORS = frozenset(
    "main contents sources related tags about notice search menu content header footer top".split()
)
_SOURCE_ANCHOR = re.compile(r"source-\d+")
_HEADINGS = {"h2": 2, "h3": 3, "h4": 4}
_WITHIN_A_MARK = frozenset({"span", "strong", "em", "u", "s", "sub", "sup"})
_LONGEST_ANCHOR = 60


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the print: its level (2 to 4), its words and the id it carries."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Picture:
    """What print says of a picture. `renditions` maps a width in pixels to a smaller file's URL."""

    alt: str
    width: int
    height: int
    renditions: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frozen:
    """Print. Numbers are manuscript numbers, pictures are src values, in order of appearance."""

    body_html: str
    headings: tuple[Heading, ...]
    cited: tuple[int, ...]
    unknown_citations: tuple[int, ...]
    unknown_pictures: tuple[str, ...]


def freeze(html: str, *, numbers: Mapping[int, int], pictures: Mapping[str, Picture]) -> Frozen:
    """Print a manuscript.

    numbers maps a manuscript's source number to the number readers see; a citation of any other
    keeps its words only. pictures maps each src to its facts; any other picture is left out.
    Raises MarkupError as `clean` does.
    """
    press = _Press(numbers, pictures)
    for token in tokens(clean(html)):
        press.take(token)
    return Frozen(
        "".join(press.out),
        tuple(press.headings),
        tuple(press.cited),
        tuple(press.unknown_citations),
        tuple(press.unknown_pictures),
    )


def cited_numbers(html: str) -> tuple[int, ...]:
    """The manuscript numbers cited in cleaned HTML, each once, in order of first appearance."""
    found: dict[int, None] = {}
    for token in tokens(html):
        if token.kind == "start" and token.text == "span":
            found.update(dict.fromkeys(_cited(token)))
    return tuple(found)


def _cited(span: Token) -> list[int]:
    return [int(number) for number in span.attributes.get("data-source", "").split()]


class _Press:
    def __init__(self, numbers: Mapping[int, int], pictures: Mapping[str, Picture]) -> None:
        self.numbers, self.pictures = numbers, pictures
        self.out: list[str] = []
        self.headings: list[Heading] = []
        self.cited: dict[int, None] = {}
        self.unknown_citations: dict[int, None] = {}
        self.unknown_pictures: dict[str, None] = {}
        self._anchors: dict[str, int] = dict.fromkeys(RESERVED_ANCHORS, 1)
        self._heading_at = 0
        self._marks: list[tuple[int, ...]] = []  # the citation marks that are open
        self._in_link = False
        self._after_link: list[tuple[int, ...]] = []
        self._last: tuple[tuple[int, ...], int] = ((), 0)  # a citation just printed, and where
        self._tables_open = self._tables = 0

    def take(self, token: Token) -> None:
        kind, name, _ = token
        if kind == "text" or name not in _WITHIN_A_MARK:
            self._last = ((), 0)
        if kind == "text":
            self.out.append(name)
        elif name in _HEADINGS:
            self._heading(token)
        elif name == "span":
            self._citation(token)
        elif name == "img":
            self._picture(token)
        elif name == "table":
            self._table(token)
        elif name == "a":
            self._link(token)
        else:
            self.out.append(_as_found(token))

    def _heading(self, token: Token) -> None:
        if token.kind == "start":
            self._heading_at = len(self.out)
            self.out.append("")
        else:
            self._finish_heading(token.text)

    def _finish_heading(self, name: str) -> None:
        words = " ".join(plain_text("".join(self.out[self._heading_at :])).split())
        if words:
            anchor = self._anchor(words)
            self.headings.append(Heading(_HEADINGS[name], words, anchor))
            self.out[self._heading_at] = f'<{name} id="{anchor}">'
            self.out.append(f"</{name}>")

    def _anchor(self, words: str) -> str:
        base = slugify(words[: 2 * _LONGEST_ANCHOR])[:_LONGEST_ANCHOR].strip("-_") or "section"
        if _SOURCE_ANCHOR.fullmatch(base):
            base = f"section-{base}"
        anchor, count = base, self._anchors.get(base, 0)
        while anchor in self._anchors:
            count += 1
            anchor = f"{base}-{count}"
        self._anchors[base] = count
        self._anchors[anchor] = 1
        return anchor

    def _citation(self, token: Token) -> None:
        if token.kind == "start":
            mark = tuple(_cited(token))
            self._marks.append(mark)
            printed, where = self._last
            if mark == printed:  # one mark that formatting split in two: number its end only
                self.out[where] = ""
        elif self._marks:
            self._finish_citation(self._marks.pop())

    def _finish_citation(self, mark: tuple[int, ...]) -> None:
        if self._in_link:
            self._after_link.append(mark)
        else:
            self._last = (mark, len(self.out))
            self.out.append(self._printed(mark))

    def _printed(self, mark: tuple[int, ...]) -> str:
        known = [number for number in mark if number in self.numbers]
        self.cited.update(dict.fromkeys(known))
        self.unknown_citations.update(dict.fromkeys(n for n in mark if n not in self.numbers))
        shown = sorted({self.numbers[number] for number in known})
        links = "".join(f'<a href="#source-{n}" aria-label="Source {n}">[{n}]</a>' for n in shown)
        return f'<sup class="citation">{links}</sup>' if links else ""

    def _picture(self, token: Token) -> None:
        src = unescape(token.attributes.get("src", ""))
        picture = self.pictures.get(src)
        if picture:
            self.out.append(_image(src, picture))
        else:
            self.unknown_pictures[src] = None

    def _table(self, token: Token) -> None:
        if token.kind == "start":
            self._tables_open += 1
            self.out.append(self._before_table() if self._tables_open == 1 else "")
            self.out.append("<table>")
        else:
            self._tables_open -= 1
            self.out.append("</table>")
            self.out.append("" if self._tables_open else "</div>")

    def _before_table(self) -> str:
        self._tables += 1
        name = "Table" if self._tables == 1 else f"Table {self._tables}"
        return f'<div class="table-scroll" tabindex="0" role="region" aria-label="{name}">'

    def _link(self, token: Token) -> None:
        """A citation inside a link is printed after it: a link cannot hold another."""
        self._in_link = token.kind == "start"
        self.out.append(_as_found(token))
        if not self._in_link:
            self.out.extend(self._printed(mark) for mark in self._after_link)
            self._after_link.clear()


def _as_found(token: Token) -> str:
    """A tag of cleaned HTML, written as it was: its attribute values are still escaped."""
    if token.kind == "end":
        return f"</{token.text}>"
    attributes = "".join(f' {name}="{value}"' for name, value in token.attributes.items())
    return f"<{token.text}{attributes}>"


def _image(src: str, picture: Picture) -> str:
    sizes = ""
    if picture.renditions:
        files = {**picture.renditions, picture.width: src}
        srcset = ", ".join(f"{url} {width}w" for width, url in sorted(files.items()))
        sizes = f' srcset="{escape(srcset)}" sizes="(min-width: 48rem) 44rem, 100vw"'
    return (
        f'<img src="{escape(src)}" alt="{escape(picture.alt)}" width="{int(picture.width)}"'
        f' height="{int(picture.height)}"{sizes} loading="lazy" decoding="async">'
    )
