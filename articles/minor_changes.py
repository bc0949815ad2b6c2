"""Whether an editor may sign a revision again on the ground of a clinician's review of another.

The difference is always taken from the text that was signed whole, so that small repairs cannot
add up to a large one.
"""

from html import unescape

from articles import vocabulary
from articles.models import Revision
from articles.quality.minor import MOST_CHARACTERS, is_minor_in, pieces

SAME = ("language", "byline", "sources", "attribution", "content_type", "medicines", "statements")
NOT_MINOR = (
    f"This is more than a small repair: at most {MOST_CHARACTERS} characters may differ from the "
    "text that was signed, no digit, medicine or word of negation may be touched, and links, "
    "pictures, citations, lists and tables must be as they were. A clinician must read it."
)


OTHER_WORDS = (
    "The words that this text explains, or their explanations in the glossary, are not those that "
    "were signed. A clinician must read them."
)


def refusal(signed: Revision, changed: Revision) -> str:
    """Why the change from the signed to the changed text is not minor; "" when it is."""
    if changed.signed_format != signed.signed_format:
        return NOT_MINOR
    if signed.glossary != changed.glossary:
        return OTHER_WORDS
    if any(getattr(signed, name) != getattr(changed, name) for name in SAME):
        return NOT_MINOR
    (tags, before), (other_tags, after) = _pieces(signed), _pieces(changed)
    if tags != other_tags or _evidence(signed) != _evidence(changed):
        return NOT_MINOR
    words = vocabulary.current()
    return "" if is_minor_in(before, after, words.medicines, words.negations) else NOT_MINOR


def _pieces(revision):
    """The tags, and everything outside tags that readers see, piece by piece."""
    tags, texts = pieces(revision.body_html)
    heads = [revision.title, revision.summary, *revision.also_known_as, *revision.key_facts]
    return tags, [*heads, *map(unescape, texts)]


def _evidence(revision):
    return [
        {name: value for name, value in claim.items() if name != "text"}
        for claim in revision.claims
    ]
