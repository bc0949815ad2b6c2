"""What is left to the clock happens once, never early, and only if it is still allowed."""

import threading
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from articles import manuscript, scheduling, workflow
from articles.errors import NotAllowed, StaleArticle
from articles.models import JobRun, Schedule
from articles.scheduling import carry_out_what_is_due, schedule

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
PAGES = ("change", "schedule", "history")


def soon():
    return timezone.now() + HOUR


def make_due(*rows):
    """As if their time had come."""
    Schedule.objects.filter(pk__in=[row.pk for row in rows]).update(due=Now())


@pytest.fixture
def approved(draft, author, reviewer):
    workflow.submit(draft, by=author)
    return workflow.approve(draft, by=reviewer)


@pytest.fixture
def plan(editor):
    def plan(article, verb="publish", *, by=editor, at=None, **words):
        words = {"zone": "Europe/London", **words}
        if verb == "expire":
            words = {"reason": "The campaign is over.", **words}
        return schedule(article, by=by, verb=verb, at=at or soon(), **words)

    return plan


def test_an_approved_version_goes_live_at_its_time(approved, plan, editor):
    row = plan(approved)
    assert carry_out_what_is_due() == 0  # never early
    make_due(row)

    assert carry_out_what_is_due() == 1

    approved.refresh_from_db()
    assert approved.is_public and approved.live == row.revision
    assert approved.published_by == editor
    row.refresh_from_db()
    assert (row.closing, row.outcome) == ("done", "")
    assert carry_out_what_is_due() == 0
    verbs = list(approved.events.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["scheduled", "publish"]
    assert mail.outbox[-1].subject == "Done as scheduled: Sleep well"


def test_an_article_expires_at_its_time_with_its_reason(published, plan):
    row = plan(published, "expire")
    make_due(row)
    carry_out_what_is_due()
    published.refresh_from_db()
    assert published.is_withdrawn and published.withdrawn_reason == "The campaign is over."


def test_a_correction_goes_live_at_its_time_and_the_text_before_stays_until_then(
    published, plan, author, reviewer, editor
):
    first = published.live
    workflow.revise(published, by=editor)
    manuscript.edit(
        published,
        by=author,
        summary="How to sleep well, in plainer and better words for everybody.",
    )
    workflow.submit(published, by=author, change="update", change_note="Plainer words.")
    workflow.approve(published, by=reviewer)
    row = plan(published)
    published.refresh_from_db()
    assert published.live == first

    make_due(row)
    carry_out_what_is_due()

    published.refresh_from_db()
    assert published.live.number == 2


@pytest.mark.parametrize("verb", ["recall", "request_changes", "submit anew", "publish"])
def test_a_version_that_was_overtaken_does_not_go_live(
    verb, approved, plan, author, reviewer, editor
):
    row = plan(approved)
    if verb == "publish":
        workflow.publish(approved, by=editor)
    elif verb == "request_changes":
        workflow.request_changes(approved, by=reviewer, reason="Wrong dose.")
    else:
        workflow.revise(approved, by=author)
    if verb == "submit anew":
        workflow.submit(approved, by=author)
        workflow.approve(approved, by=reviewer)
    assert scheduling.standing(approved) == []
    live = approved.live
    make_due(row)

    carry_out_what_is_due()

    approved.refresh_from_db()
    row.refresh_from_db()
    assert approved.live == live and row.closing == "refused"
    expected = "published already" if verb == "publish" else "no longer the one that was approved"
    assert expected in row.outcome


def test_a_person_who_may_no_longer_publish_does_not_and_people_are_told(
    approved, plan, editor, publisher, make_person
):
    approved.owner = make_person("author", name="Olga Owner")
    approved.save()
    row = plan(approved, by=publisher)
    publisher.roles = ["author"]
    publisher.save()
    make_due(row)
    mail.outbox.clear()

    carry_out_what_is_due()

    approved.refresh_from_db()
    row.refresh_from_db()
    assert not approved.is_public
    assert (
        "in the name of whoever scheduled it" in row.outcome and "Your roles do not" in row.outcome
    )
    told = {message.to[0]: message for message in mail.outbox}
    assert set(told) == {publisher.email, editor.email, approved.owner.email}
    message = told[editor.email]
    assert message.subject == "Not done as scheduled: Sleep well"
    assert "Europe/London" in message.body and row.outcome in message.body
    assert approved.events.first().verb == "schedule_refused"
    assert carry_out_what_is_due() == 0


def test_somebody_who_left_publishes_nothing(approved, plan, publisher):
    row = plan(approved, by=publisher)
    publisher.is_active = False
    publisher.save()
    make_due(row)
    carry_out_what_is_due()
    approved.refresh_from_db()
    assert not approved.is_public


def test_a_check_that_fails_at_its_time_stops_it(approved, plan, monkeypatch):
    from articles import checks

    row = plan(approved)
    finding = checks.Finding("HQ-04", "Signature", "block", "It is too old.", "title", "", "/")
    monkeypatch.setattr(checks, "at_publishing", lambda *a: [finding])
    make_due(row)
    carry_out_what_is_due()
    row.refresh_from_db()
    assert row.closing == "refused" and "It is too old." in row.outcome


def test_a_fault_leaves_the_row_and_stops_no_other(
    approved, published, make_published, plan, monkeypatch, caplog
):
    first, second = plan(published, "expire"), plan(approved)
    make_due(first, second)
    monkeypatch.setattr(workflow, "withdraw", lambda *a, **k: 1 / 0)

    carry_out_what_is_due()

    approved.refresh_from_db()
    assert approved.is_public and "ZeroDivisionError" in caplog.text
    first.refresh_from_db()
    assert first.closed_at is None
    monkeypatch.undo()
    carry_out_what_is_due()
    published.refresh_from_db()
    assert published.is_withdrawn


def test_after_an_outage_everything_is_caught_up(make_published, plan):
    rows = [plan(make_published(f"Article {n}"), "expire") for n in range(3)]
    Schedule.objects.update(due=Now() - timedelta(days=3))
    assert carry_out_what_is_due() == 3
    assert {row.closing for row in Schedule.objects.all()} == {"done"}
    assert len(rows) == 3


@pytest.mark.parametrize(
    "at, says", [(-HOUR, "has passed"), (timedelta(0), "has passed"), (2000 * 24 * HOUR, "years")]
)
def test_a_time_that_cannot_be_kept_is_refused(approved, plan, at, says):
    with pytest.raises(NotAllowed, match=says):
        plan(approved, at=timezone.now() + at)


@pytest.mark.parametrize(
    "words, says",
    [
        ({"zone": "Mars/Olympus"}, "no time zone “Mars/Olympus”"),
        ({"zone": ""}, "no time zone"),
        ({"zone": None}, "no time zone"),
        ({"zone": "x" * 100}, "no time zone"),
        ({"at": datetime(2027, 1, 1, 9)}, "does not say its time zone"),
        ({"at": "2027-01-01"}, "does not say its time zone"),
        ({"verb": "retract"}, "“retract” cannot be left to the clock"),
        ({"verb": ""}, "cannot be left to the clock"),
    ],
)
def test_what_no_form_offers_is_refused_before_anything_is_stored(approved, plan, words, says):
    length = approved.history_length
    with pytest.raises(NotAllowed, match=says):
        plan(approved, **words)
    approved.refresh_from_db()
    assert not Schedule.objects.exists() and approved.history_length == length


def test_a_stored_zone_that_is_no_longer_known_breaks_nothing(approved, plan, editor, client):
    row = plan(approved)
    Schedule.objects.update(zone="Mars/Olympus")
    client.force_login(editor)
    for page in ("/admin/", *(f"/admin/articles/article/{approved.pk}/{p}/" for p in PAGES)):
        assert client.get(page).status_code == 200, page
    with pytest.raises(NotAllowed, match="scheduled already, for .* UTC"):
        plan(approved)
    make_due(row)
    assert carry_out_what_is_due() == 1
    row.refresh_from_db()
    assert row.closing == "done"


def test_one_step_is_scheduled_once(approved, plan, author, reviewer):
    row = plan(approved)
    with pytest.raises(NotAllowed, match="scheduled already, for .* Europe/London"):
        plan(approved)
    with pytest.raises(IntegrityError), transaction.atomic():
        Schedule.objects.create(
            article=approved, verb="publish", revision=row.revision, due=soon(), zone="UTC",
            scheduled_by=row.scheduled_by,
        )  # fmt: skip


def test_a_schedule_that_was_overtaken_makes_way_for_the_next(approved, plan, author, reviewer):
    old = plan(approved)
    workflow.revise(approved, by=author)
    workflow.submit(approved, by=author)
    workflow.approve(approved, by=reviewer)
    new = plan(approved)
    old.refresh_from_db()
    assert old.closing == "cancelled" and "no longer the one" in old.outcome
    assert scheduling.standing(approved) == [new]


def test_an_expiry_needs_a_reason(published, plan):
    with pytest.raises(NotAllowed, match="Write the reason"):
        plan(published, "expire", reason=" ")


def test_warnings_are_acknowledged_when_it_is_scheduled(approved, plan, monkeypatch):
    from articles import checks

    warning = checks.Finding("HQ-09", "Long", "warn", "A long sentence.", "body", "", "/")
    monkeypatch.setattr(checks, "at_publishing", lambda *a: [warning])
    with pytest.raises(NotAllowed, match="A long sentence"):
        plan(approved)
    row = plan(approved, acknowledged=["HQ-09"])
    make_due(row)
    carry_out_what_is_due()
    approved.refresh_from_db()
    assert approved.is_public


@pytest.mark.parametrize("who", ["author", "reviewer", "moderator", "reader"])
def test_who_may_not_publish_may_not_schedule(who, approved, published, plan, request):
    person = request.getfixturevalue(who)
    assert scheduling.can_schedule(person, approved) == []
    for article, verb in ((approved, "publish"), (published, "expire")):
        with pytest.raises(NotAllowed):
            plan(article, verb, by=person)


def test_nothing_is_scheduled_on_a_version_that_somebody_changed(approved, plan):
    with pytest.raises(StaleArticle):
        plan(approved, version=approved.version - 1)


def test_what_was_cancelled_does_not_happen(approved, plan, publisher, author):
    row = plan(approved)
    with pytest.raises(NotAllowed):
        scheduling.cancel(row, by=author)
    scheduling.cancel(row, by=publisher)
    with pytest.raises(NotAllowed, match="done or cancelled"):
        scheduling.cancel(row, by=publisher)
    make_due(row)
    assert carry_out_what_is_due() == 0
    assert approved.events.first().verb == "schedule_cancelled"
    plan(approved)


def test_the_last_run_is_said(approved):
    assert "has not run yet: is the worker running?" in scheduling.last_run()
    carry_out_what_is_due()
    assert scheduling.last_run() in {
        f"Scheduled work last ran {n} second{'' if n == 1 else 's'} ago." for n in range(5)
    }
    JobRun.objects.update(last_run=Now() - timedelta(minutes=10, seconds=5))
    assert scheduling.last_run() == (
        "Scheduled work has not run for 10 minutes: is the worker running?"
    )


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_everything_exactly_once(make_published, plan, settings):
    rows = [plan(make_published(f"Article {n}"), "expire") for n in range(8)]
    make_due(*rows)
    mail.outbox.clear()
    start, counts = threading.Barrier(3), []

    def work():
        try:
            start.wait()
            counts.append(carry_out_what_is_due())
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(counts) == 8 and len(counts) == 3
    for row in Schedule.objects.select_related("article"):
        assert row.closing == "done" and row.article.is_withdrawn
        assert row.article.events.filter(verb="withdraw").count() == 1
    done = [m for m in mail.outbox if m.subject.startswith("Done as scheduled")]
    assert len(done) == 8


@pytest.mark.django_db(transaction=True)
def test_cancelling_at_the_very_moment_has_one_outcome(make_published, plan, editor):
    for n in range(10):
        article = make_published(f"Article {n}")
        row = plan(article, "expire")
        make_due(row)
        start, refused = threading.Barrier(2), []

        def cancel():
            try:
                start.wait()
                scheduling.cancel(row, by=editor)
            except NotAllowed as no:
                refused.append(no)
            finally:
                connection.close()

        thread = threading.Thread(target=cancel)
        thread.start()
        start.wait()
        carry_out_what_is_due()
        thread.join()
        article.refresh_from_db()
        row.refresh_from_db()
        assert article.is_withdrawn == bool(refused) == (row.closing == "done")
