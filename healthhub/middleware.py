"""What holds for every request, whatever view it reaches."""

import re
from urllib.parse import unquote_plus

from healthhub import errors

# C0 and C1 controls but tab, line feed and carriage return; and halves of surrogate pairs.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


def refuse_control_characters(get_response):
    """NUL and its kin have no business in an address or a form; PostgreSQL refuses them."""

    def middleware(request):
        return errors.bad_request(request) if _has_forbidden(request) else get_response(request)

    return middleware


def _has_forbidden(request):
    address = request.path_info + unquote_plus(request.META.get("QUERY_STRING", ""))
    if FORBIDDEN.search(address):
        return True
    if request.method in {"GET", "HEAD"}:
        return False
    if request.content_type in FORMS:
        return any(
            FORBIDDEN.search(text)
            for name, values in request.POST.lists()
            for text in (name, *values)
        )
    return False


def private_unless_public(get_response):
    """No cache may keep an answer unless its view said that it is for everybody. Such an answer
    sets no cookie, not even to take an old one away: a cache would hand it to all."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        if "public" in response.headers["Cache-Control"]:
            response.cookies.clear()
        return response

    return middleware
