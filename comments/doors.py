"""Doors through which readers speak: no cookie, no session, no token in a page that is cached.

What stands in for Django's token: the browser's own word that the form was on a page of this site.
"""

from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

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
