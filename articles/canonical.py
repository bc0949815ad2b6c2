"""One spelling of a revision's content, so that its hash says whether anything changed.

What a revision hands in is what a clinician signs: title, summary, body_html, also_known_as,
byline, sources and attribution. Not in it: numbers and times of the row itself, counts, and what
editors may change without a new review (address, category, tags).
"""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import date


def canonical_json(content: Mapping) -> bytes:
    """UTF-8 JSON with sorted keys, NFC strings and no spaces: equal content gives equal bytes.

    Values are text, whole numbers, booleans, None, dates (written as ISO 8601), lists or tuples
    (the same) and mappings with text keys. Raises TypeError for anything else, fractions too
    (their spelling is not agreed on), and ValueError when two keys become one in NFC.
    """
    return json.dumps(
        _canonical(content), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def sha256(content: Mapping) -> str:
    """SHA-256 of the canonical JSON, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(content)).hexdigest()


def _canonical(value: object) -> object:
    match value:
        case None | bool() | int():
            return value
        case str():
            return unicodedata.normalize("NFC", value)
        case date():
            return value.isoformat()
        case list() | tuple():
            return [_canonical(item) for item in value]
        case Mapping():
            return _canonical_mapping(value)
    raise TypeError(f"A {type(value).__name__} has no canonical form; give text or whole numbers.")


def _canonical_mapping(mapping: Mapping) -> dict[str, object]:
    spelled: dict[str, object] = {}
    for key, value in mapping.items():
        if not isinstance(key, str):
            raise TypeError(f"The key {key!r} is not text.")
        name = unicodedata.normalize("NFC", key)
        if name in spelled:
            raise ValueError(f"Two keys are both spelled “{name}”.")
        spelled[name] = _canonical(value)
    return spelled
