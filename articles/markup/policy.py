"""What an article's HTML may hold: the allow-list, its limits and the words of a refusal.

Whoever changes a rule here raises POLICY_VERSION, so that rows made under an older policy can be
found and made again. The editor's extensions must never offer more than this file allows.
"""

import re

POLICY_VERSION = 2

MAX_BYTES = 256 * 1024
MAX_DEPTH = 100
MEDIA_PREFIX = "/media/"


class MarkupError(ValueError):
    """HTML that cannot be taken; the message tells a person what is wrong and what to do."""


# The tags, each with the attributes it may carry.
ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(("h2", "h3", "h4", "p", "br", "hr", "blockquote"), frozenset()),
    **dict.fromkeys(("strong", "em", "sub", "sup", "u", "s"), frozenset()),
    **dict.fromkeys(("ul", "li", "table", "thead", "tbody", "tr"), frozenset()),
    **dict.fromkeys(("figure", "figcaption"), frozenset()),
    "ol": frozenset({"start"}),
    "a": frozenset({"href", "rel"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "td": frozenset({"colspan", "rowspan"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "span": frozenset({"data-claim", "data-source"}),  # one of the two: see `tags.mark_opening`
}

# What other programs write for the same thing (Word, Google Docs, older HTML).
SAME_AS = {"b": "strong", "i": "em", "strike": "s", "del": "s", "ins": "u", "tfoot": "tbody"}

CITATION = re.compile(r"[1-9][0-9]{0,2}(?: [1-9][0-9]{0,2}){0,9}")
CLAIM = re.compile("[1-9][0-9]{0,3}")

_FORBIDDEN_IN_URL = r"\s\\\x00-\x20\x7f-\xa0\u2028-\u202e\u2066-\u2069\ufeff\"<>"
_LINK = re.compile(
    rf"https?://[^/{_FORBIDDEN_IN_URL}][^{_FORBIDDEN_IN_URL}]*"
    rf"|mailto:[^/{_FORBIDDEN_IN_URL}][^{_FORBIDDEN_IN_URL}]*"
    r"|tel:[+0-9][0-9().;=a-z-]*"
    rf"|/(?![/\\])[^{_FORBIDDEN_IN_URL}]*"
    rf"|\#[^{_FORBIDDEN_IN_URL}]+",
    re.IGNORECASE,
)
_PICTURE = re.compile(re.escape(MEDIA_PREFIX) + r"[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*")
_VALUES = {
    "src": _PICTURE,
    "data-source": CITATION,
    "data-claim": CLAIM,
    "rel": re.compile("noopener"),
    "width": re.compile("[1-9][0-9]{0,4}"),
    "height": re.compile("[1-9][0-9]{0,4}"),
    "colspan": re.compile("[1-9][0-9]?"),
    "rowspan": re.compile("[1-9][0-9]?"),
    "start": re.compile("0|[1-9][0-9]{0,4}"),
    "scope": re.compile("(?:col|row)(?:group)?"),
}
_LONGEST_URL = 2_000


def link(value: str) -> str | None:
    """A link target in the form we store, or None: http(s), mailto, tel, /x or #x only."""
    value = value.strip(" \t\n").replace(" ", "%20")
    if len(value) > _LONGEST_URL or not _LINK.fullmatch(value):
        return None
    return value


def is_external(href: str) -> bool:
    """Whether a link leaves the site; it then says rel="noopener"."""
    return href[:8].lower().startswith(("http://", "https://"))


def attribute(tag: str, name: str, value: str) -> str | None:
    """The value this attribute may keep, or None to leave the attribute out."""
    if name not in ALLOWED.get(tag, ()):
        return None
    if name == "href":
        return link(value)
    if name == "alt":
        return value
    return value if _VALUES[name].fullmatch(value) else None


def too_long() -> MarkupError:
    return MarkupError(
        f"This text is longer than {MAX_BYTES // 1024} KiB of HTML. "
        "Split it into several articles, or remove pasted formatting."
    )


def too_deep() -> MarkupError:
    return MarkupError(
        f"This text has more than {MAX_DEPTH} elements inside each other. "
        "Paste it without formatting, or take lists and tables out of each other."
    )


def too_tangled() -> MarkupError:
    return MarkupError(
        "This HTML is too tangled to clean. Paste it without formatting and format it here."
    )
