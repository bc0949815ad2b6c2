"""The one door by which HealthHub asks anything of another machine.

The name is resolved, every address it has is checked to be a public one, and the connection goes
to an address that was checked, never to the name again; each redirect goes through all of that
anew. Time, bytes and redirects are bounded, whatever the other side does.
"""

import http.client
import re
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

from articles.connection import Line, TooMuch, TooSlow, Unreachable
from articles.networks import is_public

SECONDS = 10.0
MOST_BODY = 64 * 1024
MOST_REDIRECTS = 5
PORTS = frozenset({80, 443})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AS_WRITTEN = "/%:@!$&'(+,;*)=-._~"  # what may stand unquoted in a path
_NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")


class NotPublic(Unreachable):
    """An address that HealthHub never connects to."""


class NoSuchHost(Unreachable):
    """The name is not known."""


class TooManyRedirects(Unreachable):
    """It leads from one address to the next, or round in a circle."""


@dataclass(frozen=True)
class Target:
    """Where one request goes: the parts of an address that was found to be askable."""

    scheme: str
    host: str  # in ASCII, without brackets
    port: int
    path: str

    @property
    def place(self) -> str:
        return f"{self.host}:{self.port}"


@dataclass(frozen=True)
class Answer:
    """`is_whole` is False where the body was longer than what was read of it."""

    status: int
    reason: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    is_whole: bool = True


Turn = Callable[[str], AbstractContextManager[Any]]


def ask(
    url: str,
    *,
    method: str = "GET",
    accept: str = "*/*",
    seconds: float = SECONDS,
    most: int = MOST_BODY,
    allowed: frozenset[str] = frozenset(),
    turn: Turn = nullcontext,
) -> Answer:
    """The answer of the last address that `url` leads to; raises Unreachable.

    `seconds` bound the whole of it, redirects included. `allowed` names services as "host:port"
    that an operator has configured: they alone may be local. `turn(host)` is entered around each
    request, so that a caller can wait for its turn; that wait is not counted.
    """
    deadline = monotonic() + seconds
    seen: set[str] = set()
    while True:
        url = url.partition("#")[0]
        if url in seen or len(seen) > MOST_REDIRECTS:
            raise TooManyRedirects("It redirects in a circle, or too often.")
        seen.add(url)
        target = target_of(url)
        waiting_since = monotonic()
        with turn(target.host):
            deadline += monotonic() - waiting_since
            answer = _ask_once(target, url, method, accept, deadline, most, allowed)
        onward = answer.headers.get("location", "")
        if answer.status not in REDIRECTS or not onward:
            return answer
        url = _joined(url, onward)


def target_of(url: str) -> Target:
    """The parts of a web address; raises NotPublic for what no browser should be sent to."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or ""), parts.port
        host = host if ":" in host else host.encode("idna").decode("ascii").lower()
    except (ValueError, UnicodeError):
        raise NotPublic("It is not an address on the web.") from None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        raise NotPublic("It is not an address on the web.")
    if not (_NAME.fullmatch(host) or ":" in host and "%" not in host):
        raise NotPublic("It is not an address on the web.")
    path = quote(parts.path or "/", safe=_AS_WRITTEN)
    query = quote(parts.query, safe=_AS_WRITTEN + "?[]")
    port = {"http": 80, "https": 443}[parts.scheme] if port is None else port
    return Target(parts.scheme, host, port, f"{path}?{query}" if query else path)


def checked_addresses(target: Target, deadline: float, allowed: frozenset[str]) -> list[str]:
    """The IP addresses of a target; one that is not public refuses them all."""
    is_allowed = target.place in allowed
    if target.port not in PORTS and not is_allowed:
        raise NotPublic(f"Port {target.port} is not one of the web's own.")
    found = resolve(target.host, target.port, deadline)
    if not is_allowed and not all(map(is_public, found)):
        raise NotPublic("It does not lead to an address of the public internet.")
    return found


def resolve(host: str, port: int, deadline: float) -> list[str]:
    """What the name stands for, asked aside so that a slow name server cannot hold us up."""
    results: SimpleQueue = SimpleQueue()
    threading.Thread(target=_look_up_name, args=(host, port, results), daemon=True).start()
    try:
        found = results.get(timeout=max(0, deadline - monotonic()))
    except Empty:
        raise TooSlow("Its name was not found in time.") from None
    if not found:
        raise NoSuchHost("There is no host of that name.")
    return list(dict.fromkeys(found))


def _look_up_name(host, port, results):
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        results.put([str(entry[4][0]) for entry in entries])
    except (OSError, UnicodeError):
        results.put([])


def _ask_once(target, url, method, accept, deadline, most, allowed) -> Answer:
    addresses = checked_addresses(target, deadline, allowed)
    line = Line.to(addresses, target.port, deadline)
    try:
        if target.scheme == "https":
            line.encrypt(tls(), target.host.rstrip("."))
        return _exchange(line, target, url, method, accept, most)
    except ssl.SSLCertVerificationError as error:
        raise Unreachable(f"Its certificate is not valid ({error.verify_message}).") from error
    except TimeoutError as error:
        raise TooSlow("It did not answer in time.") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(f"It gave no proper answer ({type(error).__name__}).") from error
    finally:
        line.end()


def _exchange(line, target, url, method, accept, most) -> Answer:
    connection = http.client.HTTPConnection(target.host, target.port)
    connection.default_port = {"http": 80, "https": 443}[target.scheme]  # for the Host header
    connection.sock = line
    headers = {"User-Agent": user_agent(), "Accept": accept, "Accept-Encoding": "identity"}
    connection.request(method, target.path, headers={**headers, "Connection": "close"})
    response = connection.getresponse()
    line.allow(most)
    body = response.read(most + 1) if response.status not in REDIRECTS else b""
    return Answer(
        status=response.status,
        reason=response.reason[:100],
        url=url,
        headers={name.lower(): value for name, value in response.headers.items()},
        body=body[:most],
        is_whole=len(body) <= most,
    )


def _joined(url: str, onward: str) -> str:
    """Where a redirect leads. Servers write addresses in UTF-8, which arrives as Latin-1."""
    try:
        onward = onward.encode("latin-1").decode()
    except UnicodeError:
        pass
    try:
        return urljoin(url, onward.strip())
    except ValueError:
        raise NotPublic("It redirects to what is not an address on the web.") from None


def user_agent() -> str:
    """Who asks, and where to complain."""
    name = settings.SITE_NAME.encode("ascii", "ignore").decode() or "HealthHub"
    return " ".join(f"{name} (+{settings.SITE_URL})".split())


def tls() -> ssl.SSLContext:
    return ssl.create_default_context()


__all__ = [
    "Answer", "NoSuchHost", "NotPublic", "Target", "TooManyRedirects", "TooMuch", "TooSlow",
    "Unreachable", "ask", "checked_addresses", "resolve", "target_of", "tls", "user_agent",
]  # fmt: skip
