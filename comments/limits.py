"""How often one address may speak, shared by all processes through the cache.

The address comes from the connection, or from as many proxies as settings name; of IPv6 its first
64 bits count. It is stored nowhere: the cache holds a keyed hash of it, which changes every day.
"""

from allauth.core.internal import ratelimit
from django.utils import timezone
from django.utils.crypto import salted_hmac

SALT = "comments.limits"
RATES = {
    "useful": "60/10m/key,300/d/key",
    "sought": "10/h/key,40/d/key",
    "report": "10/h/key,40/d/key",
    "forget": "30/h/key",
    "comment": "20/10m/key,200/d/key",
    "comment_of_account": "5/10m/key,40/d/key",
    "edit_of_account": "20/10m/key,200/d/key",
    "report_comment": "20/h/key,60/d/key",
    "draft": "20/h/key",
}


def within(request, action: str) -> bool:
    """Whether this address may do this once more; counts it if so."""
    key = _hash(ratelimit.get_ip(request))
    return bool(
        ratelimit.consume(
            request, app="comments", action=action, config=RATES, key=key, limit_get=True
        )
    )


def account_within(request, action: str) -> bool:
    """Whether who is signed in may do this once more, from whatever address; counts it if so."""
    return bool(
        ratelimit.consume(
            request,
            app="comments",
            action=action,
            config=RATES,
            key=_hash("account", str(request.user.pk)),
            limit_get=True,
        )
    )


def mark(request) -> str:
    """What tells one browser from others for an hour, and cannot be turned back into anything."""
    return _hash(ratelimit.get_ip(request), request.headers.get("User-Agent", ""))


def _hash(*parts):
    said = "\n".join([f"{timezone.now().date()}", *parts])
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()[:32]
