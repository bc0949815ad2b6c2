"""One's own words: changing them undoes nothing that others said, and they can always go."""

import pytest
from django.test import Client
from django.utils import timezone

from articles.errors import NotAllowed
from comments import appeals, limits, moderating, posting, sanctions, second_looks, waiting
from comments.models import Appeal, CommentReport, Reason, SecondLook
from comments.moderating import Ground
from tests.comments.conftest import HERE

pytestmark = pytest.mark.django_db
MINE = "/my-comments/"


def ground(verb):
    return Ground(Reason.objects.offered(verb).first())


@pytest.fixture
def shown(commented, trusted):
    return posting.post(commented, by=trusted(), text="A warm bath helps me to rest.")


def test_an_edit_leaves_the_danger_that_a_reader_reported(shown, reader):
    posting.report(shown, by=reader, kind="crisis", text="They speak of dying.")
    shown.refresh_from_db()
    changed = posting.edit(shown, by=shown.writer, version=shown.version, text="I sleep well.")
    assert (changed.danger, changed.held_because) == (2, ["reported"])
    assert changed.queued_at and CommentReport.objects.get().closed_at is None


def test_an_edit_leaves_it_with_whom_it_was_escalated_to(waiting_comment, moderator, administrator):
    moderating.escalate(waiting_comment, ground("escalate"), by=moderator, version=1)
    changed = posting.edit(waiting_comment, by=waiting_comment.writer, version=2, text="Tea helps.")
    assert "escalated" in changed.held_because and changed.escalated_by == moderator
    assert waiting.page(moderator)[0] == []


def test_what_is_decided_waits_for_nothing_any_more(waiting_comment, moderator, stranger):
    assert waiting_comment.held_because == ["first"]
    done = moderating.approve(waiting_comment, ground("approve"), by=moderator, version=1)
    assert done.held_because == []
    posting.report(done, by=stranger, kind="rude")
    done.refresh_from_db()
    assert done.held_because == ["reported"]


@pytest.mark.parametrize("change", ["sensitive", "switched_off", "withdrawn"])
def test_one_deletes_ones_own_where_the_page_lost_its_comments(
    shown, commented, category, editor, member_client, change
):
    if change == "sensitive":
        type(commented).objects.update(is_sensitive=True)
    elif change == "switched_off":
        type(category).objects.update(comments_allowed=False)
    else:
        type(commented).objects.update(
            withdrawn_at=timezone.now(), withdrawn_by=editor, withdrawn_reason="Old."
        )
    browser = member_client(shown.writer)
    door = f"{MINE}{shown.pk}/delete/"
    assert f'href="{door}"' in browser.get(MINE).text
    assert "Delete your comment?" in browser.get(door).text
    answer = browser.post(door, follow=True)
    assert "Your comment is deleted." in answer.text
    shown.refresh_from_db()
    assert shown.state == "deleted" and shown.text == ""


def test_nobody_deletes_another_ones_there(shown, stranger, moderator, member_client):
    for person in (stranger, moderator):
        assert member_client(person).post(f"{MINE}{shown.pk}/delete/").status_code == 404
    shown.refresh_from_db()
    assert shown.is_shown


def test_what_is_deleted_is_judged_no_more(waiting_comment, moderator, administrator, monkeypatch):
    monkeypatch.setattr(second_looks, "ONE_IN", 1)
    gone = moderating.reject(waiting_comment, ground("reject"), by=moderator, version=1)
    appeals.against_removal(gone, by=gone.writer, text="It is only tea.")
    assert len(waiting.page(administrator)[0]) == 2
    posting.delete_own(gone, by=gone.writer)
    assert waiting.page(administrator)[0] == []
    appeal = Appeal.objects.get()
    assert appeal.settled_by.is_system and appeal.overturned is False
    assert not SecondLook.objects.exists()


def edit(browser, comment, **sent):
    address = f"/health/sleep-well/comments/{comment.pk}/edit/"
    return browser.post(address, {"text": "Tea helps me.", "version": comment.version, **sent})


def test_who_fills_in_the_hidden_field_changes_nothing_yet(shown, member_client):
    answer = edit(member_client(shown.writer), shown, website="x")
    assert answer.status_code == 422 and "people do not see" in answer.text
    shown.refresh_from_db()
    assert shown.version == 1


def test_after_many_changes_one_waits_and_loses_no_word(shown, member_client, monkeypatch):
    monkeypatch.setitem(limits.RATES, "edit_of_account", "1/10m/key")
    browser = member_client(shown.writer)
    assert edit(browser, shown).status_code == 302
    shown.refresh_from_db()
    answer = edit(browser, shown, text="Milk helps me.")
    assert answer.status_code == 429 and "Milk helps me." in answer.text


@pytest.mark.parametrize("text", ["\u200b", " \u2060\ufeff "])
def test_invisible_signs_are_no_comment(commented, reader, member_client, ticket, text):
    address = "/health/sleep-well/comments/new/"
    answer = member_client(reader).post(address, {"text": text, "ticket": ticket})
    assert answer.status_code == 422 and "Write your comment first." in answer.text


def test_who_is_muted_tells_of_danger_only(shown, reader, moderator):
    why = Reason.objects.offered("sanction").first()
    sanctions.mute(reader, by=moderator, reason=why, message="So.", days=3)
    with pytest.raises(NotAllowed):
        posting.report(shown, by=reader, kind="rude")
    posting.report(shown, by=reader, kind="crisis")
    assert CommentReport.objects.get().kind == "crisis"


def test_a_report_keeps_its_kind_while_one_signs_in(shown, reader):
    browser = Client(**HERE)
    address = f"/health/sleep-well/comments/{shown.pk}/report/"
    sent = browser.post(address, {"kind": "harmful", "text": "It could harm."})
    assert sent.status_code == 302
    browser.post("/accounts/login/", {"login": reader.email, "password": "a long test password"})
    page = " ".join(browser.get(address).text.split())
    assert "It could harm." in page and 'value="harmful" checked' in page
