"""The whole road, walked through the doors that people use."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from articles import publishing, workflow
from articles.models import Article, Exemption
from tests.conftest import BODY
from tests.journeys.conftest import ADMIN

pytestmark = pytest.mark.django_db


def test_a_correction_is_written_and_reviewed_while_readers_keep_the_reviewed_text(
    walk, write, read, draft, author, reviewer, editor
):
    walk(author, "submit", draft)
    assert read("/health/sleep-well/")[0] == 404
    walk(reviewer, "approve", draft)
    assert read("/health/sleep-well/")[0] == 404
    walk(editor, "publish", draft)
    assert "Sleep lets your body rest." in read("/health/sleep-well/")[1]

    walk(author, "revise", draft)
    write(author, draft, body="<p>Sleep lets your body and mind rest.</p>")
    news = {"change": "correction", "change_note": "The page named no number of hours."}
    walk(author, "submit", draft, **news)
    walk(reviewer, "request_changes", draft, reason="Say how long.")
    write(author, draft, body="<p>Seven hours of sleep let body and mind rest.</p>")
    walk(author, "submit", draft, **news)
    walk(reviewer, "approve", draft)
    assert "Sleep lets your body rest." in read("/health/sleep-well/")[1]
    walk(editor, "publish", draft)
    page = read("/health/sleep-well/")[1]
    assert "Seven hours of sleep" in page
    assert "The page named no number of hours." in page
    assert "The page named no number of hours." in read("/corrections/")[1]
    changes = read("/health/sleep-well/history/")[1]
    assert "<ins" in changes and "Say how long" not in changes


def test_an_article_that_could_not_wait_is_named_until_a_clinician_has_read_it(
    client, walk, read, draft, publisher, reviewer
):
    walk(publisher, "publish_unreviewed", draft, reason="An outbreak.")
    assert "has not been medically reviewed" in read("/health/sleep-well/")[1]
    client.force_login(publisher)
    assert "Sleep well" in client.get(f"{ADMIN}?readers=exempt").content.decode()
    walk(reviewer, "approve", draft)
    page = read("/health/sleep-well/")[1]
    assert "has not been medically reviewed" not in page and "Ria Reviewer" in page
    client.force_login(publisher)
    assert "Sleep well" not in client.get(f"{ADMIN}?readers=exempt").content.decode()
    assert Exemption.objects.get().cleared_by == reviewer


def test_a_withdrawn_article_comes_back_only_as_it_was(walk, read, published, editor):
    walk(editor, "withdraw", published, reason="A dose was wrong.")
    status, page = read("/health/sleep-well/")
    assert status == 410 and "A dose was wrong." in page
    walk(editor, "restore", published)
    assert read("/health/sleep-well/")[0] == 200
    assert Article.objects.get().live.number == 1


@pytest.fixture
def urgent(walk, write, published, author, publisher):
    walk(author, "revise", published)
    write(author, published, body=BODY.replace("eight hours", "seven hours"))
    walk(publisher, "publish_urgently", published, reason="The number of hours was wrong.")
    return published


def test_an_urgent_text_that_is_cleared_stays(walk, read, urgent, reviewer):
    page = read("/health/sleep-well/")[1]
    assert "seven hours" in page
    assert "has not been medically reviewed" in page and "published urgently" in page
    assert "The number of hours was wrong." in page
    walk(reviewer, "approve", urgent)
    page = read("/health/sleep-well/")[1]
    assert "seven hours" in page and "has not been medically reviewed" not in page
    assert publishing.take_back_what_is_due() == 0


def test_an_urgent_text_that_nobody_clears_is_taken_back_by_itself(
    read, urgent, author, monkeypatch
):
    mail.outbox.clear()
    tomorrow = timezone.now() + timedelta(hours=24, minutes=1)
    monkeypatch.setattr(publishing.timezone, "now", lambda: tomorrow)
    assert publishing.take_back_what_is_due() == 1
    page = read("/health/sleep-well/")[1]
    assert "eight hours" in page and "seven hours" not in page
    assert "has not been medically reviewed" not in page and "Ria Reviewer" in page
    assert author.email in {address for message in mail.outbox for address in message.to}


def test_a_review_that_falls_due_is_told_shown_and_done_again(
    client, walk, read, published, editor, credentialed
):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET review_due_on = CURRENT_DATE - 100")
    page = read("/health/sleep-well/")[1]
    assert "was due to be reviewed" in page
    client.force_login(editor)
    assert "Sleep well" in client.get(reverse("admin:articles_article_due")).content.decode()
    published.refresh_from_db()
    walk(credentialed("reviewer", name="Rudi Reviewer"), "mark_reviewed_unchanged", published)
    page = read("/health/sleep-well/")[1]
    assert "was due to be reviewed" not in page and "Rudi Reviewer" in page
    client.force_login(editor)
    assert "Sleep well" not in client.get(reverse("admin:articles_article_due")).content.decode()


def test_a_retracted_article_says_so_and_shows_none_of_its_words(walk, read, published, editor):
    walk(editor, "retract", published, reason="The study it stood on was made up.")
    status, page = read("/health/sleep-well/")
    assert status == 410 and "made up" in page and "Sleep lets your body" not in page
    status, page = read("/corrections/")
    assert "made up" in page and "Sleep lets your body" not in page


def test_a_concern_stands_on_the_page_until_it_is_lifted(walk, read, published, editor):
    walk(editor, "express_concern", published, reason="We are checking the number of hours.")
    assert "checking the number of hours" in read("/health/sleep-well/")[1]
    walk(editor, "lift_concern", published, reason="The number was right.")
    page = read("/health/sleep-well/")[1]
    assert Article.objects.get().editorial_notices.get().lifted_at
    assert workflow.can(editor, "express_concern", Article.objects.get()), page


def test_a_small_repair_is_signed_by_an_editor_and_shown_as_such(
    walk, write, read, published, author, editor
):
    walk(author, "revise", published)
    write(author, published, body=BODY.replace("your body rest", "your whole body rest"))
    walk(author, "submit", published, change="minor", change_note="A word was missing.")
    walk(editor, "sign_minor", published)
    walk(editor, "publish", published)
    page = read("/health/sleep-well/")[1]
    assert "your whole body rest" in page
    assert "Ria Reviewer" in page and "Small repair" in page and "Edda Editor" in page


def test_what_stands_in_the_way_is_shown_with_its_place_and_nothing_typed_is_lost(
    client, make_draft, author
):
    article = make_draft(funding="", references=[], body="<p>I was cured. I am well.</p>")
    client.force_login(author)
    address = f"{ADMIN}{article.pk}/steps/submit/"
    page = client.get(address).content.decode()
    assert "What stands in the way" in page and f"{ADMIN}{article.pk}/" in page
    response = client.post(address, {"version": article.version})
    assert response.status_code == 422
    assert "funding" in response.content.decode()
    article.refresh_from_db()
    assert article.stage == "draft"
