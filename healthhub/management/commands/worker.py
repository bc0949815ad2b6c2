"""`manage.py worker`: the work that waits, in one process: queued tasks and what the clock says."""

import logging
import time

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker

from healthhub.clock import Clock

logger = logging.getLogger("healthhub.worker")
PAUSE = 1  # second between looks at an empty queue
LONGEST_PAUSE = 30  # seconds between tries to reach a lost database


class Command(BaseCommand):
    help = "Do what waits: queued tasks, and what is due by the clock. `serve` runs this too."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--once", action="store_true", help="do what waits now, then end")

    def handle(self, *, once: bool, **options) -> None:
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)  # SIGTERM is no warning
        queue = _queue()
        clock = Clock(getattr(settings, "DUE_BY_THE_CLOCK", {}))
        queue.configure_signals()  # idle: ends at once; at work: ends after the task
        if once:
            _work(queue, clock)
        else:
            _work_until_stopped(queue, clock)


def _work_until_stopped(queue: Worker, clock: Clock) -> None:
    pause = PAUSE
    while queue.running:
        try:
            _work(queue, clock)
            pause = PAUSE
        except (OperationalError, InterfaceError) as error:
            pause = min(pause * 2, LONGEST_PAUSE)
            logger.warning("The database is away; trying again in %d s (%s)", pause, error)
            connections.close_all()
        if queue.running:
            time.sleep(pause)


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
