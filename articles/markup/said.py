"""What readers write, as HTML: paragraphs, line breaks, links, and nothing else."""

import re
from html import escape

LONGEST_SHOWN_ADDRESS = 60
# Only what a browser opens as a page of another site; a name before an @ could pass for its host.
_ADDRESS = re.compile(
    r"\bhttps?://(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}(?![\w@:.-]*@)"
    r"(?:[/?#][^\s<>\"“”«»\\^`{|}]{0,500})?",
    re.IGNORECASE,
)
_ENDINGS = ".,;:!?'’*_~"
_PARAGRAPHS = re.compile(r"\n\s*\n")


def said(text: str) -> str:
    """HTML of plain text: an empty line begins a paragraph, and whole web addresses become links.

    The links say that a reader set them and that the site does not vouch for them; each shows
    where it leads. Whatever else is in the text is shown as it was typed.
    """
    paragraphs = [part.strip("\n") for part in _PARAGRAPHS.split(text.strip())]
    return "".join(f"<p>{_line_breaks(part)}</p>" for part in paragraphs if part)


def addresses_in(text: str) -> list[str]:
    """The web addresses that `said` makes links of."""
    return [_without_ending(found[0]) for found in _ADDRESS.finditer(text)]


def _line_breaks(text: str) -> str:
    return "<br>".join(_with_links(line) for line in text.split("\n"))


def _with_links(line: str) -> str:
    out, at = [], 0
    for found in _ADDRESS.finditer(line):
        address = _without_ending(found[0])
        out += [escape(line[at : found.start()]), _link(address)]
        at = found.start() + len(address)
    return "".join([*out, escape(line[at:])])


def _link(address: str) -> str:
    shown = re.sub(r"^https?://", "", address, flags=re.IGNORECASE)
    if len(shown) > LONGEST_SHOWN_ADDRESS:
        shown = f"{shown[: LONGEST_SHOWN_ADDRESS - 1]}…"
    return f'<a href="{escape(address)}" rel="ugc nofollow noopener">{escape(shown)}</a>'


def _without_ending(address: str) -> str:
    """A full stop or bracket after an address belongs to the sentence, unless it opened inside."""
    while address and (address[-1] in _ENDINGS or _closes_nothing(address)):
        address = address[:-1]
    return address


def _closes_nothing(address: str) -> bool:
    pairs = {")": "(", "]": "["}
    last = address[-1]
    return last in pairs and address.count(pairs[last]) < address.count(last)
