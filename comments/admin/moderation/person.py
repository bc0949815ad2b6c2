"""One person as moderators see them: what was decided about them, and sanctions. No address."""

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpResponseRedirect
from django.urls import reverse

from articles.errors import NotAllowed
from comments import sanctions
from comments.admin.moderation.door import WRITE, moderators, number_in, page, row_or_404
from comments.admin.moderation.item import history_of
from comments.admin.moderation.verbs import told_in
from comments.models import Comment, Reason, Sanction, SanctionKind, Verb

SANCTION = "comments.sanction_reader"
SHOWN = 20


@moderators()
def person(request, pk):
    return _show(request, row_or_404(get_user_model().objects.all(), pk))


@moderators(WRITE, SANCTION)
def sanction(request, pk):
    someone = row_or_404(get_user_model().objects.all(), pk)
    try:
        done = _impose(request, someone)
    except NotAllowed as no:
        return _show(request, someone, str(no), 422)
    messages.success(request, f"{done.get_kind_display()}: {someone} is told why.")
    return HttpResponseRedirect(reverse("moderation_person", args=[pk]))


@moderators(WRITE, SANCTION)
def lift(request, pk):
    row = row_or_404(Sanction.objects.select_related("person"), pk)
    try:
        sanctions.lift(row, by=request.user, because=request.POST.get("because", ""))
    except NotAllowed as no:
        return _show(request, row.person, str(no), 422)
    messages.success(request, f"Lifted: {row.person} is told so.")
    return HttpResponseRedirect(reverse("moderation_person", args=[row.person_id]))


def _impose(request, someone) -> Sanction:
    sent = request.POST
    kind = sent.get("kind", "")
    if kind not in SanctionKind.values:
        raise NotAllowed("Choose a warning, some days, or for good.")
    chosen = number_in(sent.get("reason"))
    reason = Reason.objects.offered(Verb.SANCTION).filter(pk=chosen).first() if chosen else None
    if reason is None:
        raise NotAllowed("Choose a reason of the list.")
    occasion = number_in(sent.get("comment"))
    theirs = Comment.objects.filter(pk=occasion, writer=someone).select_related("article")
    comment = theirs.first()
    message = told_in(request, reason, comment)
    facts = {"by": request.user, "reason": reason, "message": message, "comment": comment}
    if kind == SanctionKind.MUTE:
        return sanctions.mute(someone, days=number_in(sent.get("days")) or 0, **facts)
    return (sanctions.warn if kind == SanctionKind.WARN else sanctions.ban)(someone, **facts)


def _show(request, someone, problem="", status=200):
    latest = Comment.objects.filter(writer=someone).exclude(state="deleted").order_by("-id")
    return page(
        request,
        "person",
        str(someone),
        status,
        person=someone,
        problem=problem,
        typed=request.POST,
        history=history_of(someone.pk),
        comments=latest.select_related("revision")[:SHOWN],
        refusal=sanctions.refusal_to_impose(request.user, someone),
        reasons=Reason.objects.offered(Verb.SANCTION),
        kinds=SanctionKind.choices,
        days=sanctions.DAYS,
        occasion=number_in(request.GET.get("comment")) or "",
        sees_address=request.user.has_perm("accounts.view_user"),
    )
