"""Whether the stored history is the one that was written: every event, text and signature.

Reads everything in batches by key, so that it needs no more memory for a million articles. What
looks wrong is judged once more with the article's row locked: somebody may be at work on it.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from articles import kept_record
from articles.history import FORMAT, digest_of_page, hash_of
from articles.kept_record import FACTS, Record, Span
from articles.models import Article
from articles.quality.review import months_later

BATCH = 200
ROW = {"model": str, "id": int, "digest": str}
NAMES = {
    "review": "The review",
    "exemption": "The exception",
    "editorialnotice": "The notice for readers",
    "changedwords": "The comparison of words of event",
}


@dataclass
class Count:
    articles: int = 0
    events: int = 0
    findings: int = 0


def check(count: Count, slug: str = "") -> Iterator[str]:
    """A sentence for each finding, over all articles or the one with this slug."""
    for articles, span in _batches(slug):
        suspects = {pk for pk, _ in _judged(articles, span, count)}
        for pk in sorted(suspects):
            for sentence in _judged_alone(pk):
                count.findings += 1
                yield sentence


def head() -> str:
    """One digest over the heads of all histories; kept elsewhere, it dates this very state."""
    digest = hashlib.sha256()
    heads = Article.objects.order_by("pk").values_list("pk", "history_length", "history_head")
    for pk, length, last in heads.iterator():
        digest.update(f"{pk} {length} {last}\n".encode())
    return digest.hexdigest()


def _batches(slug):
    articles = Article.objects.order_by("pk").values(*FACTS)
    if slug:
        yield from (([row], Span(row["pk"] - 1, row["pk"])) for row in articles.filter(slug=slug))
        return
    after: int | None = 0
    while after is not None:
        batch = list(articles.filter(pk__gt=after)[:BATCH])
        until = batch[-1]["pk"] if len(batch) == BATCH else None
        yield batch, Span(after, until)
        after = until


def _judged_alone(pk):
    with transaction.atomic():
        rows = Article.objects.filter(pk=pk).select_for_update(of=("self",)).values(*FACTS)
        yield from [words for _, words in _judged(list(rows), Span(pk - 1, pk), Count())]


def _judged(articles, span, count) -> Iterator[tuple[int, str]]:
    """Pairs of an article's key and a sentence."""
    count.articles += len(articles)
    records = kept_record.read(articles, span)
    silent = set(records)
    for pk, events in groupby(kept_record.events(span), key=lambda event: event.article_id):
        silent.discard(pk)
        for words in _findings(pk, records.get(pk), events, count):
            yield pk, words
    for pk in sorted(silent):
        for words in _findings(pk, records[pk], [], count):
            yield pk, words


def _findings(pk, record, events, count):
    if record is None:
        left = sum(1 for _ in events)
        yield f"Article number {pk} is gone; {left} events of its history are left."
        return
    chain = Chain(record)
    for event in events:
        count.events += 1
        chain.follow(event)
    chain.close()
    for words in dict.fromkeys(chain.found):
        yield f"“{record.facts['slug']}”: {words}"


