"""Appeals, and the reader's own page on which they begin."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from articles.errors import NotAllowed
from comments import appeals, moderating, sanctions, spam, undoing
from comments.errors import StaleAppeal
from comments.models import Appeal, Comment, CommentEvent, Reason, Sanction
from comments.moderating import Ground

pytestmark = pytest.mark.django_db
MINE = "/my-comments/"


@pytest.fixture
def reject(moderator):
    def reject(comment, label="Could harm somebody", by=moderator):
        ground = Ground(Reason.objects.get(label=label), "It could harm somebody.")
        return moderating.reject(comment, ground, by=by, version=comment.version)

    return reject


@pytest.fixture
def rejected(waiting_comment, reject):
    return reject(waiting_comment)


@pytest.fixture
def banned(reader, moderator):
    why = Reason.objects.offered("sanction").first()
    return sanctions.ban(reader, by=moderator, reason=why, message="You advertise.")


def appeal_of(comment, text="It is only tea."):
    return appeals.against_removal(comment, by=comment.writer, text=text)


# --- verbs


def test_an_appeal_is_made_once_for_each_decision(rejected):
    first = appeal_of(rejected)
    assert appeal_of(rejected, "Once more.").pk == first.pk
    assert Appeal.objects.get().text == "It is only tea."
    assert rejected.events.filter(verb="appealed").count() == 1


def test_only_its_writer_appeals_and_only_against_what_was_removed(waiting_comment, reject, stranger):  # fmt: skip
    with pytest.raises(NotAllowed):
        appeal_of(waiting_comment)
    reject(waiting_comment)
    with pytest.raises(NotAllowed):
        appeals.against_removal(waiting_comment, by=stranger, text="It is fine.")
    assert not Appeal.objects.exists()


def test_who_decided_does_not_decide_the_appeal_nor_does_who_made_it(rejected, moderator, administrator):  # fmt: skip
    appeal = appeal_of(rejected)
    with pytest.raises(NotAllowed, match="another moderator"):
        appeals.uphold(appeal, by=moderator, version=1, answer="No.")
    with pytest.raises(NotAllowed, match="another moderator"):
        appeals.overturn(appeal, by=rejected.writer, version=1, answer="Yes.")
    assert list(Appeal.objects.to_decide(moderator)) == []
    assert list(Appeal.objects.to_decide(administrator)) == [appeal]


@pytest.mark.parametrize("who", ["against", "made_by"])
def test_the_database_itself_holds_to_it(rejected, who):
    appeal = appeal_of(rejected)
    facts = {"settled_at": timezone.now(), "overturned": True, "answer": "Yes."}
    with pytest.raises(IntegrityError, match="appeal_settled_by_another"), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(settled_by=getattr(appeal, who), **facts)


def test_overturning_shows_the_comment_and_corrects_the_filter(waiting_comment, reject, administrator, mailoutbox, django_capture_on_commit_callbacks):  # fmt: skip
    before = spam.judge(waiting_comment.text)
    comment = reject(waiting_comment, "Advertising or spam")
    assert spam.judge(comment.text) > before
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        appeals.overturn(appeal_of(comment), by=administrator, version=1, answer="It is tea.")
    comment.refresh_from_db()
    assert comment.is_shown and comment.settled_by == administrator
    assert spam.judge(comment.text) < before
    (mail,) = [m for m in mailoutbox if "Your appeal" in m.subject]
    assert "You were right" in mail.body and "It is tea." in mail.body


def test_upholding_leaves_it_as_it_is(rejected, administrator):
    appeals.uphold(appeal_of(rejected), by=administrator, version=1, answer="It could harm.")
    rejected.refresh_from_db()
    assert rejected.state == "rejected" and Appeal.objects.get().overturned is False
    with pytest.raises(StaleAppeal, match="let the decision stand first"):
        appeals.overturn(Appeal.objects.get(), by=administrator, version=2, answer="Yes.")


def test_an_appeal_against_a_sanction_lifts_it(banned, reader, administrator):
    appeal = appeals.against_sanction(banned, by=reader, text="I sell nothing.")
    appeals.overturn(appeal, by=administrator, version=1, answer="You do not.")
    banned.refresh_from_db()
    assert (banned.lifted_by, banned.lifted_because) == (administrator, "You do not.")
    assert [e.verb for e in banned.events.all()] == ["banned", "appealed", "overturned"]


def test_what_is_appealed_against_is_not_taken_back_by_who_decided(rejected, moderator):
    appeal_of(rejected)
    with pytest.raises(NotAllowed, match="has appealed"):
        undoing.undo(rejected.former_states.get(), by=moderator)
    assert undoing.last_of(moderator) is None  # nor does it stand in the way of earlier ones


def test_what_was_taken_back_cannot_be_appealed_against(rejected, moderator):
    undoing.undo(undoing.last_of(moderator), by=moderator)
    rejected.refresh_from_db()
    with pytest.raises(NotAllowed):
        appeal_of(rejected)


def test_no_line_of_the_log_can_be_changed_or_deleted(rejected):
    event = rejected.events.get(verb="rejected")
    with pytest.raises(DatabaseError), transaction.atomic():
        CommentEvent.objects.filter(pk=event.pk).update(note="x")
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("DELETE FROM comments_commentevent WHERE id = %s", [event.pk])


# --- the reader's own page


def test_ones_own_page_tells_what_became_of_each_comment(member_client, rejected, stranger):
    text = member_client(rejected.writer).get(MINE).text
    for words in ("Removed by a moderator", "Could harm somebody", "It could harm somebody.", "Say that this is wrong"):  # fmt: skip
        assert words in text, words
    assert "Mo Moderator" not in text
    assert "lavender" not in member_client(stranger).get(MINE).text


def test_the_pages_of_ones_own_are_for_who_is_signed_in(client, rejected, member_client, stranger):
    for address in (MINE, f"{MINE}{rejected.pk}/appeal/", f"{MINE}sanctions/1/appeal/"):
        answer = client.get(address)
        assert answer.status_code == 302 and "login" in answer["Location"]
        assert "no-store" in member_client(rejected.writer).get(address)["Cache-Control"]
    for address in (f"{MINE}{rejected.pk}/appeal/", f"{MINE}sanctions/999999/appeal/"):
        assert member_client(stranger).get(address).status_code == 404
        assert member_client(stranger).post(address, {"text": "x"}).status_code == 404
    assert member_client(stranger).get(f"{MINE}?after=x").status_code == 404
    assert member_client(stranger).put(MINE).status_code == 405


def test_an_appeal_is_sent_with_a_form_that_keeps_what_was_typed(member_client, rejected):
    browser = member_client(rejected.writer)
    address = f"{MINE}{rejected.pk}/appeal/"
    assert "Could harm somebody" in browser.get(address).text
    empty = browser.post(address, {"text": " "})
    assert empty.status_code == 422 and "Write why you think" in empty.text
    long = browser.post(address, {"text": "x" * 2001})
    assert long.status_code == 422 and "x" * 2001 in long.text
    assert browser.post(address, {"text": "Only tea."})["Location"] == f"{MINE}?sent=1"
    assert "Another moderator looks at it" in browser.get(f"{MINE}?sent=1").text
    assert browser.get(address)["Location"] == MINE


def test_a_sanction_is_on_the_page_with_its_way_to_appeal(member_client, banned, reader):
    browser = member_client(reader)
    assert "You advertise." in browser.get(MINE).text
    browser.post(f"{MINE}sanctions/{banned.pk}/appeal/", {"text": "I sell nothing."})
    assert Appeal.objects.get().sanction == banned


def test_ones_own_page_goes_on_by_key_and_asks_no_more_for_more(member_client, make_waiting, reader, monkeypatch, django_assert_max_num_queries, reject):  # fmt: skip
    from comments import my_comments

    for n in range(5):
        reject(make_waiting(text=f"I have slept for {n} hours."))
    monkeypatch.setattr(my_comments, "SHOWN", 3)
    browser = member_client(reader)
    with django_assert_max_num_queries(9):
        page = browser.get(MINE)
    assert len(page.context["comments"]) == 3
    rest = browser.get(MINE + page.context["next_url"])
    assert len(rest.context["comments"]) == 2 and not rest.context["next_url"]


def test_what_stays_of_a_decision_are_its_words_of_then(member_client, rejected, administrator):
    Reason.objects.filter(label="Could harm somebody").update(label="Another label")
    assert "Could harm somebody" in member_client(rejected.writer).get(MINE).text


# --- the public page


def test_everybody_reads_what_was_removed_and_why_but_no_name_and_no_text(client, rejected):
    answer = client.get("/moderation/")
    assert answer.status_code == 200 and "public" in answer["Cache-Control"]
    assert not answer.cookies and "csrf" not in answer.text
    for words in ("Could harm somebody", "The rule:", "Sleep well", "The rules"):
        assert words in answer.text, words
    for hidden in ("lavender", "Rolf", "Mo Moderator", "It could harm somebody."):
        assert hidden not in answer.text, hidden


def test_what_was_put_back_is_said_to_be(client, rejected, administrator):
    appeals.overturn(appeal_of(rejected), by=administrator, version=1, answer="Tea.")
    assert "This decision was taken back later." in client.get("/moderation/").text


def test_the_public_page_goes_on_by_key(client, make_waiting, reject, monkeypatch, django_assert_num_queries):  # fmt: skip
    from comments import moderation_page

    for n in range(5):
        reject(make_waiting(text=f"I have slept for {n} hours."))
    monkeypatch.setattr(moderation_page, "SHOWN", 3)
    client.get("/moderation/")
    page = client.get("/moderation/")
    assert len(page.context["rows"]) == 3
    rest = client.get("/moderation/" + page.context["next_url"])
    assert len(rest.context["rows"]) == 2 and 'id="rules"' not in rest.text
    for wrong in ("?before=x", "?before=-1", "?before=" + "9" * 30):
        assert client.get("/moderation/" + wrong).status_code == 404
    assert client.post("/moderation/").status_code == 405


def test_a_page_that_is_not_public_any_more_is_not_named(client, rejected, editor):
    from articles import workflow

    workflow.withdraw(rejected.article, by=editor, reason="It was wrong.")
    text = client.get("/moderation/").text
    assert "A page that is not public any more" in text
    assert "Sleep well" not in text.partition("What was removed")[2]


def test_no_comment_is_lost_from_the_record_when_its_writer_deletes_it(client, rejected):
    from comments import posting

    posting.delete_own(rejected, by=rejected.writer)
    assert "Could harm somebody" in client.get("/moderation/").text
    assert Comment.objects.get(pk=rejected.pk).text == ""
    assert not Sanction.objects.exists()


def test_a_person_is_handed_out_what_was_decided_about_them(
    rejected, banned, reader, administrator
):
    from comments import rights

    appeals.overturn(appeal_of(rejected), by=administrator, version=1, answer="It is tea.")
    held = {name: list(rows) for name, rows in rights.held_about(reader)}
    assert [d["what"] for d in held["decisions_about_comments"]][0] == "Rejected"
    assert held["sanctions"][0]["message"] == "You advertise."
    assert held["appeals"][0]["text"] == "It is only tea."
    assert "Mo Moderator" not in str(held)
    rights.when_account_goes(reader, comments="keep")
    assert Appeal.objects.get().text == ""
