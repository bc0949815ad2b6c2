"""By which words a publication differs from what readers saw before it.

Compared once, when it happens, and kept with its event: reading a page's history costs nothing.
"""

from django.utils.translation import gettext_noop

from articles import compare
from articles.models import Article, ChangedWords, Event, Revision

MOST_CHARACTERS = 20_000
CONTEXT = 120  # unchanged characters kept on each side of a change in the same passage
GAP = " … "

Passage = list[compare.Piece]


def words_of_next(article: Article, shown: int | None) -> ChangedWords | None:
    """What the next event will keep, if readers see another text after it; not stored here."""
    before = _shown_last(article) if shown else None
    if shown is None or before in (None, shown):
        return None
    revisions = Revision.objects.in_bulk([before, shown])
    passages, is_cut = difference(revisions[before], revisions[shown])
    return ChangedWords(passages=passages, is_cut=is_cut)


def difference(before: Revision, after: Revision) -> tuple[list[dict], bool]:
    """The passages that differ, with their places; whether there were too many to keep all."""
    passages: list[dict] = []
    room = MOST_CHARACTERS
    old, new = _texts(before), _texts(after)
    for place in new:
        for pieces in changed_passages(compare.words(old[place], new[place])):
            room -= sum(len(text) for _, text in pieces)
            if room < 0:
                return passages, True
            passages.append({"place": place, "pieces": [list(piece) for piece in pieces]})
    return passages, False


def changed_passages(pieces: list[compare.Piece]) -> list[Passage]:
    """The lines that have a change in them, long unchanged stretches left out."""
    changed = [line for line in compare.lines(pieces) if any(kind != "same" for kind, _ in line)]
    return [_shortened(line) for line in changed]


def _shown_last(article):
    events = Event.objects.filter(article=article, shown__isnull=False).order_by("-sequence")
    return events.values_list("shown", flat=True).first()


def _texts(revision):
    return {
        gettext_noop("Title"): revision.title,
        gettext_noop("Summary"): revision.summary,
        gettext_noop("Key facts"): "\n".join(revision.key_facts),
        gettext_noop("Text"): revision.plain_text,
        gettext_noop("Also called"): "\n".join(revision.also_known_as),
        gettext_noop("Words explained"): "\n".join(map(_explained, revision.glossary)),
        gettext_noop("Medicines"): "\n".join(revision.medicines),
        gettext_noop("Authors"): "\n".join(author["name"] for author in revision.byline),
        gettext_noop("Sources"): "\n".join(source["citation"] for source in revision.sources),
        gettext_noop("Funding"): revision.statements.get("funding", ""),
        gettext_noop("Sponsor"): revision.statements.get("label", ""),
        gettext_noop("Whose experience"): revision.statements.get("experience", ""),
    }


def _explained(word):
    return f"{word['term']}: {word['explanation']}"


def _shortened(line):
    """Of what did not change, only the words next to a change."""
    last = len(line) - 1
    return [
        (kind, text if kind != "same" else _context(text, before=place > 0, after=place < last))
        for place, (kind, text) in enumerate(line)
    ]


def _context(text, *, before, after):
    """The beginning of an unchanged stretch where a change stands before it, and so the end."""
    if len(text) <= CONTEXT * (before + after):
        return text
    head = text[:CONTEXT].rpartition(" ")[0] if before else ""
    tail = text[-CONTEXT:].partition(" ")[2] if after else ""
    return f"{head}{GAP}{tail}"
