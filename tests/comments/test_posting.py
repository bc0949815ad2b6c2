"""Posting, editing, deleting and reporting: what shows at once, what waits, and what is refused."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import workflow
from articles.errors import NotAllowed
from comments import posting, spam, thread
from comments.errors import StaleComment
from comments.models import Comment, CommentEvent, CommentState, Danger, Thread

pytestmark = pytest.mark.django_db
HONEST = "Going to bed at the same hour helped me more than anything else did."


@pytest.fixture
def settle(moderator):
    def settle(comment, state):
        with thread.held(comment) as held:
            held.settled_at, held.settled_by = timezone.now(), moderator
            thread.show(held) if state == "shown" else thread.hide(held, state)
            thread.unqueue(held)
        return held

    return settle


def version(article):
    return Thread.objects.get(article=article).version


def test_a_first_comment_waits_and_a_trusted_readers_appears_at_once(commented, reader, trusted):
    first = posting.post(commented, by=reader, text=HONEST)
    assert (first.state, first.held_because) == ("waiting", ["first"])
    assert first.queued_at and not first.danger
    second = posting.post(
        commented, by=trusted(), text="A warm bath in the evening does it for me."
    )
    assert (second.state, second.held_because, second.queued_at) == ("shown", [], None)
    assert Thread.objects.get(article=commented).shown == 2
    assert [e.verb for e in second.events.all()] == ["posted"]


def test_who_had_a_comment_removed_lately_is_not_trusted_for_ninety_days(
    commented, trusted, settle
):
    person = trusted()
    bad = settle(
        posting.post(commented, by=person, text="You are all fools here, every one."), "rejected"
    )
    assert posting.post(commented, by=person, text=HONEST).held_because == ["first"]
    Comment.objects.filter(pk=bad.pk).update(settled_at=timezone.now() - timedelta(days=91))
    assert posting.post(commented, by=person, text=f"{HONEST} Twice.").is_shown


@pytest.mark.parametrize(
    "text, why",
    [
        ("See https://a.example.org/1 and https://b.example.org/2 and https://c.example.org/3", "links"),
        ("Call me about my sleep problems on 555 123 4567 any evening", "personal"),
        ("Write to me at rosa@example.org about sleep", "personal"),
        ("I cannot go on, I want to die", "crisis"),
    ],
)  # fmt: skip
def test_a_filter_holds_a_trusted_readers_comment_and_says_why(commented, trusted, text, why):
    comment = posting.post(commented, by=trusted(), text=text)
    assert comment.state == "waiting" and why in comment.held_because


def test_what_is_typed_faster_than_people_type_waits(commented, trusted):
    comment = posting.post(commented, by=trusted(), text=HONEST, too_quick=True)
    assert comment.held_because == ["fast"]


def test_words_of_crisis_stand_in_front_of_the_queue(commented, reader, make_person):
    posting.post(commented, by=make_person(), text=HONEST)
    posting.post(commented, by=reader, text="I just want to end my life.")
    queue = Comment.objects.queued().order_by("-danger", "queued_at", "id")
    assert [c.danger for c in queue] == [Danger.CRISIS, Danger.NONE]


def test_the_same_words_by_somebody_else_wait_and_so_they_do_in_other_dress(commented, trusted):
    one, other = trusted("Ann"), trusted("Ben")
    assert posting.post(commented, by=one, text=HONEST).is_shown
    again = posting.post(commented, by=other, text=f"  {HONEST.upper().replace(' ', '  ')}!!")
    assert again.held_because == ["repeated"]
    assert posting.post(commented, by=one, text="Thank you!").is_shown
    assert posting.post(commented, by=other, text="Thank you!").is_shown


def test_advice_against_a_treatment_is_shown_with_its_label_and_looked_at(commented, trusted):
    comment = posting.post(commented, by=trusted(), text="You should stop taking your tablets.")
    assert comment.is_shown and comment.gives_advice
    assert (comment.danger, comment.held_because) == (Danger.HARM, ["advice"])
    assert comment.is_queued


def test_readers_see_no_number_and_the_moderator_sees_what_was_typed(commented, reader):
    text = "My number is 020 7946 0958, call 999 if you are in danger."
    comment = posting.post(commented, by=reader, text=text)
    assert comment.text == text
    assert comment.shown_text == "My number is [phone number], call 999 if you are in danger."


def test_signs_that_turn_words_around_are_not_kept(commented, reader):
    comment = posting.post(
        commented, by=reader, text="good \u202eevil\u202c words\r\n\r\n\r\n\r\nhere"
    )
    assert comment.text == "good evil words\n\nhere"


@pytest.mark.parametrize("text", ["", "  \n ", "\u202e", "x" * 2001])
def test_too_little_and_too_much_are_refused(commented, reader, text):
    with pytest.raises(NotAllowed):
        posting.post(commented, by=reader, text=text)
    assert not Comment.objects.exists()


# --- where and when


def test_comments_are_off_until_an_editor_switches_them_on(published, reader):
    assert "no comments" in posting.refusal(reader, published)
    with pytest.raises(NotAllowed):
        posting.post(published, by=reader, text=HONEST)


@pytest.mark.parametrize("field", ["is_sensitive", "always_shows_help"])
def test_there_are_none_on_a_dangerous_topic(commented, reader, field):
    setattr(commented, field, True)
    assert "no comments" in posting.refusal(reader, commented)


def test_there_are_none_on_a_withdrawn_page(commented, reader, editor):
    workflow.withdraw(commented, by=editor, reason="It was wrong.")
    commented.refresh_from_db()
    assert "no comments" in posting.refusal(reader, commented)


def test_they_close_after_the_days_of_the_category_and_open_again_with_an_update(
    commented, reader, make_edition
):
    assert posting.refusal(reader, commented) == ""
    long_ago = timezone.now() - timedelta(days=91)
    type(commented).objects.filter(pk=commented.pk).update(published_at=long_ago)
    commented.refresh_from_db()
    assert "closed on" in posting.refusal(reader, commented)
    make_edition(commented)
    assert posting.refusal(reader, commented) == ""


def test_who_left_or_is_not_signed_in_cannot_comment(commented, make_person):
    from django.contrib.auth.models import AnonymousUser

    assert "Sign in" in posting.refusal(AnonymousUser(), commented)
    assert "Sign in" in posting.refusal(make_person(is_active=False), commented)


# --- answers


def test_an_answer_stands_below_its_comment_and_nothing_below_an_answer(commented, trusted):
    person = trusted()
    top = posting.post(commented, by=person, text=HONEST)
    answer = posting.post(commented, by=person, text="It did for me as well, thanks.", parent=top)
    top.refresh_from_db()
    assert (answer.level, answer.parent, top.answers) == (1, top, 1)
    with pytest.raises(NotAllowed):
        posting.post(commented, by=person, text="And so on and so forth.", parent=answer)


def test_nobody_answers_what_is_not_shown(commented, reader, trusted):
    waiting = posting.post(commented, by=reader, text=HONEST)
    with pytest.raises(NotAllowed, match="not shown any more"):
        posting.post(commented, by=trusted(), text="Yes, this is so true.", parent=waiting)


# --- editing


def test_an_edit_shows_at_once_and_raises_the_threads_number(commented, trusted):
    person = trusted()
    comment = posting.post(commented, by=person, text=HONEST)
    before = version(commented)
    posting.edit(comment, by=person, version=1, text=f"{HONEST} And tea.")
    comment.refresh_from_db()
    assert comment.is_shown and comment.shown_text.endswith("And tea.") and comment.edited_at
    assert version(commented) == before + 1


def test_a_shown_comment_that_now_trips_a_filter_waits_again(commented, trusted):
    person = trusted()
    comment = posting.post(commented, by=person, text=HONEST)
    posting.edit(comment, by=person, version=1, text="Call me at 555 123 4567 tonight, please.")
    comment.refresh_from_db()
    assert comment.state == "waiting" and "personal" in comment.held_because
    assert Thread.objects.get(article=commented).shown == 1


def test_one_approval_does_not_let_its_own_comment_become_another(commented, reader, settle):
    comment = posting.post(commented, by=reader, text=HONEST)
    settle(comment, "shown")
    posting.edit(comment, by=reader, version=2, text="Quite another thing than was approved.")
    comment.refresh_from_db()
    assert comment.state == "waiting" and comment.settled_at is None


@pytest.mark.parametrize("state", ["rejected", "deleted"])
def test_what_was_removed_is_not_edited(commented, reader, settle, state):
    comment = posting.post(commented, by=reader, text=HONEST)
    settle(comment, "rejected") if state == "rejected" else posting.delete_own(comment, by=reader)
    with pytest.raises(NotAllowed):
        posting.edit(comment, by=reader, version=2, text=f"{HONEST} And tea.")


def test_after_ten_minutes_nothing_is_edited(commented, reader, monkeypatch):
    comment = posting.post(commented, by=reader, text=HONEST)
    monkeypatch.setattr(posting, "EDITED_WITHIN", timedelta(0))
    with pytest.raises(NotAllowed, match="ten minutes"):
        posting.edit(comment, by=reader, version=1, text=f"{HONEST} And tea.")


def test_nothing_is_edited_where_nobody_may_comment_any_more(commented, category, reader):
    comment = posting.post(commented, by=reader, text=HONEST)
    category.comments_allowed = False
    category.save()
    with pytest.raises(NotAllowed, match="no comments on this page"):
        posting.edit(
            Comment.objects.get(pk=comment.pk), by=reader, version=1, text=f"{HONEST} And tea."
        )


def test_an_edit_of_what_somebody_changed_meanwhile_is_told_so(commented, reader, settle):
    comment = posting.post(commented, by=reader, text=HONEST)
    settle(comment, "shown")
    with pytest.raises(StaleComment):
        posting.edit(comment, by=reader, version=1, text=f"{HONEST} And tea.")


def test_nobody_edits_deletes_or_sees_to_another_ones_comment(commented, reader, stranger):
    comment = posting.post(commented, by=reader, text=HONEST)
    with pytest.raises(NotAllowed):
        posting.edit(comment, by=stranger, version=1, text=f"{HONEST} And tea.")
    with pytest.raises(NotAllowed):
        posting.delete_own(comment, by=stranger)


# --- deleting


def test_a_deleted_comment_leaves_no_word_anywhere(commented, reader, stranger):
    comment = posting.post(commented, by=reader, text=HONEST)
    posting.delete_own(comment, by=reader)
    comment.refresh_from_db()
    assert (comment.state, comment.text, comment.shown_text, comment.fingerprint) == (
        "deleted", "", "", None,
    )  # fmt: skip
    assert comment.queued_at is None and comment.deleted_by == reader
    kept = list(CommentEvent.objects.values_list("note", "facts"))
    assert "bed" not in str(kept)


def test_answers_stay_below_a_line_when_their_comment_is_deleted(commented, trusted):
    person = trusted()
    top = posting.post(commented, by=person, text=HONEST)
    posting.post(commented, by=person, text="It did for me as well, thanks.", parent=top)
    posting.delete_own(top, by=person)
    assert top in Comment.objects.standing() and top not in Comment.objects.shown()


# --- reporting


def test_a_report_puts_a_shown_comment_before_the_moderators_once(commented, trusted, reader):
    comment = posting.post(commented, by=trusted(), text=HONEST)
    for _ in range(2):
        posting.report(comment, by=reader, kind="crisis", text="I worry.")
    comment.refresh_from_db()
    assert comment.is_shown and comment.is_queued and comment.danger == Danger.CRISIS
    assert comment.held_because == ["reported"] and comment.reports.count() == 1
    assert [e.verb for e in comment.events.all()] == ["posted", "reported"]


def test_own_waiting_and_nonsense_reports_are_refused(commented, trusted, reader):
    person = trusted()
    shown = posting.post(commented, by=person, text=HONEST)
    waiting = posting.post(commented, by=reader, text="Nobody sees this comment of mine yet.")
    for comment, by, kind in (
        (shown, person, "spam"),
        (waiting, person, "spam"),
        (shown, reader, "x"),
    ):
        with pytest.raises(NotAllowed):
            posting.report(comment, by=by, kind=kind)


def test_the_filter_can_hold_what_a_trusted_reader_writes(commented, trusted, monkeypatch):
    person = trusted()
    monkeypatch.setattr(spam, "judge", lambda text: 0.99)
    comment = posting.post(commented, by=person, text=HONEST)
    assert comment.held_because == ["spam"] and comment.spam_score == 0.99
    assert comment.state == CommentState.WAITING


def test_what_is_said_of_anothers_self_harm_is_shown_and_looked_at_by_itself(commented, moderator):
    text = "My sister cuts herself. The chapter on asking for help was good for both of us."
    comment = posting.post(commented, by=moderator, text=text)
    comment.refresh_from_db()
    assert comment.is_shown and comment.queued_at and comment.danger == Danger.HARM
