"""Pages for when things go wrong: they ask nothing of the database or of the request."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import (
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponseForbidden,
    HttpResponseServerError,
)
from django.template import loader

SECONDS_TO_TRY_AGAIN = 5
SECONDS_AFTER_TOO_MANY = 15 * 60


def bad_request(request, exception=None):
    return HttpResponseBadRequest(loader.render_to_string("400.html"))


def csrf_failure(request, reason=""):
    return HttpResponseForbidden(loader.render_to_string("403.html"))


def too_many(request):
    """A limit of ours was reached; the answer says nothing of whose account it is about."""
    headers = {"Retry-After": str(SECONDS_AFTER_TOO_MANY), "Cache-Control": "private, no-store"}
    return HttpResponse(loader.render_to_string("429.html"), status=429, headers=headers)


def server_error(request):
    """A database that is away is said here, for every page: 503, and when to try again."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return unavailable()
    return HttpResponseServerError(loader.render_to_string("500.html"))


def unavailable():
    headers = {"Retry-After": str(SECONDS_TO_TRY_AGAIN)}
    return HttpResponse(loader.render_to_string("503.html"), status=503, headers=headers)
