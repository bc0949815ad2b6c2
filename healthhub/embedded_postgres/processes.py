"""The processes of one cluster, recognised by the mark every one of them shows in its title.

A pid in a file says nothing: after a crash its number may belong to anybody. The mark is given to
the server as its cluster_name; the postmaster carries it among its arguments and its children in
their titles, and any user may read both.
"""

import contextlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

PROC = Path("/proc")
POSTGRES = re.compile(rb"postgres:|\S*/postgres[\s\0]")


def marked(mark: str) -> list[int]:
    """The pids of all living PostgreSQL processes with this mark."""
    return [
        pid
        for pid, title in _titles()
        if mark.encode() in title and POSTGRES.match(title) and pid != os.getpid()
    ]


def exists(pid: int) -> bool:
    """Whether the number is taken, by whomever; a zombie takes it too. There is no process 0."""
    if pid < 1:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def wait_until_gone(mark: str, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while marked(mark):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def end_orphans(mark: str) -> None:
    """End what a killed postmaster left behind: it can commit no more, and it bars a new start."""
    if wait_until_gone(mark, 3):  # idle ones notice by themselves
        return
    end(mark)


def end(mark: str) -> None:
    """At once, without a checkpoint; the log of what was committed is kept."""
    for how in (signal.SIGQUIT, signal.SIGKILL):
        for pid in marked(mark):
            with contextlib.suppress(ProcessLookupError):  # it ended with the one before
                os.kill(pid, how)
        if wait_until_gone(mark, 5):
            return


def _titles() -> Iterator[tuple[int, bytes]]:
    if not PROC.is_dir():
        yield from _titles_from_ps()
        return
    for entry in os.listdir(PROC):
        if entry.isdigit():
            try:
                yield int(entry), (PROC / entry / "cmdline").read_bytes()
            except OSError:  # it ended meanwhile
                continue


def _titles_from_ps() -> Iterator[tuple[int, bytes]]:
    ps = ["/bin/ps", "-axww", "-o", "pid=,command="]
    listed = subprocess.run(ps, capture_output=True, check=True)  # noqa: S603
    for line in listed.stdout.splitlines():
        pid, _, title = line.strip().partition(b" ")
        yield int(pid), title.strip()
