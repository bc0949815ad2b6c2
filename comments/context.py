"""Where the passage stands that a reader speaks of: in the edition read, and in the live one."""

from dataclasses import dataclass

from articles.passages import Found, Passage, Reading, find
from comments.models import Case


@dataclass(frozen=True)
class Context:
    """The block of the edition with the passage in it, in three pieces; `still_there` says whether
    the same words stand in what readers see now, and is None where that is the same edition."""

    before: str
    words: str
    after: str
    still_there: bool | None


def context_of(case: Case) -> Context | None:
    """None where the reader named no passage, or nothing like it stands in the edition."""
    passage = Passage(" ".join(case.passage.strip(' \n\t“”"…').split()))
    reading = _reading(case.revision)
    found = find(passage, reading)
    if found is None:
        return None
    before, words, after = _pieces(reading, found)
    live = case.article.live
    same = case.revision_id == case.article.live_id or live is None
    still = None if same else words in _reading(live).text
    return Context(before, words, after, still)


def _pieces(reading: Reading, found: Found):
    block = reading.blocks[found.block]
    start = found.start - reading.starts[found.block]
    end = start + len(found.words)
    return block.text[:start], found.words, block.text[end:]


def _reading(revision):
    return Reading(revision.title, revision.summary, revision.body_html)