class Chain:
    """Follows the events of one article from the first to the last, and notes what is wrong."""

    def __init__(self, record: Record):
        self.record, self.facts = record, record.facts
        self.found: list[str] = []
        self.length, self.hash, self.shown, self.page = 0, "", None, ""
        self.kept: dict[tuple[str, int], list[str]] = defaultdict(list)
        self.spoken_of: set[int] = set()

    def follow(self, event):
        missing = range(self.length + 1, event.sequence)
        if missing:
            self.found.append(f"{_numbers(missing)} missing from its history.")
        if not _is_as_written(event):
            self.found.append(f"{_name(event)} was altered, or put there by another hand.")
        elif not missing and event.previous_hash != self.hash:
            self.found.append(f"{_name(event)} does not follow the one before it.")
        self._text_of(event)
        for row in _rows_of(event):
            self.kept[row["model"], row["id"]].append(row["digest"])
        self.length, self.hash, self.shown = event.sequence, event.hash, event.shown_id
        self.page = _facts_of(event).get("page", "")

    def close(self):
        self._tail()
        self._rows()
        self._texts()
        self._readers()
        self._page()

    def _text_of(self, event):
        if event.revision_id is None:
            return
        self.spoken_of.add(event.revision_id)
        text = self.record.texts.get(event.revision_id)
        if text is None:
            self.found.append(f"The text that {_name(event, small=True)} is about is gone.")
        elif text.digest != event.revision_digest:
            self.found.append(f"Version {text.number} was altered after it was frozen.")

    def _tail(self):
        length, last = self.facts["history_length"], self.facts["history_head"]
        if self.length < length:
            lost = range(self.length + 1, length + 1)
            self.found.append(f"{_numbers(lost)} missing from the end of its history.")
        elif self.length > length:
            self.found.append(f"{_numbers(range(length + 1, self.length + 1))} not of its history.")
        elif self.hash != last:
            self.found.append("Its last event is not the one that it remembers.")
        elif not length:
            self.found.append("It has no history: nobody is recorded as having made it.")

    def _rows(self):
        for key in sorted({*self.kept, *self.record.rows}):
            written, stored = self.kept.get(key), self.record.rows.get(key)
            name = f"{NAMES.get(key[0], 'The row')} number {key[1]}"
            if stored is None:
                self.found.append(f"{name} is gone.")
            elif written is None:
                self.found.append(f"{name} is in no event: it was put there by another hand.")
            elif written != stored:
                self.found.append(f"{name} was altered after it was made.")

    def _texts(self):
        for pk, text in self.record.texts.items():
            if not text.is_intact:
                self.found.append(f"Version {text.number} was altered after it was frozen.")
            if pk not in self.spoken_of:
                self.found.append(f"Version {text.number} is in no event: nobody submitted it.")

    def _readers(self):
        """What readers see must have been signed or named, and be what the last event left."""
        live = self.facts["live_id"]
        if live and not self._is_grounded(live):
            self.found.append("What readers see was never signed, nor named as an exception.")
        if (None if self.facts["withdrawn_at"] else live) != self.shown:
            self.found.append("Readers see another text than its last event left them.")

    def _page(self):
        """What stands next to the text is what the last event left, but the date that moves."""
        if digest_of_page(self.facts) != self.page:
            self.found.append(
                "What its page says of its dates, its withdrawal or its review "
                "is not what its last event left."
            )
        if self.facts["review_due_on"] != _due_on(self.facts):
            self.found.append(
                "The day of its next review does not follow from its last review and the interval."
            )

    def _is_grounded(self, live):
        text = self.record.texts.get(live)
        review = self.record.grounds.get(("review", self.facts["live_review_id"]))
        exception = self.record.grounds.get(("exemption", self.facts["live_exemption_id"]))
        if text is None or not text.is_intact:
            return False
        return review == (live, text.sha256) or exception == (live, "")


def _is_as_written(event):
    try:
        return event.chain_format == FORMAT and event.hash == hash_of(event)
    except (TypeError, ValueError):
        return False  # a value that HealthHub would not have stored


def _rows_of(event):
    rows = _facts_of(event).get("rows", [])
    return [row for row in rows if isinstance(row, dict) and _names_a_row(row)]


def _facts_of(event):
    return event.facts if isinstance(event.facts, dict) else {}


def _due_on(facts):
    """As `due.reschedule` sets it; None where nobody has reviewed the whole text."""
    if facts["last_review__decided_at"] is None:
        return None
    interval = facts["review_interval"] or facts["category__review_interval"]
    return months_later(timezone.localdate(facts["last_review__decided_at"]), interval)


def _names_a_row(row):
    return all(isinstance(row.get(name), kind) for name, kind in ROW.items())


def _name(event, small=False):
    the = "event" if small else "Event"
    return f"{the} {event.sequence} ({event.label}, {event.happened_at:%-d %B %Y})"


def _numbers(numbers):
    first, last = numbers[0], numbers[-1]
    return f"Event {first} is" if first == last else f"Events {first} to {last} are"
