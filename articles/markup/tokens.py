"""Split any string into text, start tags and end tags, in one linear pass.

Not a browser's tokeniser, and it need not be: everything built on it writes its own tags and
escapes every text, so a difference of opinion about broken input can change how it looks but never
what it may do. What matters is that no input costs more than linear time and that words survive:
an unfinished tag is shown as text instead of swallowing the rest.

Texts and attribute values are raw: character references in them are not decoded.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple


class Token(NamedTuple):
    """kind is "text", "start" or "end"; text holds the raw text or the lower-case tag name."""

    kind: str
    text: str
    attributes: dict[str, str]


# Elements that are left out together with what is inside them.
_WITHOUT_CONTENT = frozenset(
    "applet audio canvas embed iframe math noembed noframes object script select style svg"
    " template textarea title video xml".split()
)

# The group itself is not possessive: Python before 3.11.5 matches such a group wrongly.
_TEXT = re.compile(r"[^<]*+(?:<(?![a-z]|/[a-z]|!--|!\[|!doctype|\?)[^<]*+)*", re.IGNORECASE)
_PLAIN_TAG = re.compile(r"</?[a-z][a-z0-9]{0,20}+>", re.IGNORECASE)
_TAG_NAME = re.compile(r"</?[a-z][^ \t\n/>]*+", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"[ \t\n/]*+(=?[^ \t\n/>=]++)"
    r"(?:[ \t\n]*+=[ \t\n]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^ \t\n>]*+)))?"
)
_TAG_END = re.compile(r"[ \t\n/=]*+>")
_CLOSERS = {name: re.compile(rf"</{name}(?![a-z0-9:-])", re.I) for name in _WITHOUT_CONTENT}
_NOTHING: dict[str, str] = {}


def tokens(html: str) -> Iterator[Token]:
    """The tokens of html, in order. Comments, declarations, scripts and drawings are left out."""
    return _Reader(html).read()


class _Reader:
    def __init__(self, html: str) -> None:
        self.html = html
        self.at = 0
        self._absent: set[str] = set()  # closers known not to come any more

    def read(self) -> Iterator[Token]:
        html, end = self.html, len(self.html)
        while self.at < end:
            start = self.at
            self.at = _end(_TEXT.match(html, start), start)
            if self.at > start:
                yield Token("text", html[start : self.at], _NOTHING)
            if self.at < end:
                token = self._markup()
                if token:
                    yield token

    def _markup(self) -> Token | None:
        plain = _PLAIN_TAG.match(self.html, self.at)
        if plain:
            self.at = plain.end()
            token = _plain_tag(plain[0])
        elif self.html[self.at + 1] in "!?":
            self._skip_declaration()
            return None
        else:
            token = self._tag_with_attributes()
        if token.text in _WITHOUT_CONTENT and token.kind == "start":
            self._skip_content(token.text)
            return None
        return token

    def _skip_declaration(self) -> None:
        opening, closing = ("<!--", "-->") if self.html.startswith("<!--", self.at) else ("<", ">")
        # Two characters before the end of the opening: "<!-->" is a whole comment.
        found = self._find(closing, self.at + max(1, len(opening) - 2))
        self.at = found + len(closing) if found >= 0 else self.at + len(opening)

    def _find(self, needle: str, start: int) -> int:
        """Like str.find, but a search that failed once is never made again."""
        if needle in self._absent:
            return -1
        found = self.html.find(needle, start)
        if found < 0:
            self._absent.add(needle)
        return found

    def _tag_with_attributes(self) -> Token:
        html, start = self.html, self.at
        at = _end(_TAG_NAME.match(html, start), start + 1)
        name = html[start + 1 : at].lower()
        attributes: dict[str, str] = {}
        while not (finish := _TAG_END.match(html, at)):
            found = _ATTRIBUTE.match(html, at)
            if not found:  # the text ends inside the tag
                self.at = len(html)
                return Token("text", html[start:], _NOTHING)
            attributes.setdefault(found[1].lower(), found[2] or found[3] or found[4] or "")
            at = found.end()
        self.at = finish.end()
        return Token("end" if name[0] == "/" else "start", name.lstrip("/"), attributes)

    def _skip_content(self, name: str) -> None:
        if name not in self._absent:
            closer = _CLOSERS[name].search(self.html, self.at)
            if closer:
                self.at = closer.start()  # its end tag follows and closes nothing
            else:
                self._absent.add(name)


@lru_cache(maxsize=500)
def _plain_tag(raw: str) -> Token:
    name = raw.strip("</>").lower()
    return Token("end" if raw[1] == "/" else "start", name, _NOTHING)


def _end(found: re.Match[str] | None, otherwise: int) -> int:
    return found.end() if found else otherwise
