"""Guards in front of the HTML parser, and the well-formed source behind it.

Parsers take quadratic time, and memory, on input made for it; so everything that could grow is
counted first, in one pass: size, tags, nesting, and formatting that stays open.
"""

import re
from collections import Counter

import nh3

BARE_LIMIT = 1024 * 1024
TAG_LIMIT = 50_000
DEPTH_LIMIT = 200
OPEN_FORMATTING_LIMIT = 20
_GROWN_LIMIT = 4 * BARE_LIMIT

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_HIDDEN = re.compile(r"<!--|<(script|style|template|svg|noscript|iframe|object)\b", re.IGNORECASE)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# The parser ends these by itself where the next one begins: they do not nest.
_SELF_ENDING = frozenset(
    "p li dt dd tr td th thead tbody tfoot option optgroup html head body".split()
)
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())

BLOCKS = frozenset(
    "address article aside blockquote body caption dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table"
    " tbody td tfoot th thead tr ul".split()
)
_INLINE = frozenset(
    "a abbr b br cite code del dfn em i img ins kbd mark q s samp small span"
    " strike strong sub sup time u var".split()
)
_HEAD = frozenset(("title", "meta", "link"))
_ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt"},
    "link": {"rel", "href"},
    "meta": {"name", "property", "itemprop", "content"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_DROPPED = {"script", "style", "button", "select", "textarea", "math", "svg", "iframe", "object"}


def safe_source(html: str) -> str:
    """Well-formed HTML with scripts, comments and unknown tags gone and every tag closed.

    Raises ValueError with a sentence when the page is too large, or nested too deeply.
    """
    bare = _without_hidden(html)
    if len(bare) > BARE_LIMIT:
        raise ValueError(f"The page is larger than {BARE_LIMIT // 1024} KiB without its scripts.")
    _refuse_deep(bare)
    clean = nh3.clean(
        bare,
        tags=set(BLOCKS | _INLINE | _HEAD),
        clean_content_tags=set(_DROPPED),
        attributes=_ATTRIBUTES,
        link_rel=None,
        strip_comments=True,
    )
    if len(clean) > _GROWN_LIMIT:
        raise ValueError("The page's tags are so tangled that it cannot be read. Clean it first.")
    _refuse_deep(clean, self_ending=frozenset())
    return clean


def _without_hidden(html: str) -> str:
    """The page without comments, scripts and styles; one that never ends takes the rest along."""
    parts, position, lowered = [], 0, html.lower()
    if len(lowered) != len(html):  # a few letters change length in lower case
        lowered = html
    while opening := _HIDDEN.search(html, position):
        parts.append(html[position : opening.start()])
        name = opening[1]
        closing = f"</{name.lower()}" if name else "-->"
        end = lowered.find(closing, opening.end() if name else opening.start() + 4)
        end = html.find(">", end) if end >= 0 else -1
        if end < 0:
            return "".join(parts)
        position = end + 1
    return "".join([*parts, html[position:]])


def _refuse_deep(html: str, self_ending: frozenset[str] = _SELF_ENDING) -> None:
    opened: Counter[str] = Counter()
    depth = formatting = 0
    for count, (closes, tag) in enumerate(_TAG.findall(html), start=1):
        name = tag.lower()
        if count > TAG_LIMIT:
            raise ValueError(f"The page has more than {TAG_LIMIT:,} tags. Split it into articles.")
        if name in _VOID or name in self_ending or (closes and not opened[name]):
            continue
        step = -1 if closes else 1
        opened[name] += step
        depth += step
        formatting += step if name in _FORMATTING else 0
        if depth > DEPTH_LIMIT or formatting > OPEN_FORMATTING_LIMIT:
            raise ValueError("The page's tags are nested too deeply to be read. Clean it first.")
