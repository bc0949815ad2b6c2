"""Doors through which readers speak: no cookie, no session, no token in a page that is cached.

What stands in for Django's token: the browser's own word that the form was on a page of this site.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from comments import drafts

SAME = ("same-origin", "none")  # “none”: the reader's own doing, as in sending a form once more


def readers_speak(view):
    """GET, HEAD and POST; a POST only from a page of this site. Never cached, never indexed."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def door(request, *args, **kwargs):
        foreign = request.method == "POST" and not is_from_here(request)
        response = _refuse(request) if foreign else view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    door.action = "say"
    return door


def members_speak(view):
    """GET, HEAD and POST for who is signed in, with Django's token; never cached, never indexed.

    Who is not signed in (any more), or sends a form whose token was for another sign-in, loses
    nothing: what they typed is kept in the session, and the form has it when they are back.
    """

    @csrf_exempt  # asked here, so that a token that fails costs nobody their words
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def door(request, *args, **kwargs):
        response = _turned_away(request) or view(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    door.action = "comment"
    return door


def _turned_away(request):
    is_sent = request.method == "POST"
    bad_token = is_sent and _Token(lambda request: None).process_view(request, None, (), {})
    if bad_token and not is_from_here(request):
        return _refuse(request)
    if request.user.is_authenticated and not bad_token:
        return None
    if is_sent:
        drafts.keep(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(request.get_full_path())
    return redirect_to_login(request.get_full_path())


class _Token(CsrfViewMiddleware):
    """Django's own judgement of a form's token, as an answer instead of a page."""

    def _reject(self, request, reason):
        return reason


def is_from_here(request) -> bool:
    """Asked of the newest header that the browser has: all send one of the three with a form."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in SAME
    origin = request.headers.get("Origin") or _origin(request.headers.get("Referer", ""))
    return origin in (f"{request.scheme}://{request.get_host()}", settings.SITE_URL)


def _origin(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def _refuse(request):
    return render(request, "comments/foreign.html", status=403)
