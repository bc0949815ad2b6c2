"""Two moderators, two connections, one item: exactly one decides, and the other is told who."""

import pytest

from articles.errors import WorkflowError
from comments import (
    appeals,
    attention,
    batches,
    cases,
    deciding_cases,
    moderating,
    posting,
    sanctions,
    second_looks,
    undoing,
)
from comments.errors import DecidedFirst, StaleAppeal, StaleCase
from comments.models import (
    Appeal,
    Claim,
    Comment,
    CommentEvent,
    FormerState,
    Reason,
    Sanction,
    SecondLook,
    Thread,
)
from comments.moderating import Ground
from tests.articles.test_concurrency import at_once, refused

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 12


def ground(verb, **more):
    return Ground(Reason.objects.offered(verb).first(), **more)


def test_of_two_decisions_one_wins_and_the_other_is_told_what_it_was(make_waiting, make_person, moderator, administrator):  # fmt: skip
    yes, no = ground("approve"), ground("reject")
    for n in range(ROUNDS):
        comment = make_waiting(by=make_person(), text=f"I have slept for {n} hours.")
        results = at_once(
            lambda: moderating.approve(comment, yes, by=moderator, version=1),
            lambda: moderating.reject(comment, no, by=administrator, version=1),
        )
        (told,) = refused(results)
        assert isinstance(told, DecidedFirst) and "this comment first" in str(told)
        decided = comment.events.filter(verb__in=["approved", "rejected"])
        assert decided.count() == FormerState.objects.filter(comment=comment).count() == 1
        assert decided.get().happened_by.display_name in str(told)
        comment.refresh_from_db()
        assert comment.version == 2 and comment.queued_at is None
    shown = Comment.objects.filter(state="shown").count()
    assert Thread.objects.get().shown == shown if shown else True


def test_undoing_and_another_event_do_not_both_happen(make_waiting, make_person, moderator, stranger):  # fmt: skip
    for n in range(ROUNDS):
        comment = make_waiting(by=make_person(), text=f"I have slept for {n} hours.")
        moderating.approve(comment, ground("approve"), by=moderator, version=1)
        former = comment.former_states.get()
        results = at_once(
            lambda: undoing.undo(former, by=moderator),
            lambda: posting.report(comment, by=stranger, kind="rude"),
        )
        assert len(refused(results)) == 1 and isinstance(refused(results)[0], WorkflowError)


def test_one_decision_is_undone_once(make_waiting, make_person, moderator):
    for n in range(ROUNDS):
        comment = make_waiting(by=make_person(), text=f"I have slept for {n} hours.")
        moderating.reject(comment, ground("reject"), by=moderator, version=1)
        former = comment.former_states.get()
        results = at_once(*[lambda: undoing.undo(former, by=moderator)] * 2)
        assert len(refused(results)) == 1
        assert comment.events.filter(verb="undone").count() == 1


def test_two_batches_over_the_same_comments_decide_each_once(make_waiting, make_person, moderator, administrator):  # fmt: skip
    comments = [make_waiting(by=make_person(), text=f"I slept {n} hours.") for n in range(8)]
    no = Reason.objects.offered("reject").first()
    yes = Reason.objects.offered("approve").first()
    one = batches.token_for(comments, "reject", no, "", by=moderator)
    two = batches.token_for(comments[::-1], "approve", yes, "", by=administrator)
    done = at_once(
        lambda: batches.carry_out(one, by=moderator),
        lambda: batches.carry_out(two, by=administrator),
    )
    assert sum(each.count for each in done) == 8
    assert CommentEvent.objects.filter(verb__in=["approved", "rejected"]).count() == 8


def test_an_appeal_is_made_once_and_decided_once(make_waiting, make_person, moderator, administrator, superuser):  # fmt: skip
    for n in range(ROUNDS):
        comment = make_waiting(by=make_person(), text=f"I have slept for {n} hours.")
        moderating.reject(comment, ground("reject"), by=moderator, version=1)
        made = at_once(
            *[lambda: appeals.against_removal(comment, by=comment.writer, text="Why?")] * 2
        )
        assert len({appeal.pk for appeal in made}) == 1
        appeal = Appeal.objects.get(comment=comment)
        results = at_once(
            lambda: appeals.uphold(appeal, by=administrator, version=1, answer="No."),
            lambda: appeals.overturn(appeal, by=superuser, version=1, answer="Yes."),
        )
        (told,) = refused(results)
        assert isinstance(told, StaleAppeal) and "first" in str(told)


def test_one_person_is_banned_once(reader, moderator, administrator):
    why = Reason.objects.offered("sanction").first()
    results = at_once(
        *[
            lambda by=by: sanctions.ban(reader, by=by, reason=why, message="You advertise.")
            for by in (moderator, administrator)
        ]
    )
    (told,) = refused(results)
    assert "has done this first" in str(told) and Sanction.objects.count() == 1


def test_of_two_who_open_one_thing_one_has_it_and_the_other_is_told(moderator, administrator):
    for n in range(ROUNDS):
        results = at_once(
            lambda: attention.claim("comment", n, by=moderator),
            lambda: attention.claim("comment", n, by=administrator),
        )
        assert not refused(results)
        (told,) = [claim for claim in results if claim]
        assert told.by_id == Claim.objects.get(item=n).by_id


def test_a_second_look_is_judged_once(make_waiting, moderator, administrator, superuser, monkeypatch):  # fmt: skip
    monkeypatch.setattr(second_looks, "ONE_IN", 1)
    moderating.approve(make_waiting(), ground("approve"), by=moderator, version=1)
    look = SecondLook.objects.get()
    results = at_once(
        lambda: second_looks.judge(look, by=administrator, would_approve=True),
        lambda: second_looks.judge(look, by=superuser, would_approve=False),
    )
    assert len(refused(results)) == 1


def test_of_two_who_decide_on_one_report_one_wins_and_the_other_is_told(open_case, moderator, administrator):  # fmt: skip
    right = Reason.objects.offered("confirm").first()
    for n in range(ROUNDS):
        case = open_case(f"Problem {n}")
        results = at_once(
            lambda: deciding_cases.confirm(case, by=moderator, version=1, reason=right),
            lambda: cases.close(
                case, by=administrator, version=1, outcome="no_change", reason="It is right."
            ),
        )
        (told,) = refused(results)
        assert isinstance(told, StaleCase) and "this case" in str(told)
        case.refresh_from_db()
        assert case.version == 2 and case.events.count() == 2
