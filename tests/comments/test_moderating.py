"""What moderators decide: each verb, who may, and what it leaves behind."""

import pytest

from articles.errors import NotAllowed
from comments import moderating, posting, spam, undoing
from comments.errors import DecidedFirst
from comments.models import Comment, CommentState, FormerState, Reason, Thread
from comments.moderating import Ground

pytestmark = pytest.mark.django_db


def decide(comment, verb, by, label=None, message="", **more):
    named = "approve" if verb is moderating.approve else verb.__name__
    reasons = Reason.objects.offered(named)
    reason = reasons.filter(label=label).first() if label else reasons.first()
    return verb(comment, Ground(reason, message), by=by, version=comment.version, **more)


def facts_of(comment):
    row = Comment.objects.filter(pk=comment.pk).values().get()
    return {k: v for k, v in row.items() if k != "version"}


def test_what_is_approved_is_shown_and_waits_no_more(waiting_comment, moderator):
    comment = decide(waiting_comment, moderating.approve, moderator)
    assert (comment.state, comment.queued_at, comment.settled_by) == ("shown", None, moderator)
    event = comment.events.last()
    assert (event.verb, event.happened_by) == ("approved", moderator)
    assert event.facts["label"] == "Follows the rules" and event.facts["waited"] >= 0
    assert Thread.objects.get(article=comment.article_id).shown == 1


def test_what_is_rejected_is_not_shown_and_its_writer_is_told(waiting_comment, moderator, mailoutbox, django_capture_on_commit_callbacks):  # fmt: skip
    mailoutbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        comment = decide(
            waiting_comment, moderating.reject, moderator, "Could harm somebody", "It could harm."
        )
    assert comment.state == CommentState.REJECTED and not comment.is_queued
    (mail,) = mailoutbox
    assert mail.to == [comment.writer.email] and "It could harm." in mail.body
    assert "appeal" not in mail.body.lower() or "Another moderator" in mail.body
    assert "/my-comments/" in mail.body


def test_a_word_can_be_masked_and_none_put_in(waiting_comment, moderator):
    text = waiting_comment.text
    with pytest.raises(NotAllowed, match="only be masked"):
        decide(waiting_comment, moderating.mask, moderator, shown_text="I agree with all of it.")
    shown = text.replace("lavender", "[…]")
    comment = decide(waiting_comment, moderating.mask, moderator, shown_text=shown)
    assert (comment.shown_text, comment.text, comment.state) == (shown, text, "shown")


def test_what_was_escalated_is_decided_by_those_who_may(waiting_comment, moderator, administrator):
    comment = decide(waiting_comment, moderating.escalate, moderator)
    assert comment.is_queued and comment.state == "waiting" and not comment.settled_at
    with pytest.raises(NotAllowed, match="escalated"):
        decide(comment, moderating.approve, moderator)
    assert decide(comment, moderating.approve, administrator).is_shown


def test_nobody_decides_on_their_own_comment(make_waiting, moderator):
    own = make_waiting(by=moderator)
    with pytest.raises(NotAllowed, match="another moderator"):
        decide(own, moderating.approve, moderator)


@pytest.mark.parametrize("role", ["reader", "author", "editor", "reviewer", "publisher"])
def test_only_moderators_decide(waiting_comment, request, role):
    with pytest.raises(NotAllowed, match="moderators"):
        decide(waiting_comment, moderating.approve, request.getfixturevalue(role))


def test_who_comes_second_is_told_who_was_first(waiting_comment, moderator, administrator):
    stale = Comment.objects.get(pk=waiting_comment.pk)
    decide(waiting_comment, moderating.reject, moderator, "Not about this page")
    with pytest.raises(DecidedFirst, match="Mo Moderator rejected this comment first .Not about"):
        decide(stale, moderating.approve, administrator)


def test_a_reason_must_be_of_the_verb(waiting_comment, moderator):
    reason = Reason.objects.offered("reject").first()
    with pytest.raises(NotAllowed, match="reason"):
        moderating.approve(waiting_comment, Ground(reason), by=moderator, version=1)


