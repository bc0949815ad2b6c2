"""What is due by the clock runs when it is due, once, and whatever the others do."""

import pytest
from django.db import connection, connections

from healthhub import clock
from healthhub.clock import Clock, by_punctuality, lock_of

pytestmark = pytest.mark.django_db
ran = []
HERE = f"{__name__}."


def ring():
    ran.append("ring")


def chime():
    ran.append("chime")


def fail():
    raise ValueError("a fault in one job")


@pytest.fixture(autouse=True)
def nothing_ran():
    ran.clear()


def test_a_job_runs_at_once_and_then_when_its_interval_has_passed(monkeypatch):
    times = [0.0, 59.0, 61.0, 62.0]
    monkeypatch.setattr(clock.time, "monotonic", lambda: times[0])
    jobs = Clock({f"{HERE}ring": 60})

    while times:
        jobs.run_what_is_due()
        times.pop(0)

    assert ran == ["ring", "ring"]


def test_a_job_that_fails_stops_no_other_and_is_logged(caplog):
    Clock({f"{HERE}fail": 60, f"{HERE}ring": 60}).run_what_is_due()

    assert ran == ["ring"]
    assert "a fault in one job" in caplog.text


def test_a_job_does_not_run_while_another_worker_is_at_it(django_db_blocker):
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [lock_of(f"{HERE}ring")])
        Clock({f"{HERE}ring": 60, f"{HERE}chime": 60}).run_what_is_due()
        assert ran == ["chime"]
    finally:
        with other.cursor() as cursor:  # closing gives it back too, but only a moment later
            cursor.execute("SELECT pg_advisory_unlock_all()")
        other.close()


def test_the_lock_is_given_back():
    Clock({f"{HERE}ring": 60}).run_what_is_due()

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        )
        assert cursor.fetchone() == (0,)


def test_what_is_due_often_is_told_apart_from_what_may_take_its_time():
    punctual, rest = by_punctuality({f"{HERE}ring": 10, f"{HERE}chime": 60})
    punctual.run_what_is_due()
    assert ran == ["ring"]
    rest.run_what_is_due()
    assert ran == ["ring", "chime"]
