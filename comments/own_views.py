"""One's own comments under a page, taking one back, and reporting somebody else's."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import markup
from articles.errors import NotAllowed
from articles.lists import is_id
from comments import drafts, limits, places, posting, thread_page
from comments.doors import members_speak
from comments.forms import CommentReportForm
from comments.models import Comment, CommentState, ReportKind
from comments.report_views import help_for
from comments.thread_views import where_it_is
from comments.writing_views import place_of

SHOWN = 20


@dataclass(frozen=True)
class Own:
    pk: int
    posted_at: datetime
    body: SafeString
    state: str
    is_masked: bool
    gives_advice: bool
    edit_url: str
    edited_until: datetime
    delete_url: str


@members_speak
@where_it_is
def yours(request, category_slug, slug):
    """What one said here, newest first, and what became of it; a waiting one is seen only here."""
    article = places.page_at(request, category_slug, slug, "own_comments")
    rows = Comment.objects.filter(writer=request.user, article=article).order_by("-id")
    rows = rows.exclude(state=CommentState.DELETED)
    after = request.GET.get("after", "")
    rows = rows.filter(pk__lt=int(after)) if is_id(after) else rows
    found = list(rows[: SHOWN + 1])
    saved = next((c for c in found if str(c.pk) == request.GET.get("saved")), None)
    context = {
        "place": place_of(article),
        "comments": [_own(request.user, article, c) for c in found[:SHOWN]],
        "saved": saved,
        "sent_from": _form_of(article, saved) if saved else "",
        "may_write": not posting.refusal(request.user, article),
        "next_url": f"?after={found[SHOWN - 1].pk}" if len(found) > SHOWN else "",
        **help_for(saved.text if saved else ""),
    }
    return render(request, "comments/yours.html", context)


@members_speak
@where_it_is
def delete(request, category_slug, slug, pk):
    article = places.page_at(request, category_slug, slug, "delete_comment", pk)
    own = Comment.objects.filter(writer=request.user, article=article)
    comment = get_object_or_404(own.exclude(state=CommentState.DELETED), pk=pk)
    if request.method == "POST":
        posting.delete_own(comment, by=request.user)
        return HttpResponseRedirect(f"{places.of_thread(article, 'own_comments')}?deleted=1")
    context = {"place": place_of(article), "comment": _own(request.user, article, comment)}
    return render(request, "comments/delete.html", context)


@members_speak
@where_it_is
def report(request, category_slug, slug, pk):
    article = places.page_at(request, category_slug, slug, "report_comment", pk)
    comment = places.comment_in(article, pk)
    if request.method != "POST":
        draft = drafts.of(request)
        form = _form(initial={name: draft.get(name, "") for name in ("text", "kind")})
        return _ask(request, article, comment, form)
    form = _form(request.POST)
    if not form.is_valid():
        return _ask(request, article, comment, form, status=422)
    if not limits.within(request, "report_comment"):
        problem = _("Many reports came from your network just now. Send this again in an hour.")
        return _ask(request, article, comment, form, problem, status=429)
    try:
        posting.report(comment, by=request.user, **form.cleaned_data)
    except NotAllowed as no:
        return _ask(request, article, comment, form, str(no), status=422)
    drafts.drop(request)
    context = {"place": place_of(article), **_help_for_worry(form.cleaned_data["kind"])}
    return render(request, "comments/comment_reported.html", context)


def _ask(request, article, comment, form, problem="", status=200):
    context = {
        "place": place_of(article),
        "comment": thread_page.quoted(article, comment),
        "form": form,
        "kinds": ReportKind.choices,
        "kind": form["kind"].value(),
        "problem": problem,
    }
    return render(request, "comments/report_comment.html", context, status=status)


def _form(sent=None, **options):
    return CommentReportForm(sent, auto_id="comment-report-%s", **options)


def _help_for_worry(kind):
    """Who worries about somebody sees whom one can call."""
    return help_for("suicide") if kind == ReportKind.CRISIS else {"help": None}


def _form_of(article, saved):
    """Where its form was: what the browser kept of it can go."""
    if saved.edited_at:
        return places.of_thread(article, "edit_comment", saved.pk)
    if saved.parent_id:
        return places.of_thread(article, "answer_comment", saved.parent_id)
    return places.of_thread(article, "new_comment")


def _own(user, article, comment):
    may_edit = posting.may_edit(user, comment)
    return Own(
        pk=comment.pk,
        posted_at=comment.posted_at,
        body=markup.trusted(markup.said(comment.shown_text)),
        state=comment.state,
        is_masked=comment.shown_text != comment.text,
        gives_advice=comment.gives_advice,
        edit_url=places.of_thread(article, "edit_comment", comment.pk) if may_edit else "",
        edited_until=posting.edited_until(comment),
        delete_url=places.of_thread(article, "delete_comment", comment.pk),
    )
