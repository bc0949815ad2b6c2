"""`word[^1]` in Markdown: the word gets the citation mark `<span data-source="1">`."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_MARKER = re.compile(r"\[\^([1-9][0-9]{0,2})\]")
_LAST_WORD = re.compile(r"\S+\s*\Z")


def citations(markdown: MarkdownIt) -> None:
    """A plugin: markers are found while text is read, and given their words afterwards."""
    markdown.inline.ruler.before("link", "citation", _find_marker)
    markdown.core.ruler.push("citation_words", _give_words)


def cited_numbers(tokens: list[Token]) -> Iterator[int]:
    for token in tokens:
        for child in token.children or ():
            if child.type == "citation_open":
                yield from map(int, str(child.attrs["data-source"]).split())


def _find_marker(state: StateInline, silent: bool) -> bool:
    match = _MARKER.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("citation", "", 0).content = match[1]
    state.pos = match.end()
    return True


def _give_words(state: StateCore) -> None:
    for token in state.tokens:
        if token.children and any(child.type == "citation" for child in token.children):
            token.children = _with_words(token.children)


def _with_words(children: list[Token]) -> list[Token]:
    out: list[Token] = []
    for child in children:
        if child.type == "text" and not child.content:
            continue
        if child.type != "citation":
            out.append(child)
        elif out and out[-1].type == "citation_close":
            _also_cites(out, child.content)
        else:
            _wrap_last(out, child.content)
    return out


def _also_cites(out: list[Token], number: str) -> None:
    opening = next(token for token in reversed(out) if token.type == "citation_open")
    numbers = str(opening.attrs["data-source"]).split()
    if number not in numbers:
        opening.attrs["data-source"] = " ".join([*numbers, number])


def _wrap_last(out: list[Token], number: str) -> None:
    """Wraps the word, or the marked-up words, that stand before the marker."""
    if not out or out[-1].type in ("softbreak", "hardbreak"):
        raise ValueError(f"[^{number}] follows no word. Put it right behind the word it supports.")
    start = _start_of_last(out)
    opening = Token("citation_open", "span", 1, attrs={"data-source": number})
    out[start:] = [opening, *out[start:], Token("citation_close", "span", -1)]


def _start_of_last(out: list[Token]) -> int:
    last = out[-1]
    if last.type == "text":
        return _split_last_word(out)
    if last.nesting >= 0:
        return len(out) - 1
    depth = 0
    for place in range(len(out) - 1, -1, -1):
        depth -= out[place].nesting
        if depth == 0:
            return place
    return 0


def _split_last_word(out: list[Token]) -> int:
    text = out[-1]
    match = _LAST_WORD.search(text.content)
    if not match:
        return len(out) - 1
    before, text.content = text.content[: match.start()], match[0]
    if before:
        out.insert(len(out) - 1, Token("text", "", 0, content=before, level=text.level))
    return len(out) - 1
