"""Two people, two connections, one comment."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.errors import NotAllowed
from comments import posting, spam, thread
from comments.errors import StaleComment
from comments.models import Comment, SpamToken, Thread
from tests.articles.test_concurrency import at_once, refused

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 6
WORDS = "A warm bath helps me every single evening, number"


def settle(comment, state, moderator, version):
    with thread.held(comment, version=version) as held:
        held.settled_at, held.settled_by = timezone.now(), moderator
        thread.show(held) if state == "shown" else thread.hide(held, state)
        thread.unqueue(held)
    return held


def test_one_form_sent_twice_at_one_instant_is_one_comment(commented, trusted):
    person = trusted()
    begun = Thread.objects.get(article=commented).shown
    for n in range(ROUNDS):
        key = uuid.uuid4()
        results = at_once(
            *[lambda: posting.post(commented, by=person, text=f"{WORDS} {n}", key=key)] * 3
        )
        assert not refused(results) and len({c.pk for c in results}) == 1
    assert Comment.objects.filter(text__startswith=WORDS).count() == ROUNDS
    assert Thread.objects.get(article=commented).shown == begun + ROUNDS


def test_of_an_edit_and_a_moderators_decision_one_wins_and_the_other_is_told(
    commented, trusted, moderator
):
    person = trusted()
    for n in range(ROUNDS):
        comment = posting.post(commented, by=person, text=f"{WORDS} {n}")
        results = at_once(
            lambda: posting.edit(comment, by=person, version=1, text=f"{WORDS} {n}, or tea."),
            lambda: settle(comment, "rejected", moderator, 1),
        )
        (told,) = refused(results)
        assert isinstance(told, StaleComment)
        comment.refresh_from_db()
        assert comment.version == 2
        assert comment.is_shown == comment.text.endswith("or tea.")
        Comment.objects.filter(pk=comment.pk).update(
            state="rejected", settled_at=timezone.now() - timedelta(days=99), settled_by=moderator
        )


def test_nobody_answers_what_is_deleted_at_the_same_instant_without_the_count_knowing(
    commented, trusted
):
    one, other = trusted("Ann"), trusted("Ben")
    for n in range(ROUNDS):
        top = posting.post(commented, by=one, text=f"{WORDS} {n}")
        results = at_once(
            lambda: posting.post(commented, by=other, text=f"Me too {n}, every night.", parent=top),
            lambda: posting.delete_own(top, by=one),
        )
        assert all(isinstance(told, NotAllowed) for told in refused(results))
        top.refresh_from_db()
        answers = Comment.objects.shown().filter(parent=top).count()
        assert (top.state, top.answers) == ("deleted", answers)
    shown = Comment.objects.shown().filter(article=commented).count()
    assert Thread.objects.get(article=commented).shown == shown


def test_two_who_begin_a_thread_begin_one(commented, make_person):
    people = [make_person("moderator") for _ in range(2)]
    for person in people:
        person.has_perm = lambda name: True
    results = at_once(
        *[
            lambda who=who, n=n: posting.post(commented, by=who, text=f"{WORDS} {n}")
            for n, who in enumerate(people)
        ]
    )
    assert not refused(results)
    assert Thread.objects.get(article=commented).shown == 2


def test_two_who_teach_the_filter_at_once_are_both_counted(commented):
    texts = [f"{WORDS} one two three", f"three two one {WORDS}"]
    for _ in range(ROUNDS):
        assert not refused(
            at_once(*[lambda text=text: spam.learn(text, spam=True) for text in texts])
        )
    assert SpamToken.objects.get(token="").spam == 2 * ROUNDS


def test_of_several_who_say_the_same_at_once_one_is_shown(commented, trusted):
    person = trusted()
    results = at_once(*[lambda: posting.post(commented, by=person, text=f"{WORDS} one")] * 5)
    assert not refused(results)
    posted = Comment.objects.filter(text=f"{WORDS} one")
    assert [posted.filter(state=state).count() for state in ("shown", "waiting")] == [1, 4]
