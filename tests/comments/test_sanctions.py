"""Warning, muting, banning, lifting; and what a person is told of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.errors import NotAllowed
from comments import posting, sanctions
from comments.models import Reason, Sanction

pytestmark = pytest.mark.django_db


@pytest.fixture
def why(db):
    return Reason.objects.offered("sanction").first()


@pytest.fixture
def impose(moderator, reader, why):
    def impose(verb, person=reader, by=moderator, **more):
        return verb(person, by=by, reason=why, message="You advertise.", **more)

    return impose


def test_a_warning_stops_nobody(impose, reader, commented):
    sanction = impose(sanctions.warn)
    assert not sanction.is_running and posting.refusal(reader, commented) == ""


def test_who_is_muted_can_comment_again_after_the_days(impose, reader, commented):
    sanction = impose(sanctions.mute, days=3)
    with pytest.raises(NotAllowed, match="You cannot comment until"):
        posting.post(commented, by=reader, text="I slept well all the same.")
    Sanction.objects.update(until=timezone.now() - timedelta(seconds=1))
    sanction.refresh_from_db()
    assert not sanction.is_running and posting.refusal(reader, commented) == ""


def test_a_ban_lasts_until_it_is_lifted(impose, reader, commented, administrator):
    sanction = impose(sanctions.ban)
    assert "any more" in posting.refusal(reader, commented)
    lifted = sanctions.lift(sanction, by=administrator, because="It was a mistake.")
    assert (lifted.lifted_by, lifted.is_running) == (administrator, False)
    assert posting.refusal(reader, commented) == ""
    assert [e.verb for e in sanction.events.all()] == ["banned", "lifted"]


def test_the_person_is_told_why_until_when_and_how_to_appeal(
    impose, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        impose(sanctions.mute, days=7)
    (mail,) = mailoutbox
    for words in ("You advertise.", "You can comment again after", "My comments", "/my-comments/"):
        assert words in mail.body, words


@pytest.mark.parametrize(
    "role", ["author", "editor", "moderator", "publisher", "administrator", "superuser"]
)
def test_who_works_on_the_site_is_not_sanctioned_here(impose, request, role, make_person):
    with pytest.raises(NotAllowed):
        impose(sanctions.warn, person=request.getfixturevalue(role))
    assert not Sanction.objects.exists()


def test_nobody_is_sanctioned_by_themselves_or_by_who_may_not(impose, reader, editor, moderator):
    with pytest.raises(NotAllowed, match="for moderators"):
        impose(sanctions.warn, by=editor)
    with pytest.raises(NotAllowed, match="yourself"):
        impose(sanctions.warn, person=moderator)
    facts = {"person": reader, "imposed_by": reader, "kind": "warn", "message": "x"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Sanction.objects.create(reason=Reason.objects.first(), **facts)


def test_the_system_is_nobody_to_sanction(impose, reader_system):
    with pytest.raises(NotAllowed):
        impose(sanctions.ban, person=reader_system)


def test_what_stands_already_is_not_imposed_twice(impose, reader):
    impose(sanctions.mute, days=7)
    with pytest.raises(NotAllowed, match="Mo Moderator has done this first"):
        impose(sanctions.mute, days=3)
    impose(sanctions.mute, days=30)
    impose(sanctions.ban)
    with pytest.raises(NotAllowed, match="first"):
        impose(sanctions.mute, days=90)
    impose(sanctions.warn)
    assert Sanction.objects.count() == 4


def test_a_sanction_is_lifted_once_and_with_a_reason(impose, administrator):
    sanction = impose(sanctions.ban)
    with pytest.raises(NotAllowed, match="Say why"):
        sanctions.lift(sanction, by=administrator, because="  ")
    sanctions.lift(sanction, by=administrator, because="A mistake.")
    with pytest.raises(NotAllowed, match="Alma Admin lifted this first"):
        sanctions.lift(sanction, by=administrator, because="Again.")


def test_days_are_of_the_list_and_a_message_is_needed(impose, reader, moderator, why):
    with pytest.raises(NotAllowed, match="how many days"):
        impose(sanctions.mute, days=365)
    with pytest.raises(NotAllowed, match="Write what the person is told"):
        sanctions.warn(reader, by=moderator, reason=why, message=" ")
    with pytest.raises(NotAllowed, match="reason"):
        other = Reason.objects.offered("reject").first()
        sanctions.warn(reader, by=moderator, reason=other, message="x")


def test_asking_costs_one_question(impose, reader, django_assert_num_queries):
    impose(sanctions.mute, days=7)
    with django_assert_num_queries(1):
        assert sanctions.refusal(reader)
