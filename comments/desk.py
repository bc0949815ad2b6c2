"""What readers say and report, on the desk: what could harm somebody first, then the oldest."""

from django.db.models import QuerySet
from django.urls import reverse

from articles.desk.section import Kind, Row, day
from comments.models import Case, Comment, Severity, State
from comments.waiting import comments_of

COMMENT = ("danger", "queued_at", "revision__title")


def problems(user) -> QuerySet:
    waiting = Case.objects.visible_to(user).waiting().select_related("revision", "taken_by")
    waiting = waiting.only(
        "kind", "severity", "state", "opened_at", "revision__title", "taken_by__display_name"
    )
    return waiting.order_by("-severity", "pk")


def comments(user) -> QuerySet:
    """Comments that wait for a moderator; all else that does is on the page of moderation."""
    waiting = comments_of(user).select_related("revision")
    return waiting.only(*COMMENT).order_by("-danger", "queued_at", "pk")


def tell_comment(comment: Comment, user) -> Row:
    urgent = comment.get_danger_display() if comment.danger else ""
    url = reverse("moderation_comment", args=[comment.pk])
    return Row(comment.revision.title, url, f"waits since {day(comment.queued_at)}", urgent)


def tell_problem(case, user) -> Row:
    fact = f"{case.get_kind_display().lower()}, reported on {day(case.opened_at)}"
    if case.state == State.IN_HAND:
        fact = f"{fact}, in hand: {case.taken_by}"
    urgent = case.get_severity_display() if case.severity == Severity.DANGER else ""
    url = reverse("admin:comments_case_change", args=[case.pk])
    return Row(case.revision.title, url, fact, urgent)


PROBLEMS = Kind(
    "problems",
    "Problems that readers reported",
    ("comments.view_case", "comments.view_any_case"),
    problems,
    tell_problem,
    "admin:comments_case_changelist",
)
MODERATION = Kind(
    "moderation",
    "Comments to decide",
    ("comments.moderate_comment",),
    comments,
    tell_comment,
    "moderation_queue",
)
