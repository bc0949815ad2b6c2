"""Who uses the server, kept by the kernel: locks on files, which die with their process.

An open file carries the lock, and a forked child shares its parent's. So a lease is given up by
closing the file, never by unlocking it: a child that closes its copy takes nothing from its
parent, and a parent that ends leaves the lease to a child that goes on. The short lock for
starting and stopping is the opposite: it is unlocked by name, because a child forked in that
moment by another thread would otherwise keep it for its whole life.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Lease:
    """This process's word that it uses the server."""

    def __init__(self, path: Path) -> None:
        self.pid = os.getpid()
        self._file = open_private(path)
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def close(self) -> None:
        os.close(self._file)


def nobody_holds(path: Path) -> bool:
    """Whether no process at all has a lease. Ask it only under the lock for starting."""
    file = open_private(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        return True
    finally:
        os.close(file)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time may start or stop the server."""
    file = open_private(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        fcntl.flock(file, fcntl.LOCK_UN)
        os.close(file)


def open_private(path: Path, flags: int = 0) -> int:
    """A file of the cluster's folder, owned like that folder even when root makes it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | flags, 0o600)
    folder = path.parent.stat()
    if os.fstat(file).st_uid != folder.st_uid and os.geteuid() == 0:
        os.fchown(file, folder.st_uid, folder.st_gid)
    return file
