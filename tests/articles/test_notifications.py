"""People are told what concerns them, in the way that each has chosen."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from articles import notifications
from articles.models import Event, Notice
from articles.notifications import tell

pytestmark = pytest.mark.django_db
SAID = {"subject": "To clear", "text": "Edda published “Sleep” urgently.", "path": "/admin/x/"}


def test_at_once_means_a_mail_with_what_happened_and_where_to_act(author):
    tell([author], **SAID)

    (message,) = mail.outbox
    assert (message.to, message.subject) == ([author.email], "To clear")
    assert "Hello Ada Author" in message.body and "Edda published “Sleep” urgently." in message.body
    assert "http://localhost:8000/admin/x/" in message.body
    assert "/my-mail/" in message.body
    assert not Notice.objects.exists()


def test_daily_means_a_notice_that_waits_for_the_hour(make_person):
    tell([make_person("author", notices="daily")], **SAID)

    assert mail.outbox == []
    notice = Notice.objects.get()
    assert timezone.now() < notice.due <= timezone.now() + timedelta(days=1)
    assert (notice.due.hour, notice.due.minute) == (7, 0)


def test_the_daily_hour_that_has_passed_is_tomorrows():
    at = notifications.next_daily_mail
    assert at(datetime(2026, 11, 22, 6, 59, tzinfo=UTC)) == datetime(2026, 11, 22, 7, tzinfo=UTC)
    assert at(datetime(2026, 11, 22, 7, 0, tzinfo=UTC)) == datetime(2026, 11, 23, 7, tzinfo=UTC)


def test_never_means_never(make_person):
    tell([make_person("author", notices="none")], **SAID)
    assert mail.outbox == [] and not Notice.objects.exists()


@pytest.mark.parametrize("fields", [{"is_demo": True}, {"is_active": False}])
def test_accounts_that_nobody_reads_are_not_told(make_person, fields):
    for choice in ("at_once", "daily"):
        tell([make_person("author", notices=choice, **fields)], **SAID)
    assert mail.outbox == [] and not Notice.objects.exists()


def test_nobody_is_told_twice_of_one_thing(author):
    tell([author, author], **SAID)
    assert len(mail.outbox) == 1


def test_what_was_rolled_back_is_told_to_nobody(author, make_person, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    from django_tasks_db.models import DBTaskResult

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell([author, make_person("author", notices="daily")], **SAID)
        _ = 1 / 0
    assert not Notice.objects.exists() and not DBTaskResult.objects.exists()
    tell([author], **SAID)
    assert DBTaskResult.objects.count() == Notice.objects.count() == 1


def test_a_subject_is_one_line_of_a_bounded_length(author):
    tell([author], subject="To\r\nBcc: x@evil.example\n" + "x" * 300, text="t", path="/")
    assert mail.outbox[0].subject.startswith("To Bcc: x") and len(mail.outbox[0].subject) == 200


def happened(draft, verb, by, **fields):
    """An event as `announce` reads it; it is not kept, because this is not about the record."""
    fields = {"from_stage": draft.stage, "to_stage": draft.stage, **fields}
    return Event(article=draft, verb=verb, happened_by=by, **fields)


def test_the_people_of_an_article_are_told_and_whoever_did_it_is_not(
    draft, author, editor, make_person
):
    draft.owner, draft.deputy = make_person("editor"), make_person("author", notices="none")

    notifications.announce(happened(draft, "withdraw", editor, reason="The dose is wrong."))
    notifications.announce(happened(draft, "withdraw", author, reason="Again."))

    told = [m.to[0] for m in mail.outbox]
    assert told == [author.email, draft.owner.email, draft.owner.email]
    assert mail.outbox[0].subject == "Withdrawn: Sleep well"
    assert "Edda Editor withdrew this article" in mail.outbox[0].body
    assert "The dose is wrong." in mail.outbox[0].body
    assert f"/admin/articles/article/{draft.pk}/" in mail.outbox[0].body


def test_an_urgent_publication_is_told_to_reviewers_and_editors(
    draft, author, reviewer, editor, publisher
):
    from articles.models import Revision

    event = happened(draft, "publish_urgently", publisher, revision=Revision(contributors=[]))
    notifications.announce(event)
    assert {m.to[0] for m in mail.outbox} == {author.email, reviewer.email, editor.email}


def test_those_who_wrote_a_text_are_not_asked_to_review_it(draft, reviewer, make_person, author):
    from articles.models import Revision

    writing = make_person("reviewer")
    event = happened(draft, "submit", author, revision=Revision(contributors=[writing.pk]))
    notifications.announce(event)
    assert [m.to[0] for m in mail.outbox] == [reviewer.email]


def test_what_concerns_nobody_is_told_to_nobody(draft, author):
    notifications.announce(happened(draft, "revise", author))
    assert mail.outbox == []


def test_every_step_of_the_walk_is_told_or_left_out_on_purpose():
    from articles.steps import STEPS

    assert set(STEPS) - set(notifications.TOLD) == {"recall", "revise"}
