"""Which elements begin a block, and what may stand directly in each."""

HEADINGS = frozenset({"h2", "h3", "h4"})
CELLS = frozenset({"td", "th"})
TABLE_PARTS = CELLS | {"thead", "tbody", "tr"}
BLOCKS = HEADINGS | {"p", "ul", "ol", "blockquote", "table", "figure"}
OPTIONAL_END = frozenset({"dt", "dd", "option", "optgroup", "li", "caption"})
UNKEPT_BLOCKS = frozenset(
    "address article aside body button caption center col colgroup dd details dialog dir div dl dt"
    " fieldset footer form h1 h5 h6 head header hgroup html legend listing main menu nav noscript"
    " optgroup option pre search section summary".split()
)
UNKEPT_VOID = frozenset(
    "area base basefont bgsound col frame input keygen link meta param source track wbr".split()
)
ANY_HEADING = HEADINGS | {"h1", "h5", "h6"}

# What may stand directly in a block: anything, words only, or the next part of a list or table.
MODE = {
    **dict.fromkeys((*HEADINGS, "p"), "words"),
    **dict.fromkeys(("ul", "ol"), "items"),
    "table": "sections",
    "thead": "rows",
    "tbody": "rows",
    "tr": "cells",
}
MISSING_PART = {"items": "li", "sections": "tbody", "rows": "tr", "cells": "td", "bare": "p"}
# Which of these a part of a table asks for, and which of them can make room for it.
BELONGS_IN = {"thead": "sections", "tbody": "sections", "tr": "rows", "td": "cells", "th": "cells"}
MAY_HOLD = {"tr": ("rows",), "td": ("cells", "rows"), "th": ("cells", "rows")}
