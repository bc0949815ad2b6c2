"""`manage.py worker`: the work that waits, in one process: queued tasks and what the clock says."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from healthhub.clock import Clock, by_punctuality

logger = logging.getLogger("healthhub.worker")
PAUSE = 1  # second between looks at an empty queue
LONGEST_PAUSE = 15  # seconds between tries to reach a lost database
LAST_WORK = 5  # seconds that punctual work has to end in


class Command(BaseCommand):
    help = "Do what waits: queued tasks, and what is due by the clock. `serve` runs this too."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits now, then end")

    def handle(self, *, once: bool, **options) -> None:
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)  # SIGTERM is no warning
        queue = _queue()
        punctual, rest = by_punctuality(getattr(settings, "DUE_BY_THE_CLOCK", {}))
        queue.configure_signals()  # idle: ends at once; at work: ends after the task
        if once:
            _work(queue, rest)
            punctual.run_what_is_due()
        else:
            with _punctually(punctual):
                _patiently(lambda: _work(queue, rest), lambda: not queue.running, time.sleep)


@contextmanager
def _punctually(clock: Clock) -> Iterator[None]:
    """Meanwhile, a thread does what must not wait for anything else."""
    stop = threading.Event()
    work = (clock.run_what_is_due, stop.is_set, stop.wait)
    thread = threading.Thread(target=_patiently, args=work, name="clock", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(LAST_WORK)  # what was killed in the middle is rolled back


def _patiently(
    work: Callable[[], None], stopped: Callable[[], bool], wait: Callable[[float], object]
) -> None:
    """Work again and again; while the database is away, with longer and longer pauses."""
    pause = PAUSE
    while not stopped():
        try:
            close_old_connections()
            work()
            pause = PAUSE
        except (OperationalError, InterfaceError) as error:
            pause = min(pause * 2, LONGEST_PAUSE)
            logger.warning("The database is away; trying again in %d s (%s)", pause, error)
            connections.close_all()
        if not stopped():
            wait(pause)


def _work(queue: Worker, clock: Clock) -> None:
    queue.run()
    queue.running_task = True  # so that SIGTERM lets what is due finish, too
    try:
        clock.run_what_is_due()
    finally:
        queue.running_task = False


def _queue() -> Worker:
    return Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
        excluded_queue_names=[],
    )
