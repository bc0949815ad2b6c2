"""What readers see under an article changes here and nowhere else, so that its number rises.

All of it is called in a transaction that holds the comment's row, with the row as it is now, and
leaves storing the row to the caller: `held` does both. Rows are locked in one order: an answer,
what it answers, the thread.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from comments.errors import StaleComment
from comments.models import Comment, CommentEvent, CommentState, Danger, Thread


@contextmanager
def held(comment: Comment, *, version: int | None = None) -> Iterator[Comment]:
    """The row, locked and as it is now; stored as a new version when the verb is done."""
    with transaction.atomic():
        # Nothing is joined: who waits for the row gets its new values, but of joined rows the old.
        row = Comment.objects.select_for_update().get(pk=comment.pk)
        if version is not None and row.version != version:
            raise StaleComment(row)
        yield row
        row.version += 1
        row.save()


def show(held: Comment, shown_text: str = "", *, gives_advice: bool | None = None) -> None:
    """Readers see it; with another text, or label, where one is given."""
    was_shown = held.is_shown
    held.state = CommentState.SHOWN
    held.shown_text = shown_text or held.shown_text
    if gives_advice is not None:
        held.gives_advice = gives_advice
    _count(held, 0 if was_shown else 1)


def hide(held: Comment, state: str) -> None:
    """Readers do not see it (any more): it waits, or is rejected, or deleted."""
    was_shown = held.is_shown
    held.state = CommentState(state)
    if held.state == CommentState.DELETED:
        held.former_states.all().delete()  # it can hold words of the comment
    if was_shown:
        _count(held, -1)
    elif held.answers:
        _count(held, 0)  # the line in its place says why


def queue(held: Comment, because: Iterable[str] = (), danger: int = Danger.NONE) -> None:
    """Put it before the moderators; what stands there already keeps its place, or moves up."""
    held.queued_at = held.queued_at or timezone.now()
    held.danger = max(held.danger, danger)
    held.held_because = [*dict.fromkeys([*held.held_because, *because])]


def unqueue(held: Comment) -> None:
    """Nothing about it waits for a moderator any more; the log knows why it waited."""
    held.queued_at = held.escalated_at = held.escalated_by = None
    held.danger, held.held_because = Danger.NONE, []


def record(
    comment: Comment, verb: str, *, by, note: str = "", facts: dict | None = None
) -> CommentEvent:
    """One line of what was done. No word of the comment goes in: those go when they are deleted."""
    return CommentEvent.objects.create(
        comment=comment, verb=verb, happened_by=by, note=note, facts=facts or {}
    )


def _count(held, by):
    if held.parent_id and by:
        Comment.objects.filter(pk=held.parent_id).update(answers=F("answers") + by)
    raised = {"version": F("version") + 1, "shown": F("shown") + by}
    if not Thread.objects.filter(article=held.article_id).update(**raised):
        _begin(held.article_id)
        Thread.objects.filter(article=held.article_id).update(**raised)


def _begin(article_id):
    """Of two who begin one thread, the second waits for the first, and finds it there."""
    Thread.objects.bulk_create([Thread(article_id=article_id)], ignore_conflicts=True)
