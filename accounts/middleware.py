from django.conf import settings

COOKIE = "signed_in"
ROOMS = ("/accounts/", "/admin/")


def mark_signed_in(get_response):
    """A cookie that says “1” to the script of readers' pages, so that it asks for the menu.

    It names nobody and opens nothing. It is set and taken away in the rooms where people sign in
    and out, never on readers' pages, which are the same for everybody.
    """

    def middleware(request):
        response = get_response(request)
        if request.path_info.startswith(ROOMS) and hasattr(request, "user"):
            _mark(request, response)
        return response

    return middleware


def _mark(request, response):
    if request.user.is_authenticated == (request.COOKIES.get(COOKIE) == "1"):
        return
    if request.user.is_authenticated:
        secure = settings.SESSION_COOKIE_SECURE
        response.set_cookie(COOKIE, "1", secure=secure, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
