"""Every address says who may open it; one that does not say fails a test and is not cached."""

from functools import wraps

from django.views.decorators.http import require_safe

CACHEABLE = "public, max-age=0, must-revalidate"


def public(view):
    """A page for everybody: GET and HEAD only, nothing in it that depends on who asks."""

    @require_safe
    @wraps(view)
    def door(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", CACHEABLE)
        return response

    door.action = "read"
    return door
