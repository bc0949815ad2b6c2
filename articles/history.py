"""The chain of events: each event's hash covers all its values and the hash of the one before.

`record` is the only place that makes an Event. What other rows it rests on, a review or an
exemption or a notice, is covered by their digests among its facts: `digest_of(row)`. So are the
changed words that it keeps, and what the article's page says besides its text: `digest_of_page`.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from articles import canonical
from articles.changed_words import words_of_next
from articles.models import Article, Event, Revision

FORMAT = 1
# What the hash of an event covers: every stored value but the row's own id.
EVENT_FIELDS = (
    "article_id sequence verb from_stage to_stage revision_id revision_digest shown_id reason "
    "facts happened_at happened_by_id chain_format previous_hash"
).split()
# What a digest covers. A row of the record may end (an exception is cleared, a notice lifted);
# what its end adds is left out until it has ended.
DIGEST_FIELDS = {
    "revision": (
        "id article_id number title sha256 headings original_published_on plain_text words "
        "markup_policy change change_note signed_format contributors manuscript frozen_at "
        "frozen_by_id"
    ).split(),
    "review": (
        "id revision_id decision kind basis_id remarks statement sha256 name credentials role "
        "credential disclosure_statement answers is_demonstration decided_at decided_by_id"
    ).split(),
    "exemption": (
        "id revision_id kind reason passed_over deadline previous_id previous_review_id "
        "granted_at granted_by_id"
    ).split(),
    "editorialnotice": (
        "id article_id kind text revision_id previous_id published_at published_by_id"
    ).split(),
    "changedwords": ["passages", "is_cut"],
}
END_FIELDS = {
    "exemption": ["cleared_at", "cleared_by_id", "outcome"],
    "editorialnotice": ["lifted_at", "lifted_by_id", "lifted_reason"],
}
# What readers are told next to the text, and what it stands on: dates, withdrawal, signatures.
PAGE_FIELDS = (
    "published_at published_by_id updated_at updated_by_id withdrawn_at withdrawn_by_id "
    "withdrawn_reason live_review_id live_exemption_id last_review_id"
).split()


def record(
    article: Article,
    verb: str,
    *,
    by,
    revision: Revision | None = None,
    from_stage: str = "",
    to_stage: str = "",
    reason: str = "",
    facts: Mapping[str, Any] | None = None,
) -> Event:
    """The next event of this article, stored: called last, after the article's row was saved.

    Takes the row lock of the article (its verb holds it already), so that two events never
    follow the same one. `facts` are text, whole numbers, booleans, lists and mappings.
    """
    with transaction.atomic():
        tail = _tail(article)
        shown = None if tail["withdrawn_at"] else tail["live_id"]
        words = words_of_next(article, shown)
        event = Event(
            article=article,
            sequence=tail["history_length"] + 1,
            verb=verb,
            from_stage=from_stage,
            to_stage=to_stage,
            revision=revision,
            revision_digest=digest_of(revision) if revision else "",
            shown_id=shown,
            reason=reason,
            facts=_facts(facts, tail, words),
            happened_at=timezone.now(),
            happened_by=by,
            chain_format=FORMAT,
            previous_hash=tail["history_head"],
        )
        event.hash = hash_of(event)
        event.save(force_insert=True)
        _move_tail(article, event)
        if words:
            words.event = event
            words.save(force_insert=True)
    return event


def hash_of(event: Event) -> str:
    """SHA-256 over the canonical spelling of everything that the event says."""
    return _sha256(event, EVENT_FIELDS)


def digest_of(row: models.Model, *, ended: bool | None = None) -> str:
    """SHA-256 over all values of a row of the record: what an event's facts keep of it.

    Of an exception or a notice that has ended the digest covers the end too; `ended=False` gives
    what it was before.
    """
    name = row._meta.model_name or ""
    end = END_FIELDS.get(name, [])
    if ended is None:
        ended = has_ended(row)
    return _sha256(row, [*DIGEST_FIELDS[name], *(end if ended else [])])


def digest_of_page(facts: Mapping[str, Any]) -> str:
    """SHA-256 over what a page says besides its text; "" of an article that never was public."""
    if facts["published_at"] is None:
        return ""
    return canonical.sha256({name: _spelled(facts[name]) for name in PAGE_FIELDS})


def has_ended(row: models.Model) -> bool:
    end = END_FIELDS.get(row._meta.model_name or "", [])
    return bool(end) and getattr(row, end[0]) is not None


def _tail(article):
    rows = Article.objects.select_for_update().filter(pk=article.pk)
    return rows.values("history_length", "history_head", "live_id", *PAGE_FIELDS).get()


def _facts(facts, tail, words):
    """What the verb says, and the digests of the page and of the words that changed.

    The row of the words has no key yet: the number of its event stands for it.
    """
    facts = dict(facts or {})
    if page := digest_of_page(tail):
        facts["page"] = page
    if words:
        number = tail["history_length"] + 1
        kept = {"model": "changedwords", "id": number, "digest": digest_of(words)}
        facts["rows"] = [*facts.get("rows", []), kept]
    return facts


def _move_tail(article, event):
    article.history_length, article.history_head = event.sequence, event.hash
    Article.objects.filter(pk=article.pk).update(
        history_length=event.sequence, history_head=event.hash
    )


def _sha256(row, names: Iterable[str]) -> str:
    return canonical.sha256({name: _spelled(getattr(row, name)) for name in names})


def _spelled(value):
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