@pytest.mark.parametrize("verb", [moderating.approve, moderating.reject, moderating.escalate])
def test_undoing_makes_it_exactly_what_it_was(waiting_comment, moderator, verb):
    before = facts_of(waiting_comment)
    trusted = posting.judge("Something else.", by=waiting_comment.writer).held_because
    score = spam.judge(waiting_comment.text)
    comment = decide(waiting_comment, verb, moderator)
    undoing.undo(FormerState.objects.get(comment=comment), by=moderator)
    assert facts_of(comment) == before
    assert spam.judge(waiting_comment.text) == score
    assert posting.judge("Something else.", by=comment.writer).held_because == trusted
    assert not FormerState.objects.exists()


def test_undoing_gives_back_what_readers_saw_and_the_reports(waiting_comment, moderator, stranger):
    shown = decide(waiting_comment, moderating.approve, moderator)
    told = posting.report(shown, by=stranger, kind="rude")
    shown.refresh_from_db()
    before = facts_of(shown)
    masked = decide(shown, moderating.mask, moderator, shown_text=shown.text.replace("tea", "[…]"))
    told.refresh_from_db()
    assert told.closed_at
    undoing.undo(undoing.last_of(moderator), by=moderator)
    told.refresh_from_db()
    assert facts_of(masked) == before and told.closed_at is None


def test_nothing_is_undone_when_something_else_has_happened(waiting_comment, moderator, stranger):
    shown = decide(waiting_comment, moderating.approve, moderator)
    former = undoing.last_of(moderator)
    posting.report(shown, by=stranger, kind="rude")
    with pytest.raises(NotAllowed, match="Something else has happened"):
        undoing.undo(former, by=moderator)


def test_only_who_decided_takes_it_back_and_only_once(waiting_comment, moderator, administrator):
    decide(waiting_comment, moderating.approve, moderator)
    former = undoing.last_of(moderator)
    with pytest.raises(NotAllowed, match="Only who decided"):
        undoing.undo(former, by=administrator)
    undoing.undo(former, by=moderator)
    with pytest.raises(NotAllowed, match="already"):
        undoing.undo(former, by=moderator)


def test_a_day_later_nothing_is_taken_back_and_no_former_words_are_kept(waiting_comment, moderator):
    decide(waiting_comment, moderating.approve, moderator)
    former = undoing.last_of(moderator)
    FormerState.objects.update(until="2020-01-01T00:00Z")
    with pytest.raises(NotAllowed, match="more than a day ago"):
        undoing.undo(former, by=moderator)
    undoing.forget_old()
    assert not FormerState.objects.exists() and undoing.last_of(moderator) is None


def test_who_deletes_their_words_deletes_what_undoing_kept_of_them(waiting_comment, moderator):
    shown = decide(waiting_comment, moderating.approve, moderator)
    posting.delete_own(shown, by=shown.writer)
    assert not FormerState.objects.exists()


def test_the_filter_learns_spam_only_from_reasons_that_say_so(make_waiting, moderator, reader):
    text = "Cheap zzyzxpills for everybody who wants to sleep, order zzyzxpills now."
    first = spam.judge(text)
    decide(make_waiting(text=text, by=reader), moderating.reject, moderator, "Not about this page")
    assert spam.judge(text) == first
    comment = decide(
        make_waiting(text=f"{text} Now!", by=reader),
        moderating.reject,
        moderator,
        "Advertising or spam",
    )
    assert spam.judge(text) > first and comment.events.last().facts["spam"] is True


def test_words_in_brackets_stand_for_no_others():
    from comments.masks import is_masked_from

    text = "I take [my pills] every day with tea."
    assert not is_masked_from("I take [my pills] with tea.", text, text)
    assert is_masked_from("I take [my pills] […] tea.", text, text)
    known = "Call [phone number] for cheap pills."
    assert is_masked_from(
        "Call [phone number] for […].", "Call 555 123 4567 for cheap pills.", known
    )
