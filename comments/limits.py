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
}


def within(request, action: str) -> bool:
    """Whether this address may do this once more; counts it if so."""
    key = _hash(ratelimit.get_ip(request))
    return bool(
        ratelimit.consume(
            request, app="comments", action=action, config=RATES, key=key, limit_get=True
        )
    )


def mark(request) -> str:
    """What tells one browser from others for an hour, and cannot be turned back into anything."""
    return _hash(ratelimit.get_ip(request), request.headers.get("User-Agent", ""))


def _hash(*parts):
    said = "\n".join([f"{timezone.now().date()}", *parts])
    return salted_hmac(SALT, said, algorithm="sha256").hexdigest()[:32]
