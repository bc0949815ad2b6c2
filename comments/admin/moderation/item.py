"""One thing that waits, with what is to be known of it. Opening it tells the others (a soft claim,
gone after ten minutes): nothing that anybody decides on is changed by looking."""

from django.db.models import Count, Q
from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.desk.section import MOST_COUNTED
from comments import attention, deciding_cases, moderating, severity, undoing
from comments.admin.moderation import door, verbs
from comments.admin.moderation.door import WRITE, moderators, page, row_or_404
from comments.admin.moderation.queue import WHY, next_url
from comments.masks import MASK
from comments.models import Comment, ItemKind, Sanction, Verb
from comments.second_looks import to_judge

SHOWN = 20
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
    return {"looking": looking, "former": _to_take_back(request.user)}


def _to_take_back(user) -> dict | None:
    """The newest decision of all kinds that this person can take back."""
    former, event = undoing.last_of(user), deciding_cases.last_of(user)
    if event and (former is None or event.happened_at > former.event.happened_at):
        url = reverse("moderation_undo_case", args=[event.pk])
        return {
            "url": url,
            "what": f"{event.label.lower()}, report on “{event.case.revision.title}”",
        }
    if former is None:
        return None
    url = reverse("moderation_undo", args=[former.pk])
    return {"url": url, "what": f"{former.event.label.lower()}, {former.comment.writer}"}


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


@moderators(permission="comments.decide_appeal")
def appeal(request, pk):
    return show_appeal(request, row_or_404(door.APPEALS, pk))


def show_appeal(request, row, problem="", status=200, open_verb=""):
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
        open_verb=open_verb,
        verbs=[] if mine or row.settled_at else _of_appeal(row),
        **about_it,
        **around(request, ItemKind.APPEAL, row.pk),
    )


def _of_appeal(row):
    about_it = row.sanction.comment if row.sanction else row.comment
    return verbs.offered(verbs.OF_APPEALS, "moderation_decide_appeal", row, about_it)


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
    kept = [each for each in verbs.OF_COMMENTS if each[0] != Verb.APPROVE or row.is_queued]
    return verbs.offered(kept, "moderation_decide", row, row)
