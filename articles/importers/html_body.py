"""The body of a web page as article HTML: furniture out, headings levelled, text in paragraphs.

Written out in one pass over a tree that stays as it is: moving nodes about takes quadratic time.
"""

from collections.abc import Iterator
from html import escape
from urllib.parse import urljoin

from bs4 import NavigableString, PageElement, Tag

from articles.importers.headings import new_levels
from articles.importers.html_guard import BLOCKS
from articles.importers.item import one_line

_FURNITURE = frozenset("nav header footer aside form title meta link".split())
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARAGRAPHS = frozenset("p dt caption".split())
_KEPT_BLOCKS = frozenset(
    "blockquote figure figcaption li ol table tbody td tfoot th thead tr ul".split()
)
_PLAIN_BLOCKS = frozenset("li figcaption td th".split())  # words in them need no paragraph
_INLINE = {"b": "strong", "i": "em", "strike": "s", "del": "s", "ins": "u"} | {
    name: name for name in ("strong", "em", "s", "u", "sub", "sup")
}
_WHOLE_LINKS = ("http://", "https://", "mailto:", "tel:")


class Shaper:
    """Shapes the body of one page titled `title` at the address `base` ("" when unknown)."""

    def __init__(self, *, title: str, base: str) -> None:
        self.title = title.casefold()
        self.base = base
        self.levels: dict[int, int] = {}
        self.titles: list[Tag] = []
        self.pictures = self.lost_links = 0

    def shaped(self, body: Tag) -> str:
        """The article's HTML; `notes` is complete afterwards."""
        headings = [tag for tag in body.find_all(_HEADINGS) if tag.get_text(strip=True)]
        self.titles = list(self._titles(headings))
        levels = (int(tag.name[1]) for tag in headings if not _is_in(tag, self.titles))
        self.levels = new_levels(levels)
        return "\n".join(self._blocks(body))

    @property
    def notes(self) -> tuple[str, ...]:
        """What was left out, in sentences."""
        pictures = f"Pictures are not imported: add {self.pictures} by hand."
        links = f"Left out {self.lost_links} relative links: the page names no address of its own."
        return (pictures,) * bool(self.pictures) + (links,) * bool(self.lost_links)

    def _titles(self, headings: list[Tag]) -> Iterator[Tag]:
        highest = [tag for tag in headings if tag.name == "h1"]
        for place, tag in enumerate(highest):
            if place == 0 or one_line(tag.get_text(" ", strip=True)).casefold() == self.title:
                yield tag

    def _blocks(self, tag: Tag, *, plain: bool = False) -> Iterator[str]:
        """The blocks in a tag; words that stand loose become paragraphs, unless `plain`."""
        words: list[str] = []
        for child in tag.contents:
            if isinstance(child, Tag) and not _is_inline(child):
                yield from _paragraph(words, plain=plain)
                words = []
                yield from self._block(child)
            else:
                words.append(self._inline(child))
        yield from _paragraph(words, plain=plain)

    def _block(self, tag: Tag) -> Iterator[str]:
        name = tag.name
        if name in _FURNITURE:
            return
        if name in _HEADINGS:
            yield from self._heading(tag)
        elif name in _PARAGRAPHS:
            yield from self._blocks(tag)
        elif name in _KEPT_BLOCKS:
            inside = "".join(self._blocks(tag, plain=name in _PLAIN_BLOCKS))
            yield f"<{name}{_attributes(tag)}>{inside}</{name}>"
        elif name == "hr":
            yield "<hr>"
        else:
            yield from self._blocks(tag)

    def _heading(self, tag: Tag) -> Iterator[str]:
        words = self._inside(tag).strip()
        if words and not _is_in(tag, self.titles):
            level = self.levels.get(int(tag.name[1]), 2)
            yield f"<h{level}>{words}</h{level}>"

    def _inside(self, tag: Tag) -> str:
        return "".join(self._inline(child) for child in tag.contents)

    def _inline(self, node: PageElement) -> str:
        if isinstance(node, NavigableString):
            return escape(str(node), quote=False)
        if not isinstance(node, Tag):
            return ""
        if node.name in _FURNITURE:
            return ""
        if node.name in ("br", "img"):
            self.pictures += node.name == "img"
            return "<br>" if node.name == "br" else ""
        words = self._inside(node)
        if node.name == "a":
            return self._link(node, words)
        if node.name == "q":
            return f"“{words}”"
        name = _INLINE.get(node.name)
        return f"<{name}>{words}</{name}>" if name and words.strip() else words

    def _link(self, tag: Tag, words: str) -> str:
        """Relative links would lead to places on our site: made whole, or only their words."""
        href = str(tag.get("href", "")).strip()
        whole = href if href.lower().startswith(_WHOLE_LINKS) else self._whole(href)
        if whole and words.strip():
            return f'<a href="{escape(whole)}">{words}</a>'
        self.lost_links += bool(href) and not href.startswith("#") and not whole
        return words

    def _whole(self, href: str) -> str:
        if not self.base or not href or href.startswith("#"):
            return ""
        try:
            return urljoin(self.base, href)
        except ValueError:
            return ""


def _is_inline(node: Tag) -> bool:
    """Whether there is nothing but words in the tag."""
    inside = (getattr(child, "name", None) for child in node.descendants)
    return node.name not in BLOCKS and BLOCKS.isdisjoint(inside)


def _is_in(tag: Tag, tags: list[Tag]) -> bool:
    """Whether it is this very tag: tags are equal when their texts are."""
    return any(tag is other for other in tags)


def _paragraph(words: list[str], *, plain: bool) -> Iterator[str]:
    text = "".join(words).strip()
    if text and text != "<br>":
        yield text if plain else f"<p>{text}</p>"


def _attributes(tag: Tag) -> str:
    return "".join(f' {name}="{escape(str(value))}"' for name, value in tag.attrs.items())
