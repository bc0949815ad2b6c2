"""Taking decisions back: within a day, by who decided, while nothing else has happened since.

The comment is then exactly what it was: what readers see, its place in the queue, what the filter
had learned, and whether its writer is trusted.
"""

from uuid import UUID

from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from articles.errors import NotAllowed, WorkflowError
from comments import lessons, second_looks, telling, thread
from comments.models import Appeal, Comment, CommentReport, CommentState, FormerState

GONE = "This was taken back already, or more than a day ago. Nothing was changed."
NOT_YOURS = "Only who decided can take it back; others decide anew."
CHANGED = "Something else has happened with this comment since, so it stays as it is now."
APPEALED = "Its writer has appealed, so another moderator decides on it now."
MOMENTS = {"queued_at", "escalated_at", "settled_at"}
AT_ONCE = 500


def undo(former: FormerState, *, by, tells: bool = True) -> Comment:
    """Make a comment again what it was before this person's last decision on it. Who was told of
    the decision is told of this, too, unless whoever calls does so."""
    with thread.held(former.comment) as held:
        former = _still_there(former, held, by)
        _restore(held, former.facts)
        facts = {"of": former.event_id, "verb": former.event.verb}
        if "lesson" in former.event.facts:
            facts |= lessons.replace(held, former.event.facts["lesson_before"])
        second_looks.forget(held)
        CommentReport.objects.filter(pk__in=former.facts.get("reports", [])).update(closed_at=None)
        thread.record(held, "undone", by=by, facts=facts)
        if tells and was_told(former):
            telling.told_of_undoing(held)
        former.delete()
    return held


def undo_batch(batch: UUID, *, by) -> list[tuple[int, str]]:
    """Take back what was decided together: for each comment what hindered it, or ""."""
    report, told = [], []
    formers = FormerState.objects.filter(batch=batch, by=by).select_related("comment", "event")
    for former in formers.order_by("event")[:AT_ONCE]:
        try:
            undo(former, by=by, tells=False)
        except WorkflowError as no:
            report.append((former.comment_id, str(no)))
        else:
            report.append((former.comment_id, ""))
            told += [former.comment] if was_told(former) else []
    telling.told_of_undoing_several(told)
    return report


def was_told(former: FormerState) -> bool:
    return bool(former.event.note) and former.event.verb != "escalated"


def last_of(user) -> FormerState | None:
    """The newest decision of the last day that this person can take back; what has changed since,
    or was appealed against, stands in nobody's way."""
    rows = FormerState.objects.filter(by=user, until__gt=timezone.now(), event__appeal=None)
    rows = rows.filter(version_after=F("comment__version"))
    return rows.select_related("event", "comment__writer").order_by("-event").first()


def forget_old() -> None:
    """Run by the clock: after a day nothing is taken back, and no former words are kept."""
    old = FormerState.objects.filter(until__lt=Now()).order_by("until")
    FormerState.objects.filter(pk__in=list(old.values_list("pk", flat=True)[:5_000])).delete()


def _still_there(former, held, by):
    row = FormerState.objects.select_related("event").filter(pk=former.pk).first()
    if row is None or row.until <= timezone.now():
        raise NotAllowed(GONE)
    if row.by_id != by.pk or not by.has_perm("comments.moderate_comment"):
        raise NotAllowed(NOT_YOURS)
    if Appeal.objects.filter(event=row.event_id).exists():
        raise NotAllowed(APPEALED)
    if held.version != row.version_after:
        raise NotAllowed(CHANGED)
    return row


def _restore(held, facts):
    if facts["state"] == CommentState.SHOWN:
        thread.show(held, facts["shown_text"])
    elif facts["state"] != held.state:
        thread.hide(held, facts["state"])
    for name, value in facts.items():
        if name != "reports":
            is_moment = name in MOMENTS and value
            setattr(held, name, parse_datetime(value) if is_moment else value)
