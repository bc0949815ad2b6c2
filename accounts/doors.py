"""Pages of a person about themselves: only for who is signed in, and kept by no cache."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.views.decorators.http import require_http_methods


def own(view):
    """GET, HEAD and POST; everything a page shows or changes belongs to `request.user`."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @login_required
    @wraps(view)
    def guarded(request, *args, **kwargs):
        return view(request, *args, **kwargs)

    @wraps(guarded)
    def door(request, *args, **kwargs):
        response = guarded(request, *args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    door.action = "own"
    return door
