"""What is punctual has a thread of its own: no slow work makes it late."""

import threading
import time

import pytest
from django.db import OperationalError, connection

from healthhub.clock import Clock
from healthhub.management.commands import worker

pytestmark = pytest.mark.django_db(transaction=True)
rang = threading.Event()


def ring():
    rang.set()
    connection.close()


def until(event):
    assert event.wait(10)


def test_punctual_work_is_done_while_other_work_takes_its_time():
    rang.clear()
    with worker._punctually(Clock({f"{__name__}.ring": 10})):
        until(rang)  # this thread is the one that takes its time
    assert "clock" not in {thread.name for thread in threading.enumerate()}


def test_a_lost_database_is_waited_for_with_longer_pauses():
    pauses, tries = [], iter([OperationalError("gone")] * 6 + [None])

    def work():
        if error := next(tries):
            raise error

    worker._patiently(work, lambda: len(pauses) == 7, pauses.append)
    assert pauses == [2, 4, 8, 15, 15, 15, 1]


def test_the_worker_ends_soon_though_punctual_work_hangs(monkeypatch):
    monkeypatch.setattr(worker, "LAST_WORK", 0.1)
    hung, began = threading.Event(), threading.Event()
    clock = Clock({})
    monkeypatch.setattr(clock, "run_what_is_due", lambda: (began.set(), hung.wait(10)))
    start = time.monotonic()
    with worker._punctually(clock):
        until(began)
    hung.set()
    assert time.monotonic() - start < 5
