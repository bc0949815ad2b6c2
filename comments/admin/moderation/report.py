"""A report of a problem with an article, as moderators decide on it: by the same keys as comments,
and on to the next thing that waits. Only editors say that a page was corrected."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect

from articles.errors import NotAllowed, WorkflowError
from comments import attention, cases, deciding_cases
from comments.admin.moderation import door, verbs
from comments.admin.moderation.door import (
    NO_VERSION,
    WRITE,
    moderators,
    page,
    row_or_404,
    url_of,
    version_in,
)
from comments.admin.moderation.item import around
from comments.admin.moderation.queue import next_url
from comments.context import context_of
from comments.errors import StaleCase
from comments.masks import MASK
from comments.models import Case, CaseEvent, ItemKind, Verb

SAID = {
    "confirm": "Handed to the editors: {}.",
    "close": "Closed: {}.",
    "mask": "Masked: {}.",
    "escalate": "Handed to the lead moderators: {}.",
}


@moderators()
def case(request, pk):
    return show_case(request, _case(request, pk))


def show_case(request, row, problem="", status=200, open_verb=""):
    may_decide = row.is_waiting and cases.may_decide(request.user, row)
    return page(
        request,
        "case",
        row.revision.title,
        status,
        case=row,
        kind=ItemKind.CASE,
        item=row,
        problem=problem,
        typed=request.POST,
        open_verb=open_verb,
        verbs=_offered(row) if may_decide else [],
        refusal=_refusal(request.user, row),
        mask=MASK,
        place=context_of(row),
        **around(request, ItemKind.CASE, row.pk),
    )


@moderators(WRITE)
def decide_case(request, pk, verb):
    if verb not in VERBS:
        raise Http404("There is no such decision.")
    row = _case(request, pk)
    version = version_in(request)
    if version is None:
        return show_case(request, row, NO_VERSION, 400, verb)
    try:
        reason = verbs.reason_in(request, verb)
        VERBS[verb](request, row, reason, by=request.user, version=version)
    except StaleCase as first:
        return show_case(request, _case(request, pk), str(first), 409)
    except NotAllowed as no:
        return show_case(request, _case(request, pk), str(no), 422, verb)
    messages.success(request, SAID[verb].format(reason.label.lower()))
    if verb == Verb.MASK:  # which decides nothing yet
        return HttpResponseRedirect(url_of(ItemKind.CASE, pk))
    attention.release(ItemKind.CASE, pk)
    return HttpResponseRedirect(next_url(request))


@moderators(WRITE)
def undo_case(request, pk):
    """Back to the report, as it was before."""
    own = CaseEvent.objects.filter(happened_by=request.user).select_related("case")
    event = row_or_404(own, pk)
    try:
        deciding_cases.undo(event, by=request.user)
    except WorkflowError as no:
        messages.error(request, str(no))
        return HttpResponseRedirect(next_url(request))
    told = " The reader had been told already." if deciding_cases.was_told_after(event) else ""
    messages.success(request, f"Taken back: this report waits again.{told}")
    return HttpResponseRedirect(url_of(ItemKind.CASE, event.case_id))


def _case(request, pk):
    visible = Case.objects.visible_to(request.user).order_by().values("pk")
    return row_or_404(door.CASES.filter(pk__in=visible), pk)


def _offered(row):
    left_out = {Verb.CONFIRM} if row.confirmed_at else set()
    left_out |= {Verb.ESCALATE} if row.escalated_at or row.confirmed_at else set()
    kept = [each for each in verbs.OF_REPORTS if each[0] not in left_out]
    return verbs.offered(kept, "moderation_decide_case", row, row)


def _refusal(user, row):
    if not cases.may_decide(user, row):
        return "You made this report, so another moderator decides on it."
    return "" if row.is_waiting else cases.what_was_done(row)


def _confirm(request, row, reason, **who):
    note = request.POST.get("message", "")
    deciding_cases.confirm(row, reason=reason, note=note, **who)


def _close(request, row, reason, **who):
    told = verbs.told_in(request, reason, row) or reason.label
    facts = {"outcome": reason.outcome, "reason": told, "label": reason.label}
    cases.close(row, **facts, can_be_undone=True, **who)


def _mask(request, row, reason, **who):
    shown_text = request.POST.get("shown_text", "")
    deciding_cases.mask(row, reason=reason, shown_text=shown_text, **who)


def _escalate(request, row, reason, **who):
    note = request.POST.get("message", "")
    deciding_cases.escalate(row, reason=reason, note=note, **who)


VERBS = {"confirm": _confirm, "close": _close, "mask": _mask, "escalate": _escalate}
