"""A connection to one checked address that ends by its deadline and after so many bytes."""

import io
import socket
import ssl
from collections.abc import Sequence
from time import monotonic
from typing import Any

MOST_HEADERS = 64 * 1024
_BUFFER = 8 * 1024


class Unreachable(Exception):
    """There was no answer; the message says why, as a sentence."""


class TooSlow(Unreachable):
    """It was not done within its time."""


class TooMuch(Unreachable):
    """It sent more than it may."""


class Line:
    """A socket to which each wait is granted only what is left of the time.

    A timeout of a socket is for one wait: a server that sends a byte now and then would never
    meet it.
    """

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._sock = sock
        self._deadline = deadline
        self._left = MOST_HEADERS

    @classmethod
    def to(cls, addresses: Sequence[str], port: int, deadline: float) -> "Line":
        """A connection to the first of these addresses that takes one."""
        why: OSError | None = None
        for place, address in enumerate(addresses):
            share = len(addresses) - place  # leave time for the others
            try:
                sock = connect(address, port, _remaining(deadline) / share)
            except OSError as error:
                why = error
            else:
                return cls(sock, deadline)
        if isinstance(why, TimeoutError):
            raise TooSlow("It did not answer in time.") from why
        raise Unreachable("It took no connection.") from why

    def encrypt(self, context: ssl.SSLContext, name: str) -> None:
        self._sock.settimeout(_remaining(self._deadline))
        self._sock = context.wrap_socket(self._sock, server_hostname=name)

    def allow(self, more: int) -> None:
        """The headers are read: as many bytes more for the body, and how it is wrapped."""
        self._left = more + MOST_HEADERS

    # --- what http.client needs of a socket

    def sendall(self, data: Any) -> None:
        self._sock.settimeout(_remaining(self._deadline))
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Received(self), _BUFFER)

    def receive(self, into: Any) -> int:
        self._sock.settimeout(_remaining(self._deadline))
        count = self._sock.recv_into(into)
        self._left -= count
        if self._left < 0:
            raise TooMuch("It sent too much.")
        return count

    def close(self) -> None:
        """http.client closes once it has the headers, and reads the body after that."""

    def end(self) -> None:
        self._sock.close()


class _Received(io.RawIOBase):
    def __init__(self, line: Line) -> None:
        self._line = line

    def readable(self) -> bool:
        return True

    def readinto(self, into: Any) -> int:
        return self._line.receive(into)


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """`address` is an IP address: nothing is resolved here any more."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        sock.settimeout(seconds)
        sock.connect((address, port))
    except BaseException:
        sock.close()
        raise
    return sock


def _remaining(deadline: float) -> float:
    left = deadline - monotonic()
    if left <= 0:
        raise TooSlow("It did not answer in time.")
    return left
