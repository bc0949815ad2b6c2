"""“My comments”: one's own on all pages, what became of each and why, and where to appeal."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import markup
from articles.errors import NotAllowed
from articles.lists import is_id
from comments import appeals, drafts, limits, posting, telling
from comments.doors import members_speak
from comments.models import Appeal, Comment, CommentEvent, CommentState, Sanction

SHOWN = 20
SANCTIONS_SHOWN = 20
DECISIONS = CommentEvent.objects.filter(verb__in=["rejected", "masked", "undone", "overturned"])


@dataclass(frozen=True)
class Decision:
    """What was decided about somebody: why, in the words of the decision, and what can be done."""

    reason: str
    rule: str
    message: str
    appeal: Appeal | None
    appeal_url: str


@dataclass(frozen=True)
class Own:
    pk: int
    title: str
    url: str
    language: str
    posted_at: datetime
    body: SafeString
    state: str
    is_masked: bool
    gives_advice: bool
    decision: Decision | None


@dataclass(frozen=True)
class OwnSanction:
    kind: str
    imposed_at: datetime
    until: str
    is_lifted: bool
    decision: Decision


@members_speak
def my_comments(request):
    """Newest first, paged by key; what its writer deleted is nowhere any more."""
    after = request.GET.get("after", "")
    if after and not is_id(after):
        raise Http404("This page of the list does not exist.")
    rows = _own(request.user)
    found = list((rows.filter(pk__lt=int(after)) if after else rows)[: SHOWN + 1])
    context = {
        "comments": [_comment(comment) for comment in found[:SHOWN]],
        "sanctions": [] if after else _sanctions(request.user),
        "sent": request.GET.get("sent", "") == "1",
        "deleted": request.GET.get("deleted", "") == "1",
        "next_url": f"?after={found[SHOWN - 1].pk}" if len(found) > SHOWN else "",
    }
    return render(request, "comments/my_comments.html", context)


@members_speak
def delete_mine(request, pk):
    """One's own words can be taken back wherever they stand, and when their page has no comments
    any more."""
    comment = get_object_or_404(_own(request.user), pk=pk)
    if request.method == "POST":
        posting.delete_own(comment, by=request.user)
        return HttpResponseRedirect(f"{reverse('my_comments')}?deleted=1")
    own = _comment(comment)
    place = {"title": own.title, "url": own.url, "yours_url": reverse("my_comments")}
    return render(request, "comments/delete.html", {"place": place, "comment": own})


@members_speak
def appeal_removal(request, pk):
    comment = get_object_or_404(_own(request.user), pk=pk)
    return _appeal(request, appeals.decision_on(comment), appeals.against_removal, comment)


@members_speak
def appeal_sanction(request, pk):
    sanction = get_object_or_404(Sanction, pk=pk, person=request.user)
    return _appeal(request, appeals.decision_of(sanction), appeals.against_sanction, sanction)


def _appeal(request, event, verb, about):
    if event is None or event.verb == "undone" or Appeal.objects.filter(event=event).exists():
        return HttpResponseRedirect(reverse("my_comments"))
    if request.method != "POST":
        return _ask(request, event, about, drafts.of(request).get("text", ""))
    text = request.POST.get("text", "")
    if not limits.within(request, "report_comment"):
        problem = _("Much came from your network just now. Send this again in an hour.")
        return _ask(request, event, about, text, problem, 429)
    try:
        verb(about, by=request.user, text=text)
    except NotAllowed as no:
        return _ask(request, event, about, text, str(no), 422)
    drafts.drop(request)
    return HttpResponseRedirect(f"{reverse('my_comments')}?sent=1")


def _ask(request, event, about, text, problem="", status=200):
    is_comment = isinstance(about, Comment)
    context = {
        "comment": _comment(about) if is_comment else None,
        "sanction": None if is_comment else _sanction(about),
        "decision": _decision(event, ""),
        "text": text,
        "problem": problem,
    }
    return render(request, "comments/appeal.html", context, status=status)


# --- what is told of one


def _own(user):
    rows = Comment.objects.filter(writer=user).exclude(state=CommentState.DELETED)
    decided = DECISIONS.select_related("appeal").order_by("id")
    rows = rows.select_related("article__category", "article__live")
    rows = rows.defer("article__body", "article__live__manuscript")
    return rows.prefetch_related(Prefetch("events", decided, to_attr="decided")).order_by("-id")


def _comment(comment):
    article = comment.article
    return Own(
        pk=comment.pk,
        title=article.live.title if article.live else article.title,
        url=article.get_absolute_url() if article.is_public else "",
        language=article.language,
        posted_at=comment.posted_at,
        body=markup.trusted(markup.said(comment.shown_text)),
        state=comment.state,
        is_masked=comment.shown_text != comment.text,
        gives_advice=comment.gives_advice,
        decision=_decision_on(comment),
    )


def _decision_on(comment):
    """The one in force: none where it was taken back, or where a moderator put it right."""
    last = comment.decided[-1] if comment.decided else None
    if last is None or last.verb in ("undone", "overturned"):
        return None
    if last.verb == "rejected" and comment.state == CommentState.REJECTED:
        return _decision(last, reverse("appeal_removal", args=[comment.pk]))
    is_masked = last.verb == "masked" and comment.state == CommentState.SHOWN
    return _decision(last, "") if is_masked else None


def _decision(event, url):
    appeal = getattr(event, "appeal", None)
    return Decision(
        reason=_translated(event.facts.get("label", "")),
        rule=_translated(event.facts.get("rule", "")),
        message=event.note,
        appeal=appeal,
        appeal_url="" if appeal else url,
    )


def _sanctions(user):
    decided = CommentEvent.objects.filter(verb__in=["warned", "muted", "banned"])
    rows = Sanction.objects.filter(person=user).prefetch_related(
        Prefetch("events", decided.select_related("appeal"), to_attr="decided")
    )
    return [_sanction(sanction) for sanction in rows[:SANCTIONS_SHOWN]]


def _sanction(sanction):
    event = sanction.decided[0] if hasattr(sanction, "decided") else appeals.decision_of(sanction)
    url = reverse("appeal_sanction", args=[sanction.pk]) if not sanction.lifted_at else ""
    return OwnSanction(
        kind=sanction.get_kind_display(),
        imposed_at=sanction.imposed_at,
        until="" if sanction.lifted_at else telling.until_when(sanction),
        is_lifted=sanction.lifted_at is not None,
        decision=_decision(event, url),
    )


def _translated(words):
    """A reason that came with the site is known in other languages; one of its own is not."""
    return _(words) if words else ""
