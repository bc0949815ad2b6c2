"""Data for machines inside a page: JSON that no value can end, comment out or break."""

import json
import re
from collections.abc import Mapping

from django.utils.safestring import SafeString

from .sanitise import trusted

# What could end the block or begin a comment in it, what ends a line in older scripts, and halves
# of surrogate pairs, which no page can be written with.
_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def json_block(values: Mapping[str, object]) -> SafeString:
    """The text of a `<script type="application/ld+json">`. Raises ValueError for NaN."""
    written = json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return trusted(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", written))
