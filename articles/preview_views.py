"""What an invited person without an account sees: the text, the form of a remark, nothing else.

A wrong, ended or run-out address all give the same page. The address itself is the secret, so it
is kept out of every cache, index, log and Referer.
"""

import uuid
from functools import wraps

from allauth.core.internal import ratelimit
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from articles import pages, passage_links, preview_links, remark_lists, remarks
from articles.errors import NotAllowed
from articles.freezing import build
from articles.models.remark import LONGEST_TEXT
from articles.remark_forms import CHANGED, chosen, key_of
from articles.remark_rights import Rights
from articles.shelves import tree_of

GUESSES = {"preview": "30/5m/ip"}
# A form cannot be sent under “no-referrer”: its Origin would be null, and Django would refuse it.
# Under “strict-origin” browsers name this site and no more: neither lets the address out.
TEXT_POLICY, FORM_POLICY = "no-referrer", "strict-origin"
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
# Told from where one is, so that no page holds its own address.
ADD, BACK = "remark/", "../"
GUEST = Rights(user=None, works_on_it=False, judges_it=False)


def invited(view):
    """A page for who holds a preview's address: never kept, never indexed, guesses slowed down."""

    @wraps(view)
    def door(request, token):
        link = None if _guesses_too_much(request) else preview_links.opened_with(token)
        response = view(request, token, link) if link else _nothing(request)
        for name, value in HEADERS.items():
            response[name] = value
        response.headers.setdefault("Referrer-Policy", TEXT_POLICY)
        return response

    door.action = "preview"
    return door


@invited
@require_safe
def shared_preview(request, token, link):
    if request.method == "GET" and not preview_links.count_opening(link):
        return _problem(request, "This preview was opened very often. Try again in an hour.", 429)
    revision = _text(link)
    context = {"link": link, "revision": revision, "add": ADD, **_remarked(request, link, revision)}
    return render(request, "articles/shared_preview.html", context)


def _remarked(request, link, revision):
    """The text with its links, and what this guest has said of it."""
    left = remark_lists.of_guest(link)
    if revision is None:
        return {"page": None, "head": {}, "remarks": remark_lists.shown(left, None, GUEST)}
    reading = remarks.reading_of(revision)
    shown = remark_lists.shown(left, reading, GUEST)
    links = passage_links.links(ADD, shown)
    page = pages.preview(link.article, revision, tree=tree_of(request))
    return {
        "page": passage_links.with_links(page, revision, links),
        "head": passage_links.of_head(reading, links),
        "remarks": shown,
    }


@invited
@require_http_methods(["GET", "HEAD", "POST"])
def shared_remark(request, token, link):
    revision = _text(link)
    if request.method == "POST":
        return _leave(request, token, link, revision)
    passage = chosen(revision, request.GET.get("words", ""), request.GET.get("block", ""))
    return _ask(request, link, passage)


def _leave(request, token, link, revision):
    quote = request.POST.get("quote", "")
    passage = chosen(revision, quote, request.POST.get("block", ""), exactly=True)
    if quote and passage is None:
        return _ask(request, link, None, CHANGED, 409)
    text, key = request.POST.get("text", ""), key_of(request.POST)
    try:
        left = remarks.leave_as_guest(link, text=text, passage=passage, revision=revision, key=key)
    except NotAllowed as no:
        return _ask(request, link, passage, str(no), 422)
    here = reverse("shared_preview", args=[token])
    return HttpResponseRedirect(f"{here}#remark-{left.pk}")


def _ask(request, link, passage, problem="", status=200):
    context = {
        "link": link,
        "back": BACK,
        "passage": passage,
        "place": request.POST.get("block", request.GET.get("block", "")),
        "problem": problem,
        "text": request.POST.get("text", ""),
        "key": key_of(request.POST) or uuid.uuid4(),
        "longest": LONGEST_TEXT,
    }
    response = render(request, "articles/shared_remark.html", context, status=status)
    response["Referrer-Policy"] = FORM_POLICY
    return response


def _text(link):
    """The version that was shared, or the manuscript as it stands; None where it has no print."""
    if link.revision:
        return link.revision
    try:
        return build(link.article, by=link.made_by)
    except NotAllowed:
        return None


def _guesses_too_much(request):
    """Whether this address has asked for many previews that are not there."""
    return not _limit(request, dry_run=True)


def _limit(request, *, dry_run):
    return ratelimit.consume(
        request,
        app="articles",
        action="preview",
        config=GUESSES,
        limit_get=True,
        dry_run=dry_run,
    )


def _nothing(request):
    """The same for a wrong address, one that was ended, and one that has run out."""
    _limit(request, dry_run=False)
    return _problem(request, "", 404)


def _problem(request, problem, status):
    typed = request.POST.get("text", "") if request.method == "POST" else ""
    context = {"problem": problem, "typed": typed[: 2 * LONGEST_TEXT]}
    return render(request, "articles/shared_preview_gone.html", context, status=status)
