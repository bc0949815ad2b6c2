"""Writing a comment, an answer, and changing one's own: the form keeps what was typed."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.errors import NotAllowed
from articles.lists import is_id
from comments import drafts, limits, places, posting, thread_page
from comments.doors import members_speak
from comments.errors import StaleComment
from comments.forms import CommentForm
from comments.models import Comment
from comments.report_views import help_for
from comments.thread_views import where_it_is
from comments.tickets import Ticket, edition_of

FILLED_IN = gettext_noop(
    "One field, which people do not see, was filled in. It is empty now: send again."
)


@members_speak
@where_it_is
def write(request, category_slug, slug):
    article = places.page_at(request, category_slug, slug, "new_comment")
    return _write(request, article)


@members_speak
@where_it_is
def answer(request, category_slug, slug, pk):
    article = places.page_at(request, category_slug, slug, "answer_comment", pk)
    rows = Comment.objects.shown().filter(level=0)
    return _write(request, article, places.comment_in(article, pk, rows))


@members_speak
@where_it_is
def edit(request, category_slug, slug, pk):
    article = places.page_at(request, category_slug, slug, "edit_comment", pk)
    own = Comment.objects.filter(writer=request.user, article=article)
    comment = get_object_or_404(own, pk=pk)
    if not posting.may_edit(request.user, comment):
        return _closed(request, article, posting.why_not_edited(comment))
    if request.method != "POST":
        draft = drafts.of(request)
        form = _form({"text": draft["text"]} if draft else None, initial={"text": comment.text})
        return _ask(request, article, form, comment=comment, is_draft=bool(draft))
    form = _form(request.POST)
    if not form.is_valid():
        return _ask(request, article, form, comment=comment, status=422)
    if problem := _why_not_now(request, form):
        return _ask(request, article, form, problem[0], comment=comment, status=problem[1])
    try:
        posting.edit(
            comment,
            by=request.user,
            version=_version(request),
            text=form.cleaned_data["text"],
        )
    except StaleComment as stale:
        problem = _("This comment was changed meanwhile. Look it through, then save it again.")
        return _ask(request, article, form, problem, comment=stale.current, status=409)
    except NotAllowed as no:
        return _closed(request, article, str(no))
    return _done(request, article, comment)


def _write(request, article, parent=None):
    if no := posting.refusal(request.user, article):
        return _closed(request, article, no)
    if request.method == "POST":
        return _send(request, article, parent)
    draft = drafts.of(request)
    ticket = Ticket.read(draft.get("ticket", ""))
    ticket = ticket if edition_of(article, ticket) else None
    form = _form({"text": draft["text"]} if draft else None)
    return _ask(request, article, form, parent=parent, ticket=ticket, is_draft=bool(draft))


def _send(request, article, parent):
    ticket, form = Ticket.read(request.POST.get("ticket", "")), _form(request.POST)
    edition = edition_of(article, ticket)
    if edition is None:
        problem = _("This form was open for very long. Look it through, then send it again.")
        return _ask(request, article, form, problem, parent=parent, status=409)
    if not form.is_valid():
        return _ask(request, article, form, parent=parent, ticket=ticket, status=422)
    if form.cleaned_data["website"]:
        return _ask(request, article, form, _(FILLED_IN), parent=parent, ticket=ticket, status=422)
    text = form.cleaned_data["text"]
    key = ticket.key_for(str(request.user.pk), str(parent.pk if parent else ""), text)
    if not (_sent_before(request, key) or _within(request)):
        problem = _("Many comments came from you or your network just now. Send it in ten minutes.")
        return _ask(request, article, form, problem, parent=parent, ticket=ticket, status=429)
    try:
        comment = posting.post(
            article,
            by=request.user,
            text=text,
            revision=edition,
            parent=parent,
            key=key,
            too_quick=ticket.is_too_quick,
        )
    except NotAllowed as no:
        return _closed(request, article, str(no))
    return _done(request, article, comment)


def _why_not_now(request, form):
    """What keeps a change from being saved at this moment, and the status that says so."""
    if form.cleaned_data["website"]:
        return _(FILLED_IN), 422
    if not limits.account_within(request, "edit_of_account"):
        return _("You changed your comments many times just now. Save it in ten minutes."), 429
    return None


def _within(request):
    """Both are counted, whichever is full."""
    return all(
        [limits.within(request, "comment"), limits.account_within(request, "comment_of_account")]
    )


def _sent_before(request, key):
    """Sent twice, it is one comment, and counts once."""
    return Comment.objects.filter(key=key, writer=request.user).exists()


def _done(request, article, comment):
    drafts.drop(request)
    path = places.of_thread(article, "own_comments")
    return HttpResponseRedirect(f"{path}?saved={comment.pk}")


def _version(request):
    version = request.POST.get("version", "")
    return int(version) if is_id(version) and len(version) < 10 else 0


def _form(sent=None, **options):
    return CommentForm(sent, auto_id="comment-%s", **options)


def _ask(
    request, article, form, problem="", *, comment=None, parent=None, ticket=None, is_draft=False,
    status=200,
):  # fmt: skip
    if is_draft:
        form.errors.clear()
        problem = _("Here is what you wrote. Look it through, then send it.")
    context = {
        "place": place_of(article),
        "form": form,
        "problem": problem,
        "comment": comment,
        "parent": thread_page.quoted(article, parent) if parent else None,
        "ticket": ticket or Ticket.new(article.live),
        "is_draft": is_draft,
        **help_for(form["text"].value() or ""),
    }
    return render(request, "comments/write.html", context, status=status)


def _closed(request, article, why):
    """What was typed meanwhile can be kept."""
    typed = request.POST.get("text", "")[:10_000]
    context = {"place": place_of(article), "why": why, "typed": typed, **help_for(typed)}
    return render(request, "comments/closed.html", context, status=403)


def place_of(article):
    return {
        "title": article.live.title,
        "url": article.get_absolute_url(),
        "thread_url": places.of_thread(article),
        "yours_url": places.of_thread(article, "own_comments"),
        "new_url": places.of_thread(article, "new_comment"),
    }
