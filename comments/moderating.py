"""What moderators decide about comments: each verb locks the row and asks again what it is.

Of two who decide at once one wins, and the other is told who was first and what was decided.
Taking a decision back is in `undoing`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from articles.errors import NotAllowed
from comments import leads, lessons, second_looks, telling, thread
from comments.errors import DecidedFirst
from comments.masks import MASK, Sentences
from comments.masks import refusal as refusal_of_mask
from comments.models import (
    Comment,
    CommentEvent,
    CommentState,
    Danger,
    FormerState,
    Reason,
    Verb,
)
from comments.models.comment import LONGEST_SHOWN
from comments.models.reason import LONGEST_MESSAGE

UNDONE_WITHIN = timedelta(days=1)
NOT_YOURS = "Comments are decided by moderators."
OWN = "You wrote this comment, so another moderator decides on it."
FOR_OTHERS = "This comment was escalated: somebody who decides what was escalated looks at it."
OF_COMMENTS = Sentences(
    "Leave something of the comment to be read, or reject it.",
    f"Put {MASK} in place of the words that readers should not see.",
    f"Words can only be masked, not changed: put {MASK} in place of what readers should "
    "not see, and leave the rest as its writer typed it.",
)
KEPT = (
    "state", "shown_text", "gives_advice", "held_because", "danger", "queued_at", "escalated_at",
    "escalated_by_id", "settled_at", "settled_by_id",
)  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """Why something is decided so, what its writer is told, and with what else it is decided."""

    reason: Reason
    message: str = ""
    batch: UUID | None = None


# --- who may


def refusal(user, comment: Comment) -> str:
    """Why this person cannot decide on this comment; "" where they can."""
    if not user.has_perm("comments.moderate_comment"):
        return NOT_YOURS
    if comment.writer_id == user.pk:
        return OWN
    if comment.escalated_at and not user.has_perm("comments.decide_escalated_comment"):
        return FOR_OTHERS
    return ""


# --- verbs


def approve(comment: Comment, ground: Ground, *, by, version: int) -> Comment:
    """Readers see it, or go on seeing it; nothing about it waits any more."""
    with _decision(comment, Verb.APPROVE, ground, by, version) as held:
        if not held.is_queued:
            raise NotAllowed("Nothing about this comment waits for a decision.")
        thread.show(held)
        _settle(held, by)
    return held


def reject(comment: Comment, ground: Ground, *, by, version: int) -> Comment:
    """Readers do not see it (any more). Its writer is told why, and can appeal."""
    with _decision(comment, Verb.REJECT, ground, by, version) as held:
        thread.hide(held, CommentState.REJECTED)
        _settle(held, by)
    return held


def mask(comment: Comment, ground: Ground, *, by, version: int, shown_text: str) -> Comment:
    """Readers see it with words masked: no word can be put in, and what was typed stays."""
    shown_text = shown_text.replace("\r\n", "\n").strip()
    with _decision(comment, Verb.MASK, ground, by, version) as held:
        if no := refusal_of_mask(
            shown_text, held.text, held.shown_text, LONGEST_SHOWN, OF_COMMENTS
        ):
            raise NotAllowed(no)
        thread.show(held, shown_text)
        _settle(held, by)
    return held


def escalate(comment: Comment, ground: Ground, *, by, version: int) -> Comment:
    """Leave it to those who decide what others cannot; what readers see stays as it is."""
    with _decision(comment, Verb.ESCALATE, ground, by, version) as held:
        if held.escalated_at:
            raise NotAllowed("This comment was escalated already.")
        thread.queue(held, ["escalated"], held.danger or Danger.NONE)
        held.escalated_at, held.escalated_by = timezone.now(), by
        leads.told_of_comment(held, ground.message.strip() or ground.reason.label, by=by)
    return held


# --- what can be said of a comment


def last_decision(comment: Comment) -> CommentEvent | None:
    return (
        comment.events.filter(verb__in=[*DONE.values(), "undone", "overturned"])
        .select_related("happened_by")
        .last()
    )


def what_was_done(comment: Comment) -> str:
    """The last thing that somebody did with it, in a sentence."""
    event = comment.events.select_related("happened_by").last()
    if event is None or event.verb not in SAYS:
        return "Somebody changed this comment after you opened it."
    label = event.facts.get("label")
    return f"{event.happened_by} {SAYS[event.verb]}{f' ({label})' if label else ''}."


DONE = {
    Verb.APPROVE: "approved",
    Verb.REJECT: "rejected",
    Verb.MASK: "masked",
    Verb.ESCALATE: "escalated",
}
SAYS = {
    "approved": "approved this comment first",
    "rejected": "rejected this comment first",
    "masked": "masked words of this comment first",
    "escalated": "escalated this comment first",
    "undone": "took a decision on this comment back",
    "overturned": "decided an appeal about this comment",
    "edited": "changed this comment, which is their own",
    "deleted": "deleted this comment, which is their own",
    "reported": "reported this comment",
}


# --- private


@contextmanager
def _decision(comment, choice, ground, by, version) -> Iterator[Comment]:
    """The row under lock, and around the decision what belongs to each: what it was before, what
    the filter learns, who is told, and the line in the log."""
    if ground.reason.verb != choice or not ground.reason.is_active:
        raise NotAllowed("Choose a reason of the list.")
    message = ground.message.replace("\r\n", "\n").strip()
    if len(message) > LONGEST_MESSAGE:
        raise NotAllowed(f"Shorten the message to {LONGEST_MESSAGE:,} characters.")
    with thread.held(comment) as held:
        _must_be_open_to(held, by, version)
        before, was_shown, waited = state_of(held), held.is_shown, _seconds(held)
        yield held
        if choice == Verb.APPROVE and was_shown:
            message = ""  # of a report that came to nothing its writer need not hear
        facts = {**_named(ground.reason), "waited": waited, **lessons.draw(held, ground.reason)}
        facts |= {"batch": ground.batch.hex} if ground.batch else {}
        event = thread.record(held, DONE[choice], by=by, note=message, facts=facts)
        if choice != Verb.ESCALATE:
            before["reports"] = _close_reports(held)
            second_looks.now_and_then(event, held)
        _remember(event, held, by, ground.batch, before)
        if choice != Verb.ESCALATE and not ground.batch:
            telling.told_of_comment(held, message, can_appeal=choice == Verb.REJECT)


def _must_be_open_to(held, by, version):
    if no := refusal(by, held):
        if held.version != version and no == FOR_OTHERS:
            raise DecidedFirst(held, what_was_done(held))
        raise NotAllowed(no)
    if held.version != version:
        raise DecidedFirst(held, what_was_done(held))
    if not (held.is_queued or held.is_shown):
        raise NotAllowed("This comment is not shown, and does not wait.")


def state_of(held: Comment) -> dict:
    """What undoing restores, as JSON can hold it."""
    state = {name: getattr(held, name) for name in KEPT}
    return {k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in state.items()}


def _settle(held, by):
    thread.unqueue(held)
    held.settled_at, held.settled_by = timezone.now(), by


def _seconds(held):
    return (timezone.now() - held.queued_at).total_seconds() if held.queued_at else None


def _named(reason):
    """The reason in the words that it has today: what was decided keeps them."""
    named = {"reason": reason.pk, "label": reason.label, "rule": reason.rule}
    return {**named, "spam": True} if reason.is_spam else named


def _close_reports(held):
    waiting = held.reports.filter(closed_at=None)
    ids = list(waiting.values_list("pk", flat=True))
    waiting.update(closed_at=timezone.now())
    return ids


def _remember(event, held, by, batch, before):
    FormerState.objects.create(
        event=event,
        comment=held,
        by=by,
        until=timezone.now() + UNDONE_WITHIN,
        version_after=held.version + 1,
        batch=batch,
        facts=before,
    )
