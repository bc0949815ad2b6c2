"""Mail about accounts leaves nothing behind in the queue."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail as outbox
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from accounts import deleting, leftovers, mail, rights

pytestmark = pytest.mark.django_db(transaction=True)
EARLIER, NEXT = "earlier@example.org", "next@example.org"


@pytest.fixture(autouse=True)
def queue(settings, monkeypatch):
    monkeypatch.setattr(Worker, "configure_signals", lambda worker: None)
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    settings.DUE_BY_THE_CLOCK = {}


def enqueue(address, text="A code."):
    mail.send.enqueue(subject="A code", text=text, address=address)
    return DBTaskResult.objects.order_by("enqueued_at").last()


def test_what_was_sent_is_forgotten_at_once(reader):
    enqueue(reader.email)
    call_command("worker", once=True)
    assert [sent.to for sent in outbox.outbox] == [[reader.email]]
    assert not DBTaskResult.objects.exists()


def test_what_could_not_be_sent_is_kept_for_a_day(reader, monkeypatch):
    def fail(*args):
        raise OSError("No mail server")

    monkeypatch.setattr(mail, "send_mail", fail)
    enqueue(reader.email)
    call_command("worker", once=True)
    leftovers.delete()
    assert DBTaskResult.objects.get().status == "FAILED"
    DBTaskResult.objects.update(finished_at=timezone.now() - timedelta(hours=25))
    leftovers.delete()
    assert not DBTaskResult.objects.exists()


def test_a_deletion_takes_every_mail_to_or_about_the_person(reader, author, administrator):
    EmailAddress.objects.create(user=reader, email=NEXT, verified=False)
    enqueue(reader.email), enqueue(NEXT)
    failed = enqueue(EARLIER, f"Your address is now {reader.email}.")
    DBTaskResult.objects.filter(pk=failed.pk).update(status="FAILED", finished_at=timezone.now())
    other = enqueue(author.email)
    deleting.delete_account(reader, by=reader, comments="keep")
    assert list(DBTaskResult.objects.all()) == [other]
    assert len(outbox.outbox) == 1, "the farewell goes past the queue"


def test_a_mail_at_work_is_left_to_its_worker(reader):
    task = enqueue(reader.email)
    DBTaskResult.objects.update(status="RUNNING")
    deleting.delete_account(reader, by=reader, comments="keep")
    assert list(DBTaskResult.objects.all()) == [task]


def test_a_person_is_told_of_mail_that_waits_but_not_of_the_code_in_it(reader, author):
    enqueue(reader.email, "The code is ABCD-EFGH."), enqueue(author.email)
    (row,) = dict(rights.held_about(reader))["mail-that-waits-or-failed"]
    assert (row["address"], row["subject"]) == (reader.email, "A code")
    assert "ABCD" not in str(row)
