"""Two people at one instant: real threads, each with a connection of its own."""

import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.utils import timezone

from articles import manuscript, owners, reminders, workflow
from articles.errors import StaleArticle, WorkflowError
from articles.models import Article, Event

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 15


def at_once(*actions):
    """Run the actions at one instant; for each, what it returned or the exception it raised."""
    start, results = threading.Barrier(len(actions)), [None] * len(actions)

    def run(place, action):
        try:
            start.wait()
            results[place] = action()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def copies(article):
    return Article.objects.get(pk=article.pk), Article.objects.get(pk=article.pk)


def refused(results):
    return [r for r in results if isinstance(r, Exception)]


def test_of_two_edits_at_one_instant_exactly_one_is_accepted(draft, author, editor):
    for n in range(ROUNDS):
        draft.refresh_from_db()
        one, two = copies(draft)
        results = at_once(
            lambda: manuscript.edit(one, by=author, title=f"Mine {n}"),
            lambda: manuscript.edit(two, by=editor, title=f"Theirs {n}"),
        )
        errors = refused(results)
        assert len(errors) == 1 and isinstance(errors[0], StaleArticle), results
        kept = Article.objects.get(pk=draft.pk)
        assert errors[0].current.title == kept.title
    assert Event.objects.filter(verb="edited").count() == ROUNDS


def test_of_two_publications_at_one_instant_exactly_one_happens(
    make_draft, author, reviewer, editor, publisher
):
    for n in range(ROUNDS):
        article = make_draft(f"Article {n}")
        workflow.submit(article, by=author)
        workflow.approve(article, by=reviewer)
        mail.outbox.clear()
        one, two = copies(article)
        results = at_once(
            lambda: workflow.publish(one, by=editor), lambda: workflow.publish(two, by=publisher)
        )
        assert len(refused(results)) == 1 and isinstance(refused(results)[0], WorkflowError)
        assert article.events.filter(verb="publish").count() == 1
        assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "pair", [("withdraw", "revise"), ("withdraw", "withdraw"), ("revise", "revise")]
)
def test_steps_at_one_instant_have_one_serial_outcome(pair, make_published, editor, superuser):
    for n in range(ROUNDS):
        article = make_published(f"Article {n}")
        version = article.version
        one, two = copies(article)
        results = at_once(
            lambda: workflow.take(pair[0], one, by=editor, version=version, reason="Wrong."),
            lambda: workflow.take(pair[1], two, by=superuser, version=version, reason="Wrong."),
        )
        assert len(refused(results)) == 1 and isinstance(refused(results)[0], StaleArticle)
        assert Article.objects.get(pk=article.pk).version == version + 1


def test_reads_counted_by_several_processes_add_up(published):
    from articles import readership

    def flush():
        readership._add({published.pk: 10})

    assert refused(at_once(*[flush] * 6)) == []
    published.read_total.refresh_from_db()
    assert published.read_total.counted == 60


def test_two_workers_tell_of_what_is_due_once(published):
    for round_ in range(ROUNDS):
        Article.objects.update(review_due_on=timezone.localdate() - timedelta(days=round_))
        mail.outbox.clear()
        assert not refused(results := at_once(reminders.remind, reminders.remind))
        assert sorted(results) == [0, 1]
        assert len(mail.outbox) == 2  # the owner and the deputy


def test_two_workers_replace_who_left_once(published, author):
    author.is_active = False
    author.save()
    assert not refused(at_once(owners.look_after, owners.look_after))
    assert Event.objects.filter(verb="owner_replaced").count() == 1
