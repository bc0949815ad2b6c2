"""Words and what is marked in them, on one line of Markdown.

Everything that Markdown would take for a sign is escaped. Raised, lowered and underlined letters
have no sign of their own and stay HTML, as emphasis does where stars would not be understood:
10<sup>6</sup> must not become 106.
"""

import re
from collections.abc import Iterable

from .tree import Element

_SIGNS = re.compile(r"([\\`*_\[\]<>~|]|&(?=#?\w+;))")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_STARTS_A_BLOCK = re.compile(r"(?:[#>+=:|-]|(?P<number>\d{1,9})(?=[.)]))")
_STARS = {"strong": "**", "em": "*", "s": "~~"}
_AS_HTML = frozenset({"sub", "sup", "u"})


class Writer:
    """`site` and `page` make addresses whole: the site without a slash, the page's own address."""

    def __init__(self, site: str, page: str) -> None:
        self.site, self.page = site, page

    def line(self, children: Iterable[Element | str], *, in_cell: bool = False) -> str:
        """Inline content as Markdown; line breaks in it are hard ones."""
        written = self._spans(children)
        lines = [_starting(_trimmed(part)) for part in written.split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        while lines and not lines[0]:
            lines.pop(0)
        # An empty line would end the paragraph; in a cell there is only one line.
        lines = [line for line in lines if line]
        return ("<br>" if in_cell else "\\\n").join(lines)

    def _spans(self, children, after=""):
        """`after` is the first sign of what follows them; "" where that is no letter."""
        out, children = "", list(children)
        for place, child in enumerate(children):
            if isinstance(child, str):
                piece = text(_SPACE.sub(" ", child))
                if out.endswith("]") and piece[:1] in ("(", ":"):
                    piece = "\\" + piece
            else:
                piece = self._element(child, out, _first_sign(children, place + 1, after))
            if out.endswith("!") and piece.startswith("["):
                out = f"{out[:-1]}\\!"
            if out.endswith(" ") and piece.startswith(" "):
                piece = piece.lstrip(" ")
            out += piece
        return out

    def _element(self, element, before, after):
        name = element.name
        if name == "br":
            return "\n"
        if name == "img":
            return self._picture(element)
        if name == "sup" and element.attributes.get("class") == "citation":
            return _footnotes(element)
        if name == "span" or name == "small":
            return self._spans(element.children, after)
        inside = self._spans(element.children)
        if name == "a":
            return self._link(element, inside)
        if name in _AS_HTML:
            return f"<{name}>{inside}</{name}>" if inside else ""
        if name in _STARS:
            return _emphasised(name, inside, before, after)
        return inside

    def _link(self, element, inside):
        href = self.address(element.attributes.get("href", ""))
        return f"[{inside}]({href})" if href else inside

    def _picture(self, element):
        alt = text(_SPACE.sub(" ", element.attributes.get("alt", "")))
        return f"![{alt}]({self.address(element.attributes.get('src', ''))})"

    def address(self, href: str) -> str:
        if href.startswith("#"):
            href = self.page + href
        elif href.startswith("/"):
            href = self.site + href
        return target(href)


def target(href: str) -> str:
    """An address as a link's target: in angle brackets where a bracket would end it."""
    href = href.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")
    return f"<{href}>" if re.search(r"[()\s]", href) else href


def text(words: str) -> str:
    """Words that mean themselves in Markdown, inside a line."""
    return _SIGNS.sub(r"\\\1", words)


def line(words: str) -> str:
    """The same as a line of their own, with single blanks."""
    return _starting(text(" ".join(words.split())))


def _footnotes(element):
    """`[^1]` for each source cited; what leads to the evidence for a claim is of the page alone."""
    numbers = [
        link.attributes["href"].removeprefix("#source-")
        for link in element.elements("a")
        if link.attributes.get("href", "").startswith("#source-")
    ]
    return "".join(f"[^{number}]" for number in numbers)


def _emphasised(name, inside, before, after):
    """Stars where they are understood: blanks stand outside, letters on the inner side."""
    words = inside.strip(" \n")
    if not words:
        return inside
    stars = _STARS[name]
    lead, tail = inside[: inside.index(words[0])], inside[len(inside.rstrip(" \n")) :]
    if "\n" not in words and _opens(before + lead, words) and _closes(words, tail + after):
        return f"{lead}{stars}{words}{stars}{tail}"
    return f"{lead}<{name}>{words}</{name}>{tail}"


def _opens(before, words):
    outside = before[-1:]
    if words[0].isalnum():
        return not outside or outside in " (“‘\n"
    return words[0] in "“‘(¿¡" and (not outside or outside in " \n")


def _closes(words, after):
    if words[-1].isalnum():
        return True
    return words[-1] in "”’).,:;?!" and (not after or after[0] in " \n")


def _first_sign(children, place, otherwise):
    if place == len(children):
        return otherwise
    following = children[place]
    return _SPACE.sub(" ", following)[:1] if isinstance(following, str) else "<"


def _trimmed(line):
    return line.strip(" ")


def _starting(line):
    """A line that begins as a list, a heading or a table would says that it is none."""
    found = _STARTS_A_BLOCK.match(line)
    if not found:
        return line
    at = found.end() if found["number"] else 0
    return f"{line[:at]}\\{line[at:]}"
