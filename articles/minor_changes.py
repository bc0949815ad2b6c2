"""Whether an editor may sign a revision again on the ground of a clinician's review of another.

The difference is always taken from the text that was signed whole, so that small repairs cannot
add up to a large one.
"""

import re

from articles import markup, vocabulary
from articles.models import Revision
from articles.quality.minor import MOST_CHARACTERS, is_minor

SAME = ("byline", "sources", "attribution", "content_type", "medicines", "statements")
POINTERS = re.compile(r'\s(href|src|srcset|alt)="([^"]*)"')
NOT_MINOR = (
    f"This is more than a small repair: at most {MOST_CHARACTERS} characters may differ from the "
    "text that was signed, and no digit, medicine or word of negation. A clinician must read it."
)


def refusal(signed: Revision, changed: Revision) -> str:
    """Why the change from the signed to the changed text is not minor; "" when it is."""
    if changed.signed_format != signed.signed_format:
        return NOT_MINOR
    if any(getattr(signed, name) != getattr(changed, name) for name in SAME):
        return NOT_MINOR
    if _pointers(signed) != _pointers(changed) or _evidence(signed) != _evidence(changed):
        return NOT_MINOR
    words = vocabulary.current()
    if is_minor(_wording(signed), _wording(changed), words.medicines, words.negations):
        return ""
    return NOT_MINOR


def _wording(revision):
    """Everything outside tags that readers see."""
    text = markup.plain_text(revision.body_html)
    return "\n".join([revision.title, revision.summary, *revision.also_known_as, text])


def _pointers(revision):
    """Where links lead, which pictures are shown, and what they say to those who cannot see."""
    return POINTERS.findall(revision.body_html)


def _evidence(revision):
    return [
        {name: value for name, value in claim.items() if name != "text"}
        for claim in revision.claims
    ]
