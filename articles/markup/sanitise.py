"""The one door through which HTML becomes ours."""

import re

import nh3
from django.utils.safestring import SafeString, mark_safe

from . import policy
from .balance import balance

_PASSES = 3
# Control characters but newline and tab, halves of surrogate pairs, and noncharacters.
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(html: str) -> str:
    """Manuscript HTML holding only what the policy allows, balanced, and a fixpoint of itself.

    Never drops words except inside scripts, styles, drawings and comments. Raises MarkupError for
    more than 256 KiB (before or after cleaning) or more than 100 elements inside each other.
    """
    _refuse_length(html)
    current = _printable(html)
    for _ in range(_PASSES):
        before, current = current, _cleaned_once(current)
        if current == before:
            return current
    raise policy.too_tangled()


def trusted(html: str) -> SafeString:
    """Tell the templates that this HTML may be shown as it is. No other place calls mark_safe."""
    return mark_safe(html)


def _cleaned_once(html: str) -> str:
    sanitised = nh3.clean(
        balance(html),
        tags=set(policy.ALLOWED),
        attributes={tag: set(names) for tag, names in policy.ALLOWED.items()},
        attribute_filter=policy.attribute,
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
    )
    _refuse_length(sanitised)
    return _printable(sanitised)


def _refuse_length(html: str) -> None:
    if len(html) > policy.MAX_BYTES or len(html.encode("utf-8", "replace")) > policy.MAX_BYTES:
        raise policy.too_long()


def _printable(html: str) -> str:
    return _UNPRINTABLE.sub("", html.replace("\r\n", "\n").replace("\r", "\n"))
