"""What a killed worker left running is done by the next."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from articles.notifications import tell
from healthhub.left_tasks import take_up_again

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def task(author, settings, monkeypatch):
    monkeypatch.setattr(Worker, "configure_signals", lambda worker: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.DUE_BY_THE_CLOCK = {}
    tell([author], subject="Hello", text="Something happened.", path="/")
    return DBTaskResult.objects.get()


def leave_running(task, ago, starts=1):
    task.status, task.started_at = "RUNNING", timezone.now() - ago
    task.worker_ids = ["w"] * starts
    task.save()


def test_a_task_that_was_left_is_done_by_the_next_worker(task, caplog):
    leave_running(task, timedelta(minutes=61))
    call_command("worker", once=True)
    assert mail.outbox == []

    take_up_again()
    take_up_again()
    call_command("worker", once=True)

    assert len(mail.outbox) == 1
    task.refresh_from_db()
    assert task.status == "SUCCESSFUL" and "1 queued again" in caplog.text


def test_a_task_at_work_is_left_alone(task):
    leave_running(task, timedelta(minutes=59))
    take_up_again()
    task.refresh_from_db()
    assert task.status == "RUNNING"


def test_a_task_that_brings_its_workers_down_is_given_up(task):
    leave_running(task, timedelta(hours=2), starts=3)
    take_up_again()
    task.refresh_from_db()
    assert task.status == "FAILED" and "ended 3 times" in task.traceback


def test_old_results_are_forgotten(task):
    DBTaskResult.objects.update(
        status="SUCCESSFUL", finished_at=timezone.now() - timedelta(days=31)
    )
    take_up_again()
    assert not DBTaskResult.objects.exists()
