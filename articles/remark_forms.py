"""What a form of a remark sends, read: the passage that was chosen, and the form's own key."""

import uuid

from articles import remarks
from articles.lists import is_id
from articles.passages import LONGEST_QUOTE, Passage

CHANGED = (
    "The passage has changed since you chose it. Sent again, the remark will be on the whole text. "
    "Name the place in your words, or go back and choose the passage anew."
)


def chosen(revision, words: str, block: str, *, exactly: bool = False) -> Passage | None:
    """The passage that an address or a form names: words in the text, else a whole block."""
    if revision is None:
        return None
    reading = remarks.reading_of(revision)
    number = int(block) if is_id(block) or block == "0" else -1
    if words:
        passage = reading.passage_of_words(words[: 2 * LONGEST_QUOTE], near=number)
        if passage or exactly:
            return passage
    return reading.passage_of_block(number)


def key_of(sent) -> uuid.UUID | None:
    """The form's own key, by which a second sending is known; None where it has none."""
    try:
        return uuid.UUID(sent.get("key", ""))
    except ValueError:
        return None
