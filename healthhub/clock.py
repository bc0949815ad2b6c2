"""What is due by the clock, run by the worker.

settings.DUE_BY_THE_CLOCK names functions without arguments and how often, in seconds, each runs:

    DUE_BY_THE_CLOCK = {"articles.scheduling.carry_out_what_is_due": 10}

An advisory lock keeps two workers from running one job at the same moment. A function must still
claim its rows by the database's clock: a worker that was killed leaves work to the next.
What is due twice a minute or more often is punctual: the worker gives it a thread of its own, so
that no slow job and no slow mail server makes it late.
"""

import logging
import time
import zlib
from collections.abc import Mapping
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection
from django.utils.module_loading import import_string

logger = logging.getLogger("healthhub.clock")
CLOCK_LOCK = 7_032_026_002
PUNCTUAL = 30  # seconds


def by_punctuality(intervals: Mapping[str, float]) -> tuple["Clock", "Clock"]:
    """The punctual jobs, and the others."""
    punctual = {name: every for name, every in intervals.items() if every <= PUNCTUAL}
    rest = {name: every for name, every in intervals.items() if name not in punctual}
    return Clock(punctual), Clock(rest)


def lock_of(name: str) -> int:
    """The advisory lock of a job."""
    return CLOCK_LOCK + zlib.crc32(name.encode())


class Clock:
    def __init__(self, intervals: Mapping[str, float]) -> None:
        self.intervals = intervals
        self._next = dict.fromkeys(intervals, 0.0)

    def run_what_is_due(self) -> None:
        now = time.monotonic()
        for name in [name for name, at in self._next.items() if at <= now]:
            with _alone(lock_of(name)) as allowed:
                if allowed:
                    _run(name)
            self._next[name] = time.monotonic() + self.intervals[name]


def _run(name: str) -> None:
    try:
        import_string(name)()
    except (OperationalError, InterfaceError):
        raise  # the database is away: the worker waits for it
    except Exception:
        logger.exception("%s failed; it is tried again when it is next due", name)


@contextmanager
def _alone(lock):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        allowed = cursor.fetchone()[0]
    try:
        yield allowed
    finally:
        if allowed and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])
