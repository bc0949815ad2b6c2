"""What readers do with comments: post, edit, delete their own, report those of others.

Each verb locks the row and asks again what it is. What is held waits for a moderator, and its
writer is told so.
"""

from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.errors import NotAllowed
from articles.models import Article, Revision
from comments import appeals, openness, sanctions, second_looks, thread, wording
from comments.judging import Judgement, judge
from comments.models import (
    Comment,
    CommentReport,
    CommentState,
    Danger,
    ReportKind,
)
from comments.models.comment import LONGEST_COMMENT
from comments.models.comment_report import LONGEST_REPORT

EDITED_WITHIN = timedelta(minutes=10)
WORRIES = {ReportKind.HARMFUL: Danger.HARM, ReportKind.CRISIS: Danger.CRISIS}


# --- who may


def refusal(user, article: Article) -> str:
    """Why this person cannot comment on this page; "" where they can."""
    if not user.is_authenticated or not user.is_active:
        return _("Sign in to write a comment.")
    if not article.has_comments:
        return _("There are no comments on this page.")
    if not openness.is_open(article):
        closed = date_format(openness.closes_at(article), "DATE_FORMAT")
        return _("Comments on this page closed on %(date)s.") % {"date": closed}
    return sanctions.refusal(user)


def edited_until(comment: Comment) -> datetime:
    return comment.posted_at + EDITED_WITHIN


def may_edit(user, comment: Comment) -> bool:
    still_there = comment.state in (CommentState.SHOWN, CommentState.WAITING)
    in_time = timezone.now() < edited_until(comment)
    return comment.writer_id == user.pk and still_there and in_time


def why_not_edited(comment: Comment) -> str:
    if comment.state == CommentState.REJECTED:
        return _("A moderator removed this comment, so it cannot be changed.")
    if comment.state == CommentState.DELETED:
        return _("This comment was deleted.")
    return _("Comments can be changed for ten minutes. You can still delete yours.")


# --- verbs


def post(
    article: Article,
    *,
    by,
    text: str,
    revision: Revision | None = None,
    parent: Comment | None = None,
    key=None,
    too_quick: bool = False,
) -> Comment:
    """Say something under a page, or in answer to who did. The same form sent twice gives the
    first comment again. Readers see it at once, or a moderator does before them."""
    text = _needed(text)
    if known := _posted_before(key, by):
        return known
    if no := refusal(by, article):
        raise NotAllowed(no)
    facts = {
        "article": article,
        "revision": revision or article.live,
        "parent": parent,
        "level": 1 if parent else 0,
        "writer": by,
        "state": CommentState.WAITING,
    }
    with _alone_with(text):
        judged = judge(text, by=by, too_quick=too_quick)
        facts |= {"queued_at": timezone.now(), **_facts(text, judged)}
        if parent:
            _must_be_answerable(parent, article)
        if not key:
            return _begin(Comment.objects.create(**facts), judged, by)
        comment, made = Comment.objects.get_or_create(key=key, defaults=facts)
        return _begin(comment, judged, by) if made else comment


def edit(comment: Comment, *, by, version: int, text: str) -> Comment:
    """Change one's own words, within ten minutes. They pass all filters again; what a moderator
    decided was about other words."""
    text = _needed(text)
    _must_be_own(comment, by)
    if no := refusal(by, comment.article):
        raise NotAllowed(no)
    with _alone_with(text), thread.held(comment, version=version) as held:
        judged = judge(text, by=by, apart_from=comment.pk)
        if not may_edit(by, held):
            raise NotAllowed(why_not_edited(held))
        if text == held.text:
            return held
        for name, value in _facts(text, judged).items():
            setattr(held, name, value)
        held.edited_at, held.settled_at, held.settled_by = timezone.now(), None, None
        if judged.held_because or not held.is_shown:
            thread.hide(held, CommentState.WAITING)
            thread.queue(held, judged.held_because, judged.danger)
        else:
            thread.show(held)
            _look_at(held, judged)
        _go_on_waiting(held)
        thread.record(held, "edited", by=by, facts={"held_because": judged.held_because})
    return held


