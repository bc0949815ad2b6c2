"""The list of changes of one page, for its readers: what changed, when, why, and who signed it.

Made from the events that changed what readers see, so no draft and no version that was sent back
can appear. Of a withdrawn page the words stay hidden, and of an urgent text that nobody signed
before it was taken back; dates and reasons stay.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_noop

from articles.models import Article, Change, Decision, Event, Review, ReviewKind

ENTRIES_ON_A_PAGE = 20
OF_A_CHANGE = {
    Change.MINOR: gettext_noop("Small repair"),
    Change.UPDATE: gettext_noop("Update"),
    Change.CORRECTION: gettext_noop("Correction"),
}
NEW_VERSION = gettext_noop("New version")
LABELS = {
    "publish": gettext_noop("Published"),
    "publish_unreviewed": gettext_noop("Published without a review"),
    "publish_urgently": gettext_noop("Published urgently, before a review"),
    "take_back_urgent": gettext_noop("Urgent version taken back"),
    "mark_reviewed_unchanged": gettext_noop("Reviewed again, and left as it was"),
    "approve": gettext_noop("Reviewed after it was published"),
    "withdraw": gettext_noop("Withdrawn"),
    "restore": gettext_noop("Shown again"),
    "retract": gettext_noop("Retracted"),
    "express_concern": gettext_noop("Expression of concern"),
    "lift_concern": gettext_noop("Expression of concern lifted"),
}
SIGNED = ("publish", "approve", "mark_reviewed_unchanged")
# Whose reasons were written for readers; of other steps they stay inside.
WITH_A_REASON = ("withdraw", "retract", "express_concern", "lift_concern")
WITHOUT_REVIEW = ("publish_unreviewed", "publish_urgently")
NOT_CONFIRMED = gettext_noop(
    "No clinician confirmed the urgent version in time, so it was taken back."
)


@dataclass(frozen=True)
class Signature:
    name: str
    credentials: str
    role: str
    on: date
    is_demonstration: bool
    basis: "Signature | None"  # the clinician's review that a small repair keeps


@dataclass(frozen=True)
class Passage:
    place: str
    pieces: list[tuple[str, str]]


@dataclass(frozen=True)
class Entry:
    label: str
    on: date
    version: int | None
    reason: str
    signature: Signature | None
    why_unsigned: str
    is_minor: bool
    has_words: bool
    passages: list[Passage]
    is_cut: bool


def of_page(article: Article, before: int | None = None) -> tuple[list[Entry], int | None]:
    """The newest entries, or those before an event's number; and where the older ones go on."""
    events = Event.objects.for_readers().filter(article=article).order_by("-sequence")
    if before is not None:
        events = events.filter(sequence__lt=before)
    found = list(_with_what_is_told(events)[: ENTRIES_ON_A_PAGE + 1])
    shown = found[:ENTRIES_ON_A_PAGE]
    signatures = _signatures(shown)
    older = shown[-1].sequence if len(found) > len(shown) else None
    return [
        _entry(event, signatures, hidden=_is_hidden(event, article, signatures)) for event in shown
    ], older


def _is_hidden(event, article, signatures):
    if article.is_withdrawn or event.verb == "take_back_urgent":
        return True
    unsigned = event.verb == "publish_urgently" and not signatures[event.shown_id]
    return unsigned and event.shown_id != article.live_id


def _with_what_is_told(events):
    told = ["number", "change", "change_note"]
    words = ["passages", "is_cut"]
    own = ["sequence", "verb", "reason", "happened_at"]
    return events.select_related("shown", "words").only(
        *own, *(f"shown__{name}" for name in told), *(f"words__{name}" for name in words)
    )


def _signatures(events):
    """The approvals of the texts that readers saw, by text, oldest first: one query."""
    told = (*SIGNED, "publish_urgently")
    texts = {event.shown_id for event in events if event.verb in told}
    found = defaultdict(list)
    if texts:
        reviews = Review.objects.filter(revision__in=texts, decision=Decision.APPROVED)
        for review in reviews.select_related("basis").order_by("pk"):
            found[review.revision_id].append(review)
    return found


def _entry(event, signatures, *, hidden):
    words = getattr(event, "words", None)
    is_publishing = event.verb in ("publish", *WITHOUT_REVIEW)
    change = event.shown.change if event.shown and is_publishing else ""
    return Entry(
        label=_label(event, change, is_new=words is not None),
        on=event.happened_at.date(),
        version=event.shown.number if event.shown else None,
        reason=_reason(event, is_publishing),
        signature=_signature_at(event, signatures) if event.verb in SIGNED else None,
        why_unsigned=event.reason if event.verb in WITHOUT_REVIEW else "",
        is_minor=event.verb == "publish" and change == Change.MINOR,
        has_words=words is not None and not hidden,
        passages=[] if hidden or not words else _passages(words),
        is_cut=bool(words and words.is_cut),
    )


def _label(event, change, *, is_new):
    if event.verb == "publish" and is_new:
        return gettext(OF_A_CHANGE.get(change, NEW_VERSION))
    return gettext(LABELS[event.verb])


def _reason(event, is_publishing):
    if event.verb in WITH_A_REASON:
        return event.reason
    if event.verb == "take_back_urgent":
        return gettext(NOT_CONFIRMED)
    return event.shown.change_note if event.shown and is_publishing else ""


def _signature_at(event, signatures):
    """The review that stood when this happened, not one that was given later."""
    given = [r for r in signatures[event.shown_id] if r.decided_at <= event.happened_at]
    return _signature(given[-1]) if given else None


def _signature(review):
    basis = review.basis if review.kind == ReviewKind.MINOR else None
    return Signature(
        name=review.name,
        credentials=review.credentials,
        role=review.role,
        on=review.decided_at.date(),
        is_demonstration=review.is_demonstration,
        basis=_signature(basis) if basis else None,
    )


def _passages(words):
    return [
        Passage(passage["place"], [(kind, text) for kind, text in passage["pieces"]])
        for passage in words.passages
    ]
