"""What is held here about a person, and what becomes of it when their account goes."""

from collections.abc import Iterable, Iterator

from comments import posting, thread
from comments.models import (
    Appeal,
    Case,
    CaseEvent,
    Comment,
    CommentEvent,
    CommentReport,
    CommentState,
    Sanction,
)
from comments.models.comment_event import OF_MODERATION

KEEP, DELETE = "keep", "delete"
# Each model that is told of here, and the fields by which its rows belong to a person.
TOLD = {
    "comments.Comment": ("writer",),
    "comments.CommentReport": ("reporter",),
    "comments.Case": ("opened_by",),
    "comments.CommentEvent": ("happened_by",),
    "comments.CaseEvent": ("happened_by",),
    "comments.Sanction": ("person",),
    "comments.Appeal": ("made_by",),
}


def held_about(person) -> Iterator[tuple[str, Iterable[dict]]]:
    """Everything with their name on it, as plain facts; read in batches, whatever its length."""
    yield "comments", _comments(person)
    yield "reports_of_comments", _reports(person)
    yield "problems_reported", _cases(person)
    yield "record_of_comments", _events(person)
    yield "record_of_problems", _case_events(person)
    yield "decisions_about_comments", _decisions(person)
    yield "sanctions", _sanctions(person)
    yield "appeals", _appeals(person)


def when_account_goes(person, *, comments: str) -> None:
    """Their comments stay under another name (“keep”), or lose every word (“delete”).

    The record says that they were deleted, and when; it never held their words. What they reported
    of others was for the moderators: that it was reported stays, what they wrote in it goes; so it
    is with their appeals.
    """
    if comments not in (KEEP, DELETE):
        raise ValueError(f"Choose what becomes of comments: “{KEEP}” or “{DELETE}”.")
    CommentReport.objects.filter(reporter=person).exclude(text="").update(text="")
    Appeal.objects.filter(made_by=person).exclude(text="").update(text="")
    if comments == DELETE:
        for pk in _keys_of_what_is_left(person):
            with thread.held(Comment(pk=pk)) as held:
                if held.state != CommentState.DELETED:
                    posting.erase(held, by=person)


def _keys_of_what_is_left(person):
    rows = Comment.objects.filter(writer=person).exclude(state=CommentState.DELETED)
    return rows.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=500)


def _comments(person):
    rows = Comment.objects.filter(writer=person).select_related("article__category")
    for comment in rows.order_by("pk").iterator(chunk_size=500):
        yield {
            "page": comment.article.get_absolute_url(),
            "answers_to": comment.parent_id,
            "number": comment.pk,
            "text": comment.text,
            "as_readers_see_it": comment.shown_text if comment.is_shown else "",
            "state": comment.get_state_display(),
            "waited_because": list(comment.held_because),
            "chance_of_spam": comment.spam_score,
            "labelled_as_advice": comment.gives_advice,
            "posted_at": comment.posted_at,
            "edited_at": comment.edited_at,
            "decided_at": comment.settled_at,
            "deleted_at": comment.deleted_at,
        }


def _reports(person):
    for report in CommentReport.objects.filter(reporter=person).order_by("pk").iterator(500):
        yield {
            "comment": report.comment_id,
            "kind": report.get_kind_display(),
            "text": report.text,
            "made_at": report.made_at,
            "closed_at": report.closed_at,
        }


def _cases(person):
    rows = Case.objects.filter(opened_by=person).select_related("article__category")
    for case in rows.order_by("pk").iterator(chunk_size=500):
        yield {
            "page": case.article.get_absolute_url(),
            "kind": case.get_kind_display(),
            "text": case.text,
            "passage": case.passage,
            "email": case.email,
            "opened_at": case.opened_at,
            "state": case.get_state_display(),
            "outcome": case.get_outcome_display(),
            "reason": case.reason,
        }


def _events(person):
    """What they did themselves; what moderators noted of them is in the moderators' own record."""
    rows = CommentEvent.objects.filter(happened_by=person).order_by("pk")
    for event in rows.iterator(chunk_size=500):
        yield {
            "comment": event.comment_id,
            "what": event.verb,
            "happened_at": event.happened_at,
        }


def _case_events(person):
    """What they did about the problems that readers reported."""
    for event in CaseEvent.objects.filter(happened_by=person).order_by("pk").iterator(500):
        yield {"problem": event.case_id, "what": event.verb, "happened_at": event.happened_at}


def _decisions(person):
    """What moderators decided about their comments and told them; not who it was."""
    rows = CommentEvent.objects.filter(OF_MODERATION, comment__writer=person)
    for event in rows.exclude(verb="escalated").order_by("pk").iterator(chunk_size=500):
        yield {
            "comment": event.comment_id,
            "what": event.label,
            "reason": event.facts.get("label", ""),
            "rule": event.facts.get("rule", ""),
            "message": event.note,
            "happened_at": event.happened_at,
        }


def _sanctions(person):
    rows = Sanction.objects.filter(person=person).select_related("reason").order_by("pk")
    for sanction in rows.iterator(chunk_size=500):
        yield {
            "kind": str(sanction.get_kind_display()),
            "reason": sanction.reason.label,
            "message": sanction.message,
            "imposed_at": sanction.imposed_at,
            "until": sanction.until,
            "lifted_at": sanction.lifted_at,
            "lifted_because": sanction.lifted_because,
        }


def _appeals(person):
    for appeal in Appeal.objects.filter(made_by=person).order_by("pk").iterator(chunk_size=500):
        yield {
            "comment": appeal.comment_id,
            "sanction": appeal.sanction_id,
            "text": appeal.text,
            "made_at": appeal.made_at,
            "settled_at": appeal.settled_at,
            "overturned": appeal.overturned,
            "answer": appeal.answer,
        }
