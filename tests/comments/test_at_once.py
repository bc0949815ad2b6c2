"""Two people, two connections, one case."""

import uuid

import pytest

from articles.errors import WorkflowError
from articles.models import Revision
from comments import cases, reporters, usefulness
from comments.errors import StaleCase
from comments.models import Answer, Case, CaseEvent
from tests.articles.test_concurrency import at_once, refused

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 10


def test_of_two_people_who_decide_one_case_one_wins_and_the_other_is_told(
    published, editor, publisher, reader_system
):
    for n in range(ROUNDS):
        case = cases.open_case(published.live, by=reader_system, kind="wrong", text=f"{n}")
        one, two = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
        results = at_once(
            lambda: cases.close(one, by=editor, version=1, outcome="corrected", reason="Yes."),
            lambda: cases.close(two, by=publisher, version=1, outcome="no_change", reason="No."),
        )
        (told,) = refused(results)
        assert isinstance(told, StaleCase) and "closed this case" in str(told)
        assert case.events.filter(verb="closed").count() == 1
        assert Case.objects.get(pk=case.pk).version == 2


def test_two_who_take_one_case_do_not_both_have_it(published, editor, publisher, reader_system):
    case = cases.open_case(published.live, by=reader_system, kind="wrong", text="x")
    results = at_once(
        lambda: cases.take(case, by=editor, version=1),
        lambda: cases.take(case, by=publisher, version=1),
    )
    (told,) = refused(results)
    assert isinstance(told, WorkflowError) and "has this case in hand" in str(told)


def test_one_form_sent_twice_at_one_instant_is_one_case_and_one_count(published, reader_system):
    live = Revision.objects.get(pk=published.live_id)
    for n in range(ROUNDS):
        key = uuid.uuid4()
        results = at_once(
            *[lambda: cases.open_case(live, by=reader_system, kind="wrong", text="x", key=key)] * 3
        )
        assert not refused(results) and len({case.pk for case in results}) == 1
        counted = at_once(*[lambda: usefulness.say(live, by=f"{n}", useful=True)] * 3)
        assert sorted(counted) == [False, False, True]
    assert Case.objects.count() == CaseEvent.objects.count() == ROUNDS
    assert Answer.objects.count() == ROUNDS


def test_two_workers_fold_each_answer_once(published):
    for n in range(50):
        usefulness.say(published.live, by=f"{n}", useful=bool(n % 2))
    assert sum(at_once(usefulness.fold, usefulness.fold)) == 50
    assert str(usefulness.of_edition(published.live_id)) == "useful 25 of 50"


def test_two_workers_tell_a_reader_once(published, editor, reader_system, mailoutbox):
    for n in range(ROUNDS):
        case = cases.open_case(
            published.live, by=reader_system, kind="link", text=f"{n}", email="r@example.org"
        )
        mailoutbox.clear()
        cases.close(case, by=editor, version=1, outcome="corrected", reason="Yes.")
        at_once(lambda: reporters.tell_one(case.pk), lambda: reporters.tell_one(case.pk))
        assert len(mailoutbox) == 1
