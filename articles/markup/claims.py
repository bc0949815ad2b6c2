"""The claim marks of a text: which words each claim has, and a text without some of them."""

from collections.abc import Collection
from html import unescape

from .tokens import Token, tokens


def claimed(html: str) -> dict[int, str]:
    """The words of each claim in cleaned manuscript HTML, by key, in order of appearance.

    Blanks are single; formatting and citations inside a claim are no part of its words.
    """
    if "data-claim" not in html:
        return {}
    pieces: dict[int, list[str]] = {}
    spans: list[int] = []  # the key of each open span; 0 for a citation
    for token in tokens(html):
        if token.text == "span" and token.kind != "text":
            _follow(token, spans)
            if spans and spans[-1]:
                pieces.setdefault(spans[-1], [])
        elif inside := next(filter(None, reversed(spans)), 0):
            pieces[inside].append(unescape(token.text) if token.kind == "text" else _blank(token))
    return {key: " ".join("".join(found).split()) for key, found in pieces.items()}


def without_claims(html: str, keys: Collection[int]) -> str:
    """Cleaned manuscript HTML whose marks of these claims are gone; the words stay."""
    spans: list[int] = []
    out: list[str] = []
    for token in tokens(html):
        ended = spans[-1] if spans else 0
        is_span = token.text == "span" and token.kind != "text"
        if is_span:
            _follow(token, spans)
        key = spans[-1] if is_span and token.kind == "start" else ended
        if not (is_span and key in keys):
            out.append(as_found(token))
    return "".join(out)


def key_of(span: Token) -> int:
    """The key of the claim that a start tag begins; 0 for any other."""
    return int(span.attributes.get("data-claim") or 0)


def as_found(token: Token) -> str:
    """A token of cleaned HTML, written as it was: its attribute values are still escaped."""
    if token.kind == "text":
        return token.text
    if token.kind == "end":
        return f"</{token.text}>"
    attributes = "".join(f' {name}="{value}"' for name, value in token.attributes.items())
    return f"<{token.text}{attributes}>"


def _follow(span: Token, spans: list[int]) -> None:
    if span.kind == "start":
        spans.append(key_of(span))
    elif spans:
        spans.pop()


def _blank(token: Token) -> str:
    return " " if token.text == "br" else ""
