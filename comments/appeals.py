"""Saying that a decision was wrong, once for each; somebody else than who decided looks at it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.errors import NotAllowed
from comments import attention, leads, lessons, sanctions, telling, thread
from comments.errors import StaleAppeal
from comments.models import Appeal, Comment, CommentEvent, CommentState, Sanction
from comments.models.appeal import LONGEST_APPEAL
from comments.models.attention import ItemKind

NOT_YOURS = "Appeals are decided by another moderator than who decided, and never by who appeals."


# --- what can be appealed against


def decision_on(comment: Comment) -> CommentEvent | None:
    """The decision by which it was removed, while it stands."""
    if comment.state != CommentState.REJECTED:
        return None
    return comment.events.filter(verb__in=["rejected", "undone"]).last()


def decision_of(sanction: Sanction) -> CommentEvent | None:
    if sanction.lifted_at:
        return None
    return sanction.events.filter(verb__in=sanctions.DONE.values()).first()


# --- verbs


def against_removal(comment: Comment, *, by, text: str) -> Appeal:
    """Its writer says that their comment should be shown. The same said twice is said once."""
    text = _needed(text)
    with transaction.atomic():
        held = Comment.objects.select_for_update().get(pk=comment.pk)
        event = decision_on(held)
        if held.writer_id != by.pk or event is None:
            raise NotAllowed(_("There is no decision here that you can appeal against."))
        return _make(event, by, text, comment=held)


def against_sanction(sanction: Sanction, *, by, text: str) -> Appeal:
    text = _needed(text)
    with transaction.atomic():
        held = Sanction.objects.select_for_update().get(pk=sanction.pk)
        event = decision_of(held)
        if held.person_id != by.pk or event is None:
            raise NotAllowed(_("There is no decision here that you can appeal against."))
        return _make(event, by, text, sanction=held)


def uphold(appeal: Appeal, *, by, version: int, answer: str) -> Appeal:
    """The decision stands."""
    with _held(appeal, by, version, answer) as held:
        held.overturned = False
        _record(held, "upheld", by)
    return held


def overturn(appeal: Appeal, *, by, version: int, answer: str) -> Appeal:
    """The decision was wrong, and is reversed: readers see the comment, the sanction is lifted."""
    with _held(appeal, by, version, answer) as held:
        held.overturned = True
        if held.sanction_id:
            _lift(held, by)
        else:
            _show(held, by)
    return held


def close_as_pointless(comment: Comment) -> None:
    """In the transaction in which its writer deletes the comment: nothing is left to decide. It is
    no verdict, so the log and the figures have none."""
    open_ones = Appeal.objects.filter(comment=comment).waiting()
    open_ones.update(
        settled_at=timezone.now(),
        settled_by=get_user_model().objects.system(),
        overturned=False,
        answer="Its writer deleted the comment.",
        version=F("version") + 1,
    )


# --- private


def _needed(text):
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise NotAllowed(_("Write why you think that the decision was wrong."))
    if len(text) > LONGEST_APPEAL:
        raise NotAllowed(_("Shorten what you wrote: 2,000 characters fit."))
    return text


def _make(event, by, text, **about):
    facts = {"against": event.happened_by, "text": text, "made_by": by, **about}
    appeal, made = Appeal.objects.get_or_create(event=event, defaults=facts)
    if made:
        _record(appeal, "appealed", by)
        leads.told_of_appeal(appeal)
    return appeal


@contextmanager
def _held(appeal, by, version, answer) -> Iterator[Appeal]:
    answer = answer.replace("\r\n", "\n").strip()
    if not answer or len(answer) > LONGEST_APPEAL:
        raise NotAllowed(f"Say why, in up to {LONGEST_APPEAL:,} characters: the person reads it.")
    with transaction.atomic():
        held = Appeal.objects.select_for_update().get(pk=appeal.pk)
        _must_be_open_to(held, by, version)
        held.settled_at, held.settled_by, held.answer = timezone.now(), by, answer
        yield held
        held.version += 1
        held.save()
        attention.release(ItemKind.APPEAL, held.pk)
        telling.told_of_appeal(held)


def _must_be_open_to(held, by, version):
    if not by.has_perm("comments.decide_appeal") or by.pk in (held.against_id, held.made_by_id):
        raise NotAllowed(NOT_YOURS)
    if held.settled_at:
        what = "took the decision back" if held.overturned else "let the decision stand"
        raise StaleAppeal(f"{held.settled_by} {what} first. Nothing was changed.")
    if held.version != version:
        raise StaleAppeal("This appeal has changed since you opened it. Look at it as it is now.")


def _show(appeal, by):
    with thread.held(appeal.comment) as held:
        facts = {"appeal": appeal.pk}
        if held.state == CommentState.REJECTED:
            thread.show(held)
            thread.unqueue(held)
            held.settled_at, held.settled_by = timezone.now(), by
            facts |= lessons.replace(held, lessons.HONEST)
        thread.record(held, "overturned", by=by, note=appeal.answer, facts=facts)


def _lift(appeal, by):
    held = Sanction.objects.select_for_update().get(pk=appeal.sanction_id)
    if not held.lifted_at:
        sanctions.lift_held(held, by=by, because=appeal.answer[: sanctions.LONGEST_MESSAGE])
    sanctions.record(held, "overturned", by=by, note=appeal.answer, facts={"appeal": appeal.pk})


def _record(appeal, verb, by):
    facts = {"appeal": appeal.pk}
    note = appeal.answer
    if appeal.sanction_id:
        sanctions.record(appeal.sanction, verb, by=by, note=note, facts=facts)
    else:
        thread.record(appeal.comment, verb, by=by, note=note, facts=facts)
