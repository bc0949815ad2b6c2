"""Decisions: a verb of the domain, what is said of it, and on to the next thing that waits."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect

from articles.errors import NotAllowed, WorkflowError
from comments import appeals, attention, moderating, second_looks, undoing
from comments.admin.moderation import door, verbs
from comments.admin.moderation.door import (
    NO_VERSION,
    WRITE,
    moderators,
    row_or_404,
    url_of,
    version_in,
)
from comments.admin.moderation.item import show_appeal, show_comment
from comments.admin.moderation.queue import next_url
from comments.errors import DecidedFirst, StaleAppeal
from comments.models import FormerState, ItemKind, SecondLook
from comments.moderating import Ground
from comments.second_looks import to_judge

VERBS = {
    "approve": moderating.approve,
    "reject": moderating.reject,
    "mask": moderating.mask,
    "escalate": moderating.escalate,
}
SAID = {
    "approve": "Approved: {}.",
    "reject": "Rejected: {}.",
    "mask": "Masked: {}.",
    "escalate": "Escalated: {}.",
}
APPEALS = {"uphold": appeals.uphold, "overturn": appeals.overturn}


@moderators(WRITE)
def decide(request, pk, verb):
    if verb not in VERBS:
        raise Http404("There is no such decision.")
    comment = row_or_404(door.COMMENTS, pk)
    version = version_in(request)
    if version is None:
        return show_comment(request, comment, NO_VERSION, 400, verb)
    more = {"shown_text": request.POST.get("shown_text", "")} if verb == "mask" else {}
    try:
        ground = ground_in(request, comment, verb)
        VERBS[verb](comment, ground, by=request.user, version=version, **more)
    except DecidedFirst as first:
        return show_comment(request, row_or_404(door.COMMENTS, pk), str(first), 409)
    except NotAllowed as no:
        return show_comment(request, row_or_404(door.COMMENTS, pk), str(no), 422, verb)
    attention.release(ItemKind.COMMENT, pk)
    messages.success(request, SAID[verb].format(f"{comment.writer}, {ground.reason.label.lower()}"))
    return HttpResponseRedirect(next_url(request))


def ground_in(request, comment, verb) -> Ground:
    """The reason that was chosen, and what its writer is told: nothing, where so decided."""
    reason = verbs.reason_in(request, verb)
    if not request.POST.get("tell"):
        return Ground(reason)
    return Ground(reason, verbs.told_in(request, reason, comment))


@moderators(WRITE)
def undo(request, pk):
    """Back to what was decided, as it was before."""
    former = row_or_404(FormerState.objects.select_related("comment", "event"), pk)
    try:
        undoing.undo(former, by=request.user)
    except WorkflowError as no:
        messages.error(request, str(no))
        return HttpResponseRedirect(next_url(request))
    messages.success(request, "Taken back: this comment is as it was before.")
    return HttpResponseRedirect(url_of(ItemKind.COMMENT, former.comment_id))


@moderators(WRITE, "comments.decide_appeal")
def decide_appeal(request, pk, verb):
    if verb not in APPEALS:
        raise Http404("There is no such decision.")
    appeal = row_or_404(door.APPEALS, pk)
    version = version_in(request)
    if version is None:
        return show_appeal(request, appeal, NO_VERSION, 400, verb)
    about = appeal.sanction.comment if appeal.sanction else appeal.comment
    try:
        answer = verbs.told_in(request, verbs.reason_in(request, verb), about)
        APPEALS[verb](appeal, by=request.user, version=version, answer=answer)
    except StaleAppeal as first:
        return show_appeal(request, row_or_404(door.APPEALS, pk), str(first), 409)
    except NotAllowed as no:
        return show_appeal(request, appeal, str(no), 422, verb)
    said = "stands" if verb == "uphold" else "is taken back"
    messages.success(request, f"The decision {said}, and {appeal.made_by} is told so.")
    return HttpResponseRedirect(next_url(request))


@moderators(WRITE)
def judge_look(request, pk, verb):
    if verb not in ("approve", "reject"):
        raise Http404("There is no such decision.")
    seen = to_judge(request.user).values("pk")
    look = row_or_404(SecondLook.objects.filter(pk__in=seen), pk)
    try:
        second_looks.judge(look, by=request.user, would_approve=verb == "approve")
        messages.success(request, "Thank you: counted. Nothing was changed.")
    except WorkflowError as no:
        messages.error(request, str(no))
    attention.release(ItemKind.LOOK, pk)
    return HttpResponseRedirect(next_url(request))
