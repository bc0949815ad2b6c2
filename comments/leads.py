"""Telling the lead moderators what only they can move: what was escalated, and appeals that
nobody else can decide. Called in the transaction of what happened."""

from django.contrib.auth import get_user_model
from django.urls import reverse

from articles.notifications import MOST_TOLD, tell
from comments.models import Appeal, Case, Comment

LEAD = "comments.decide_escalated_comment"


def leads() -> list:
    """Who decides what was escalated; today these are the administrators."""
    people = get_user_model().objects.with_mailbox()
    found = people.administrators().order_by("pk")[:MOST_TOLD]
    return [person for person in found if person.has_perm(LEAD)]


def told_of_comment(comment: Comment, note: str, *, by) -> None:
    _tell(
        f"Escalated: a comment on “{comment.revision.title}”",
        f"{by} left the decision on a comment on “{comment.revision.title}” to you.",
        note,
        path=reverse("moderation_comment", args=[comment.pk]),
        apart_from=[by.pk],
    )


def told_of_case(case: Case, note: str, *, by) -> None:
    _tell(
        f"Escalated: a problem on “{case.revision.title}”",
        f"{by} left the decision on a problem that a reader reported to you.",
        note,
        path=reverse("moderation_case", args=[case.pk]),
        apart_from=[by.pk],
    )


def told_of_appeal(appeal: Appeal) -> None:
    """Only where no other moderator sees it in their queue: then it would wait unseen."""
    concerned = [appeal.against_id, appeal.made_by_id]
    people = get_user_model().objects.active()
    if people.with_role("moderator").exclude(pk__in=concerned).exists():
        return
    _tell(
        "1 appeal waits for another moderator",
        f"{appeal.made_by} appeals against a decision of {appeal.against}, and there is no other "
        "moderator. Whoever did not take the decision can decide the appeal. If that is nobody, "
        "give somebody the role of a moderator.",
        path=reverse("moderation_appeal", args=[appeal.pk]),
    )


def _tell(subject, *paragraphs, path, apart_from=()):
    people = [person for person in leads() if person.pk not in apart_from]
    tell(people, subject=subject, text="\n\n".join(filter(None, paragraphs)), path=path)
