"""One thing that waits, with what is to be known of it. Opening it tells the others (a soft claim,
gone after ten minutes): nothing that anybody decides on is changed by looking."""

from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext

from articles.desk.section import MOST_COUNTED
from comments import attention, cases, moderating, severity, telling, undoing
from comments.admin.moderation import door
from comments.admin.moderation.door import WRITE, moderators, page, row_or_404
from comments.admin.moderation.queue import WHY, next_url
from comments.context import context_of
from comments.masks import MASK
from comments.models import Case, Comment, ItemKind, Outcome, Reason, Sanction, Verb
from comments.second_looks import to_judge

SHOWN = 20
OFFERED = (
    (Verb.APPROVE, "a", "Approve"),
    (Verb.REJECT, "r", "Reject"),
    (Verb.MASK, "e", "Mask words"),
    (Verb.ESCALATE, "x", "Escalate"),
)
GONE = "Its writer has deleted this comment, so nothing is to be decided any more."


@moderators()
def comment(request, pk):
    return show_comment(request, row_or_404(door.COMMENTS, pk))


def show_comment(request, row, problem="", status=200, open_verb=""):
    return page(
        request,
        "comment",
        row.revision.title,
        status,
        item=row,
        kind=ItemKind.COMMENT,
        problem=problem,
        typed=request.POST,
        open_verb=open_verb,
        verbs=_offered(row),
        refusal=moderating.refusal(request.user, row) or _settled(row),
        mask=MASK,
        events=row.events.select_related("happened_by").order_by("-id")[:SHOWN],
        **about(row),
        **around(request, ItemKind.COMMENT, row.pk),
    )


def about(row: Comment) -> dict:
    """What is to be known of a comment before one decides on it."""
    return {
        "why": [WHY.get(code, code) for code in row.held_because],
        "words": severity.words_of_danger(row.text),
        "reports": row.reports.filter(closed_at=None).order_by("id")[:SHOWN],
        "spam": None if row.spam_score is None else round(100 * row.spam_score),
        "is_masked": row.shown_text != row.text,
        "writer": row.writer,
        "history": history_of(row.writer_id),
    }


def around(request, kind, pk) -> dict:
    """Who else looks at it, and what this person could take back."""
    looking = attention.claim(kind, pk, by=request.user) if request.method == "GET" else None
    return {"looking": looking, "former": undoing.last_of(request.user)}


def history_of(writer_id: int) -> dict:
    """Of the latest thousand comments that a moderator settled, how many were which."""
    settled = Comment.objects.filter(writer=writer_id, settled_at__isnull=False).order_by()
    latest = settled.order_by("-settled_at").values("pk")[:MOST_COUNTED]
    counted = Comment.objects.filter(pk__in=latest).aggregate(
        approved=Count("pk", filter=Q(state="shown")),
        rejected=Count("pk", filter=Q(state="rejected")),
    )
    sanctions = Sanction.objects.filter(person=writer_id).select_related("reason", "imposed_by")
    return {**counted, "sanctions": list(sanctions[:SHOWN])}


@moderators()
def case(request, pk):
    row = row_or_404(
        door.CASES.filter(pk__in=Case.objects.visible_to(request.user).order_by().values("pk")), pk
    )
    return page(
        request,
        "case",
        row.revision.title,
        case=row,
        kind=ItemKind.CASE,
        item=row,
        place=context_of(row),
        may_decide=cases.may_decide(request.user, row),
        outcomes=Outcome.choices,
        corrections=cases.corrections_for(row) if row.is_waiting else [],
        **around(request, ItemKind.CASE, row.pk),
    )


@moderators(permission="comments.decide_appeal")
def appeal(request, pk):
    return show_appeal(request, row_or_404(door.APPEALS, pk))


def show_appeal(request, row, problem="", status=200):
    about_it = {}
    if row.comment_id:
        commented = door.COMMENTS.get(pk=row.comment_id)
        about_it = {"comment": commented, **about(commented)}
    mine = request.user.pk in (row.against_id, row.made_by_id)
    return page(
        request,
        "appeal",
        "Appeal",
        status,
        item=row,
        kind=ItemKind.APPEAL,
        problem=problem,
        typed=request.POST,
        is_own=mine,
        **about_it,
        **around(request, ItemKind.APPEAL, row.pk),
    )


@moderators()
def look(request, pk):
    row = row_or_404(door.LOOKS.filter(pk__in=to_judge(request.user).values("pk")), pk)
    commented = door.COMMENTS.get(pk=row.comment_id)
    return page(
        request,
        "look",
        commented.revision.title,
        item=row,
        comment=commented,
        kind=ItemKind.LOOK,
        **about(commented),
        **around(request, ItemKind.LOOK, row.pk),
    )


@moderators(WRITE)
def skip(request, kind, pk):
    if kind in ItemKind.values and pk < 2**62:
        attention.skip(kind, pk, by=request.user)
    return HttpResponseRedirect(next_url(request))


def _settled(row):
    if row.state == "deleted":
        return GONE
    return "" if row.is_queued or row.is_shown else moderating.what_was_done(row)


def _offered(row):
    """Each verb with its reasons, numbered as their keys are; what they tell the writer, in the
    language of the page."""
    by_verb: dict[str, list[dict]] = {}
    with telling.language_of(row):
        for reason in Reason.objects.offered(*[verb for verb, _key, _label in OFFERED]):
            numbered = by_verb.setdefault(reason.verb, [])
            told = message_of(reason)
            numbered.append({"reason": reason, "number": len(numbered) + 1, "message": told})
    return [
        {
            "name": verb.value,
            "key": key,
            "label": label,
            "reasons": by_verb.get(verb, []),
            "url": reverse("moderation_decide", args=[row.pk, verb.value]),
        }
        for verb, key, label in OFFERED
        if verb != Verb.APPROVE or row.is_queued
    ]


def message_of(reason: Reason) -> str:
    """What it tells the writer, in the language that is spoken now, where the site knows it."""
    return gettext(reason.message) if reason.message else ""
