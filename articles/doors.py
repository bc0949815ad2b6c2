"""Every address says who may open it; one that does not say fails a test and is not cached."""

from functools import wraps

from django.http import FileResponse
from django.middleware.gzip import GZipMiddleware
from django.views.decorators.http import require_safe

# Only what is for everybody is compressed: it holds no secret that its length could tell.
_compress = GZipMiddleware(lambda request: None)
CACHEABLE = "public, max-age=0, must-revalidate"


def public(view):
    """A page for everybody: GET and HEAD only, nothing in it that depends on who asks."""

    @require_safe
    @wraps(view)
    def door(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers.setdefault("Cache-Control", CACHEABLE)
        is_file = isinstance(response, FileResponse)  # a picture, which is small already
        return response if is_file else _compress.process_response(request, response)

    door.action = "read"
    door.csrf_exempt = True  # nothing is ever done here: a POST is told 405, not of a lost token
    return door


def unlisted(view):
    """A page for everybody whose answers to a question no search engine should list."""

    @wraps(view)
    def door(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if request.GET:
            response["X-Robots-Tag"] = "noindex"
        return response

    return door
