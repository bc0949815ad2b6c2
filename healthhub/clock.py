"""What is due by the clock, run by the worker.

settings.DUE_BY_THE_CLOCK names functions without arguments and how often, in seconds, each runs:

    DUE_BY_THE_CLOCK = {"articles.scheduling.publish_what_is_due": 20}

An advisory lock keeps two workers from running them at the same moment. A function must still
claim its rows by the database's clock: a worker that was killed leaves work to the next.
"""

import logging
import time
from collections.abc import Mapping
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection
from django.utils.module_loading import import_string

logger = logging.getLogger("healthhub.clock")
CLOCK_LOCK = 7_032_026_002


class Clock:
    def __init__(self, intervals: Mapping[str, float]) -> None:
        self.intervals = intervals
        self._next = dict.fromkeys(intervals, 0.0)

    def run_what_is_due(self) -> None:
        due = [name for name, at in self._next.items() if at <= time.monotonic()]
        if due:
            with _alone() as allowed:
                for name in due if allowed else []:
                    _run(name)
        for name in due:
            self._next[name] = time.monotonic() + self.intervals[name]


def _run(name: str) -> None:
    try:
        import_string(name)()
    except (OperationalError, InterfaceError):
        raise  # the database is away: the worker waits for it
    except Exception:
        logger.exception("%s failed; it is tried again when it is next due", name)


@contextmanager
def _alone():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [CLOCK_LOCK])
        allowed = cursor.fetchone()[0]
    try:
        yield allowed
    finally:
        if allowed and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [CLOCK_LOCK])
