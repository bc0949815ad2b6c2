"""Print for other places than its page: every address whole."""

from html import escape, unescape

from .claims import as_found
from .tokens import Token, tokens

# What leads within the page, or is of use only there.
_OF_THE_PAGE = ("id", "tabindex", "role", "loading", "decoding", "class")


def absolute(html: str, *, site: str, page: str) -> str:
    """Print whose links and pictures name the site and the page; ids are left out.

    site has no slash at its end, page is the page's whole address.
    """
    return "".join(
        as_found(token._replace(attributes=_whole(token, site, page)))
        if token.kind == "start"
        else as_found(token)
        for token in tokens(html)
    )


def _whole(token: Token, site: str, page: str) -> dict[str, str]:
    kept = {n: value for n, value in token.attributes.items() if n not in _OF_THE_PAGE}
    for name in ("href", "src"):
        if name in kept:
            kept[name] = _address(kept[name], site, page)
    if "srcset" in kept:
        kept["srcset"] = ", ".join(
            _address(part.strip(), site, page) for part in kept["srcset"].split(",")
        )
    return kept


def _address(value: str, site: str, page: str) -> str:
    written = unescape(value)
    if written.startswith("#"):
        return escape(page + written)
    if written.startswith("/") and not written.startswith("//"):
        return escape(site + written)
    return value
