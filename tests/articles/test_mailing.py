"""Every notice is mailed once, by whichever worker, and a failure stops no other."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.db.models.functions import Now
from django.utils import timezone

from articles import mailing
from articles.mailing import mail_one, mail_what_is_due
from articles.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_notice():
    def make(person, subject="To review", *, due=timedelta(0), **fields):
        fields = {"text": f"{subject}, please.", "path": "/admin/", **fields}
        return Notice.objects.create(
            recipient=person, subject=subject, due=timezone.now() + due, **fields
        )

    return make


def test_what_is_due_for_one_person_is_one_mail(make_notice, author, editor):
    for subject in ("First", "Second"):
        make_notice(author, subject)
    make_notice(editor, "Third")
    make_notice(author, "Tomorrow's", due=timedelta(hours=3))

    mail_what_is_due()
    mail_what_is_due()

    together, alone = sorted(mail.outbox, key=lambda m: m.to)
    assert together.subject == "HealthHub: 2 notices" and alone.subject == "Third"
    assert "1. First" in together.body and "2. Second" in together.body
    assert "Tomorrow" not in together.body
    assert [n.subject for n in Notice.objects.all()] == ["Tomorrow's"]


def test_what_a_worker_has_taken_is_never_mailed_again(make_notice, author):
    taken = make_notice(author, taken=timezone.now())
    mail_one(taken.pk)
    mail_what_is_due()
    assert mail.outbox == []
    assert Notice.objects.exists()


def test_taken_notices_are_forgotten_after_a_month(make_notice, author):
    make_notice(author, taken=timezone.now() - timedelta(days=31))
    make_notice(author, taken=timezone.now() - timedelta(days=29))
    mail_what_is_due()
    assert Notice.objects.count() == 1


def test_a_mail_that_fails_is_tried_later_and_stops_no_other(
    make_notice, author, editor, monkeypatch, caplog
):
    make_notice(author)
    make_notice(editor)
    send = mailing.EmailMessage.send

    def refuse(message):
        if message.to == [author.email]:
            raise ConnectionRefusedError("The mail server is away.")
        return send(message)

    monkeypatch.setattr(mailing.EmailMessage, "send", refuse)
    mail_what_is_due()

    assert [m.to for m in mail.outbox] == [[editor.email]]
    kept = Notice.objects.get()
    assert kept.taken is None and kept.tries == 1
    assert timezone.now() < kept.due < timezone.now() + timedelta(minutes=3)
    assert "The mail server is away." in caplog.text

    monkeypatch.undo()
    mail_what_is_due()
    assert len(mail.outbox) == 1  # not before its time
    Notice.objects.update(due=Now())
    mail_what_is_due()
    assert len(mail.outbox) == 2 and not Notice.objects.exists()


def test_a_mail_that_fails_again_and_again_is_given_up_with_a_record(
    make_notice, author, monkeypatch
):
    make_notice(author, tries=mailing.MOST_TRIES - 1)
    monkeypatch.setattr(mailing.EmailMessage, "send", lambda message: 1 / 0)
    mail_what_is_due()
    assert Notice.objects.get().taken is not None


@pytest.mark.parametrize("change", [{"is_active": False}, {"notices": "none"}])
def test_whoever_wants_no_mail_by_now_gets_none(make_notice, author, change):
    make_notice(author)
    for name, value in change.items():
        setattr(author, name, value)
    author.save()
    mail_what_is_due()
    assert mail.outbox == [] and not Notice.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_mail_everything_exactly_once(make_notice, make_person):
    people = [make_person("author") for _ in range(10)]
    notices = [make_notice(person, f"{n}") for n in range(5) for person in people]

    def work(job):
        try:
            job()
        finally:
            connection.close()

    jobs = [mail_what_is_due, mail_what_is_due]
    jobs += [lambda n=n: mail_one(n.pk) for n in notices[:4]] * 2
    threads = [threading.Thread(target=work, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    mail_what_is_due()

    said = "\n".join(message.body for message in mail.outbox)
    assert said.count(", please.") == 50
    assert not Notice.objects.exists()
