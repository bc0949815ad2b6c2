"""What every test of readers' words needs: a page, and a browser that says where a form came from."""

import time
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from articles import checks, manuscript, quality, workflow
from comments import cases, posting, thread
from comments.models import Comment
from comments.tickets import Ticket

HERE = {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_USER_AGENT": "A browser"}
PAGE = "/health/sleep-well/"


@pytest.fixture
def reader_client():
    """A reader's browser; Django's own token is asked for, as outside tests."""
    return Client(enforce_csrf_checks=True, **HERE)


@pytest.fixture
def ticket(published):
    """As a form has it that was opened a minute ago."""
    return str(Ticket(uuid.uuid4(), published.live_id, time.time() - 60))


@pytest.fixture
def open_case(published, reader_system):
    def open_case(text="The dose is not right.", kind="wrong", revision=None, **fields):
        revision = revision or published.live
        return cases.open_case(revision, by=reader_system, kind=kind, text=text, **fields)

    return open_case


@pytest.fixture
def reader_system(django_user_model, db):
    """HealthHub's own account, in whose name readers without one speak."""
    return django_user_model.objects.system()


@pytest.fixture
def report(reader_client, ticket):
    """Send the form of a report; what is not named is as a reader would leave it."""

    def report(address=f"{PAGE}report/", **fields):
        sent = {"ticket": ticket, "kind": "wrong", "text": "The dose is not right.", **fields}
        return reader_client.post(address, sent)

    return report


@pytest.fixture
def make_edition(editor, reviewer):
    """A further edition goes live: the page says something else than before."""

    def make_edition(
        article, body="<h2>Why</h2><p>Sleep is another matter now, and this is new.</p>"
    ):
        workflow.revise(article, by=editor)
        manuscript.edit(article, by=editor, body=body)
        workflow.submit(article, by=editor, change="correction", change_note="It was wrong.")
        workflow.approve(article, by=reviewer)
        workflow.publish(article, by=editor, acknowledged=[*quality.RULES, checks.CLAIM])
        article.refresh_from_db()
        return article.live

    return make_edition


@pytest.fixture
def commented(published, category):
    """A page that readers may comment on."""
    category.comments_allowed = True
    category.save()
    published.category.refresh_from_db()
    published.refresh_from_db()
    return published


@pytest.fixture
def trusted(make_person, commented, moderator):
    """A reader of whom a moderator approved a comment once."""

    def trusted(name="Tess Trusted"):
        person = make_person(name=name)
        comment = posting.post(commented, by=person, text=f"I liked this page very much, {name}.")
        with thread.held(comment) as held:
            held.settled_at, held.settled_by = timezone.now(), moderator
            thread.show(held)
            thread.unqueue(held)
        return person

    return trusted


@pytest.fixture
def member_client(make_person):
    """The browser of somebody who is signed in."""

    def member_client(person):
        client = Client(**HERE)
        client.force_login(person)
        return client

    return member_client


@pytest.fixture
def make_waiting(commented, reader):
    """A comment that stands in the moderators' queue: somebody's first."""

    def make(text="A cup of lavender tea before bed helps me to rest.", by=None, **fields):
        comment = posting.post(commented, by=by or reader, text=text)
        if not comment.is_queued:  # a moderator's own appear at once
            Comment.objects.filter(pk=comment.pk).update(queued_at=timezone.now())
        Comment.objects.filter(pk=comment.pk).update(**fields)
        comment.refresh_from_db()
        return comment

    return make


@pytest.fixture
def waiting_comment(make_waiting):
    return make_waiting()
