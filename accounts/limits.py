"""How many wrong passwords an account bears before it rests.

Strangers together have five tries in a quarter of an hour, however many addresses they come from.
Browsers in which the owner has signed in before have five of their own, so that a stranger who
uses up the first five does not lock the owner out; together that is ten. The mark of such a
browser is a signed hash of the address in a cookie that no script can read. A code sent by e-mail
always lets the owner in. What is counted lives in the cache that all processes share.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac

COOKIE = "known_browser"
SALT = "accounts.limits.known_browser"
REMEMBERED = timedelta(days=180)


def whose_tries(request, address: str) -> str:
    """The name under which wrong passwords for this address are counted."""
    knows = is_own(request, address) or is_known(request, address)
    return f"{'known' if knows else 'stranger'}:{address.lower()}"


def is_own(request, address: str) -> bool:
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated and user.email == address.lower()


def is_known(request, address: str) -> bool:
    """Whether the owner of this address has signed in with this browser before."""
    try:
        mark = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=REMEMBERED)
    except signing.BadSignature:
        return False
    return isinstance(mark, str) and constant_time_compare(mark, _mark(address))


def remember_browser(response, address: str) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(_mark(address), salt=SALT),
        max_age=REMEMBERED,
        path=reverse("account_overview"),  # no page that readers see is asked for with it
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _mark(address):
    return salted_hmac(SALT, address.lower(), algorithm="sha256").hexdigest()
