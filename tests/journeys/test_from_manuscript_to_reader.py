"""The whole road, walked through the doors that people use."""

import re

import pytest

from articles.models import Article, Exemption
from tests.forms import form_of

pytestmark = pytest.mark.django_db
ADMIN = "/admin/articles/article/"


@pytest.fixture
def walk(client):
    def walk(person, verb, article, **words):
        client.force_login(person)
        address = f"{ADMIN}{article.pk}/steps/{verb}/"
        version = re.search(r'name="version" value="(\d+)"', client.get(address).content.decode())[
            1
        ]
        response = client.post(address, {"version": version, **words})
        assert response.status_code == 302, response.content.decode()
        article.refresh_from_db()

    return walk


@pytest.fixture
def write(client):
    def write(person, article, **fields):
        client.force_login(person)
        address = f"{ADMIN}{article.pk}/change/"
        response = client.post(address, {**form_of(client.get(address)), **fields})
        assert response.status_code == 302
        article.refresh_from_db()

    return write


def read(client, address):
    client.logout()
    response = client.get(address)
    return response.status_code, response.content.decode()


def test_a_correction_is_written_and_reviewed_while_readers_keep_the_reviewed_text(
    client, walk, write, draft, author, reviewer, editor
):
    walk(author, "submit", draft)
    assert read(client, "/health/sleep-well/")[0] == 404
    walk(reviewer, "approve", draft)
    assert read(client, "/health/sleep-well/")[0] == 404
    walk(editor, "publish", draft)
    assert "Sleep lets your body rest." in read(client, "/health/sleep-well/")[1]

    walk(author, "revise", draft)
    write(author, draft, body="<p>Sleep lets your body and mind rest.</p>")
    walk(author, "submit", draft)
    walk(reviewer, "request_changes", draft, reason="Say how long.")
    write(author, draft, body="<p>Seven hours of sleep let body and mind rest.</p>")
    walk(author, "submit", draft)
    walk(reviewer, "approve", draft)
    assert "Sleep lets your body rest." in read(client, "/health/sleep-well/")[1]
    walk(editor, "publish", draft)
    assert "Seven hours of sleep" in read(client, "/health/sleep-well/")[1]


def test_an_article_that_could_not_wait_is_named_until_a_clinician_has_read_it(
    client, walk, draft, publisher, reviewer
):
    walk(publisher, "publish_unreviewed", draft, reason="An outbreak.")
    assert "has not been medically reviewed" in read(client, "/health/sleep-well/")[1]
    client.force_login(publisher)
    assert "Sleep well" in client.get(f"{ADMIN}?readers=exempt").content.decode()
    walk(reviewer, "approve", draft)
    page = read(client, "/health/sleep-well/")[1]
    assert "has not been medically reviewed" not in page and "Ria Reviewer" in page
    client.force_login(publisher)
    assert "Sleep well" not in client.get(f"{ADMIN}?readers=exempt").content.decode()
    assert Exemption.objects.get().cleared_by == reviewer


def test_a_withdrawn_article_comes_back_only_as_it_was(client, walk, published, editor):
    walk(editor, "withdraw", published, reason="A dose was wrong.")
    status, page = read(client, "/health/sleep-well/")
    assert status == 410 and "A dose was wrong." in page
    walk(editor, "restore", published)
    assert read(client, "/health/sleep-well/")[0] == 200
    assert Article.objects.get().live.number == 1
