"""The encoding of an HTML page: byte order mark, then its own <meta>, then a guess."""

import codecs
import re

from articles.importers.text_file import EMPTY, Unreadable, decode

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_.:-]{1,40})", re.IGNORECASE
)
# As browsers do: what calls itself Latin-1 or ASCII is Windows-1252.
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_NOT_IN_A_META = ("utf-16", "utf-32", "utf-7")


def decode_page(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The page's text and remarks. Raises Unreadable for empty, binary or broken pages."""
    declared = None if data.startswith(_BOMS) else _declared(data[:4096])
    if declared is None or declared == "utf-8":
        text, notes = decode(data)
    else:
        text, notes = _decode_as(data, declared)
    if not text.strip():
        raise Unreadable(EMPTY)
    return text, notes


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head)
    if not match:
        return None
    try:
        info = codecs.lookup(match[1].decode("ascii"))
    except LookupError:
        return None
    is_text = getattr(info, "_is_text_encoding", True)
    if not is_text or info.name.startswith(_NOT_IN_A_META):
        return None
    return _AS_BROWSERS.get(info.name, info.name)


def _decode_as(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    decode(b"" if b"\0" not in data[:4096] else data)  # refuses binary files
    try:
        return data.decode(encoding, "replace" if encoding == "cp1252" else "strict"), ()
    except (UnicodeError, ValueError):
        raise Unreadable(
            f"The page says it is {encoding}, and is not. Save it again as UTF-8."
        ) from None