def delete_own(comment: Comment, *, by) -> Comment:
    """Take one's own comment back, whatever became of it: its words are gone for good."""
    _must_be_own(comment, by)
    with thread.held(comment) as held:
        if held.state != CommentState.DELETED:
            erase(held, by=by)
    return held


def erase(held: Comment, *, by) -> None:
    """Under lock: no word of it is kept. Others' answers stay, below a line that says so."""
    thread.hide(held, CommentState.DELETED)
    thread.unqueue(held)
    second_looks.forget(held)
    appeals.close_as_pointless(held)
    held.text = held.shown_text = ""
    held.fingerprint = None
    held.deleted_at, held.deleted_by = timezone.now(), by
    held.reports.filter(closed_at=None).update(closed_at=timezone.now())
    thread.record(held, "deleted", by=by)


def report(comment: Comment, *, by, kind: str, text: str = "") -> CommentReport:
    """Tell the moderators of a comment that is shown; once for each reader and comment."""
    text = wording.tidied(text)
    if kind not in ReportKind.values or len(text) > LONGEST_REPORT:
        raise NotAllowed(_("Choose what is the matter with the comment."))
    if ReportKind(kind) not in WORRIES and (no := sanctions.refusal(by)):
        raise NotAllowed(no)  # of danger everybody may always tell
    if comment.writer_id == by.pk:
        raise NotAllowed(_("This is your own comment. You can delete it."))
    with thread.held(comment) as held:
        if not held.is_shown:
            raise NotAllowed(_("This comment is not shown any more."))
        facts = {"kind": kind, "text": text}
        told, made = CommentReport.objects.get_or_create(comment=held, reporter=by, defaults=facts)
        if made:
            thread.queue(held, ["reported"], WORRIES.get(ReportKind(kind), Danger.NONE))
            thread.record(held, "reported", by=by, facts={"kind": kind})
    return told


# --- private, in the order of the verbs


def _needed(text):
    text = wording.tidied(text)
    if not text:
        raise NotAllowed(_("Write your comment first."))
    if len(text) > LONGEST_COMMENT:
        raise NotAllowed(_("Shorten your comment: 2,000 characters fit."))
    return text


def _posted_before(key, by):
    return Comment.objects.filter(key=key, writer=by).first() if key else None


def _facts(text, judged: Judgement):
    return {
        "text": text,
        "shown_text": judged.shown_text,
        "gives_advice": judged.gives_advice,
        "fingerprint": judged.fingerprint,
        "spam_score": judged.spam_score,
        "held_because": judged.held_because,
        "danger": judged.danger,
    }


@contextmanager
def _alone_with(text):
    """Of several who say the same at once, one is judged after the other, and knows of it."""
    with transaction.atomic():
        mark = wording.fingerprint(text)
        if mark is not None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [mark])
        yield


def _go_on_waiting(held):
    """What others said of it, or left to the leads, is not undone by other words."""
    kinds = list(held.reports.filter(closed_at=None).values_list("kind", flat=True))
    worry = max((WORRIES.get(ReportKind(kind), Danger.NONE) for kind in kinds), default=Danger.NONE)
    because = ["reported"] * bool(kinds) + ["escalated"] * bool(held.escalated_at)
    if because:
        thread.queue(held, because, worry)


def _must_be_answerable(parent, article):
    """Asked under lock: nobody answers what was removed meanwhile."""
    held = Comment.objects.select_for_update().get(pk=parent.pk)
    if held.article_id != article.pk or held.level or not held.is_shown:
        raise NotAllowed(_("The comment that you answer is not shown any more."))


def _begin(comment, judged, by):
    if not judged.held_because:
        thread.unqueue(comment)
        thread.show(comment)
        _look_at(comment, judged)
        comment.save()
    thread.record(comment, "posted", by=by, facts={"held_because": judged.held_because})
    return comment


def _look_at(held, judged):
    """Shown, and before the moderators all the same."""
    if judged.looked_at_because:
        thread.queue(held, judged.looked_at_because, judged.danger)


def _must_be_own(comment, by):
    if comment.writer_id != by.pk:
        raise NotAllowed(_("This is somebody else's comment."))
