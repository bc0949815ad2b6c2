"""Writing texts and tags. Whatever is written here is quoted and escaped; nothing else writes."""

import re

from .policy import ALLOWED, attribute, is_external, link

_BARE_AMPERSAND = re.compile("&(?!#[0-9x]|[a-z][a-z0-9])", re.IGNORECASE)
_NORMAL_WEIGHT = re.compile(r"(?:^|;)\s*font-weight:\s?(?:normal|400)", re.IGNORECASE)


def escaped(raw: str) -> str:
    """A raw text; its character references stay for the parser to decode."""
    raw = raw.replace("<", "&lt;").replace(">", "&gt;")
    return _BARE_AMPERSAND.sub("&amp;", raw) if "&" in raw else raw


def opening(name: str, attributes: dict[str, str]) -> str:
    if not attributes:
        return f"<{name}>"
    kept = (key for key in sorted(ALLOWED[name]) if key in attributes)
    return f"<{name}{''.join(_written(key, attributes[key]) for key in kept)}>"


def _written(key: str, raw: str) -> str:
    return f' {key}="{_quoted(raw)}"'


def _quoted(raw: str) -> str:
    return raw.replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def mark_opening(name: str, attributes: dict[str, str]) -> str:
    if name == "a":
        return _link_opening(attributes.get("href", ""))
    if name == "span":
        return _span_opening(attributes)
    if name == "strong" and _NORMAL_WEIGHT.search(attributes.get("style", "")):
        return ""  # Google Docs wraps everything it copies in such a <b>
    return f"<{name}>" if name in ALLOWED else ""


def _span_opening(attributes: dict[str, str]) -> str:
    """A citation or a claim; a span that says it is both is a citation."""
    for key in ("data-source", "data-claim"):
        if value := attribute("span", key, attributes.get(key, "")):
            return f'<span {key}="{value}">'
    return ""


def _link_opening(raw: str) -> str:
    """The link as far as it can be judged undecoded; the sanitiser judges the decoded address."""
    href = link(raw)
    if href is None:
        return ""
    rel = ' rel="noopener"' if is_external(href) else ""
    return f'<a href="{_quoted(href)}"{rel}>'
