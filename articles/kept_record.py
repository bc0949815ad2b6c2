"""What the database keeps of an article, next to its events: read for judging, in batches by key.

Of texts and signatures only digests stay in memory, so a batch is small whatever was written.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet

from articles.history import PAGE_FIELDS, digest_of, has_ended
from articles.models import (
    ChangedWords,
    Decision,
    EditorialNotice,
    Event,
    Exemption,
    Review,
    Revision,
)

TEXTS_AT_ONCE = 20
EVENTS_AT_ONCE = 500
FACTS = [
    *"pk slug live_id history_length history_head".split(),
    *PAGE_FIELDS,
    *"review_due_on review_interval category__review_interval last_review__decided_at".split(),
]

Key = tuple[str, int]  # the model's name and the row's key; of changed words their event's number


@dataclass(frozen=True)
class Span:
    """The articles with keys above `after`, up to and with `until` where there is one."""

    after: int
    until: int | None

    def of(self, rows: QuerySet, name: str) -> QuerySet:
        rows = rows.filter(**{f"{name}__gt": self.after})
        return rows.filter(**{f"{name}__lte": self.until}) if self.until is not None else rows


@dataclass(frozen=True)
class Text:
    number: int
    sha256: str
    digest: str
    is_intact: bool


@dataclass
class Record:
    """One article: its facts, its texts, and the digests of its signatures and notices."""

    facts: dict[str, Any]
    texts: dict[int, Text] = field(default_factory=dict)
    rows: dict[Key, list[str]] = field(default_factory=dict)
    grounds: dict[Key, tuple[int, str]] = field(default_factory=dict)  # text, and its hash


def read(articles: list[dict], span: Span) -> dict[int, Record]:
    """The records of these articles, by key: five queries."""
    records = {facts["pk"]: Record(facts) for facts in articles}
    texts = span.of(Revision.objects.order_by("pk"), "article_id")
    for text in texts.iterator(chunk_size=TEXTS_AT_ONCE):
        if record := records.get(text.article_id):
            record.texts[text.pk] = Text(text.number, text.sha256, _digest(text), _intact(text))
    for row in _rows(span):
        if record := records.get(row.owner):
            key = (row._meta.model_name, getattr(row, "number_of_event", row.pk))
            record.rows[key] = _digests(row)
            if ground := _ground(row):
                record.grounds[key] = ground
    return records


def events(span: Span) -> Iterator[Event]:
    """All events between two keys, each article's in its order."""
    rows = span.of(Event.objects.order_by("article_id", "sequence", "pk"), "article_id")
    yield from rows.iterator(chunk_size=EVENTS_AT_ONCE)


def _rows(span):
    for model in (Review, Exemption):
        rows = model.objects.annotate(owner=F("revision__article_id")).order_by("pk")
        yield from span.of(rows, "revision__article_id").iterator(chunk_size=EVENTS_AT_ONCE)
    notices = EditorialNotice.objects.annotate(owner=F("article_id")).order_by("pk")
    yield from span.of(notices, "article_id").iterator(chunk_size=EVENTS_AT_ONCE)
    words = ChangedWords.objects.annotate(
        owner=F("event__article_id"), number_of_event=F("event__sequence")
    )
    words = span.of(words.order_by("pk"), "event__article_id")
    yield from words.iterator(chunk_size=TEXTS_AT_ONCE)


def _digests(row):
    """What the events must have kept of a row: as it was made, and as it ended."""
    made = _digest(row, ended=False)
    return [made, _digest(row)] if has_ended(row) else [made]


def _ground(row):
    """The text that this row lets readers see, if it lets them see one."""
    if isinstance(row, Review) and row.decision == Decision.APPROVED:
        return row.revision_id, row.sha256
    return (row.revision_id, "") if isinstance(row, Exemption) else None


def _digest(row, **how):
    """A value that has no canonical spelling was never written by HealthHub: no digest at all."""
    try:
        return digest_of(row, **how)
    except (TypeError, ValueError, KeyError, AttributeError):
        return ""


def _intact(text):
    try:
        return text.is_intact
    except (TypeError, ValueError, KeyError):
        return False
