from datetime import timedelta

import pytest
from django.utils import timezone

from articles import reminders
from articles.models import Article, ReviewReminder

pytestmark = pytest.mark.django_db


def due_in(days):
    Article.objects.update(review_due_on=timezone.localdate() + timedelta(days=days))


def test_owner_and_deputy_are_told_four_times_and_no_more(published, author, editor, mailoutbox):
    mailoutbox.clear()
    due_day = timezone.localdate()
    for days, told in [
        (61, 0),
        (60, 2),
        (59, 0),
        (30, 2),
        (29, 0),
        (7, 2),
        (1, 0),
        (0, 2),
        (-1, 0),
    ]:
        mailoutbox.clear()
        _pretend(published, due_day, days)
        reminders.remind()
        reminders.remind()
        assert len(mailoutbox) == told, days
        assert {m.to[0] for m in mailoutbox} == ({author.email, editor.email} if told else set())


def _pretend(article, due_day, days_left):
    """Move the date and the rows that were written for it: as if so many days were left."""
    day = due_day + timedelta(days=days_left)
    Article.objects.filter(pk=article.pk).update(review_due_on=day)
    ReviewReminder.objects.update(due_on=day)


def test_after_an_outage_the_most_urgent_one_is_sent_once(published, mailoutbox):
    mailoutbox.clear()
    due_in(5)
    assert reminders.remind() == 1 and reminders.remind() == 0
    assert [r.days for r in ReviewReminder.objects.all()] == [7]
    assert len(mailoutbox) == 2


def test_a_new_date_is_told_anew(published):
    due_in(5)
    reminders.remind()
    due_in(6)
    assert reminders.remind() == 1


def test_a_date_that_passed_during_an_outage_is_told_once(published, mailoutbox):
    mailoutbox.clear()
    due_in(-200)
    assert reminders.remind() == 1 and reminders.remind() == 0
    assert "was due on" in mailoutbox[0].body


def test_one_article_is_named_and_linked(published, mailoutbox):
    mailoutbox.clear()
    due_in(30)
    reminders.remind()
    mail = mailoutbox[0]
    day = f"{timezone.localdate() + timedelta(days=30):%-d %B %Y}"
    assert mail.subject == f"Due for review on {day}: Sleep well"
    assert f"Sleep well: due on {day}, in 30 days" in mail.body
    assert f"/admin/articles/article/{published.pk}/change/" in mail.body


def test_many_articles_are_one_notice_for_each_person(make_published, mailoutbox):
    for n in range(3):
        make_published(f"Sleep {n}")
    mailoutbox.clear()
    due_in(7)
    assert reminders.remind() == 3
    assert [m.subject for m in mailoutbox] == ["3 articles are due for review"] * 2
    assert "/admin/articles/article/due/" in mailoutbox[0].body
    assert all(f"Sleep {n}" in mailoutbox[0].body for n in range(3))


def test_a_long_list_is_cut_short(make_published, mailoutbox, monkeypatch):
    monkeypatch.setattr(reminders, "MOST_NAMED", 1)
    for n in range(3):
        make_published(f"Sleep {n}")
    mailoutbox.clear()
    due_in(7)
    reminders.remind()
    assert "and 2 more" in mailoutbox[0].body


def test_batches_forget_nothing(make_published, monkeypatch):
    monkeypatch.setattr(reminders, "BATCH", 2)
    for n in range(5):
        make_published(f"Sleep {n}")
    due_in(7)
    assert reminders.remind() == 5 and ReviewReminder.objects.count() == 5


def test_what_readers_do_not_see_is_not_due(published):
    due_in(7)
    Article.objects.update(
        withdrawn_at=timezone.now(), withdrawn_by=published.created_by, withdrawn_reason="Wrong"
    )
    assert reminders.remind() == 0


def test_with_nobody_to_tell_the_notice_waits(published):
    due_in(7)
    Article.objects.update(owner=None, deputy=None)
    assert reminders.remind() == 0 and not ReviewReminder.objects.exists()
