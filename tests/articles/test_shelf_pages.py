"""The tree of topics, what is read most, and what was reviewed recently."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import live_reviews, popularity, readership, workflow
from articles.models import Article, Category, DailyReads, LiveReview, RecentReads

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


# --- topics


def test_the_whole_tree_stands_with_its_introductions(client, category):
    category.introduction = "First <b>words</b>.\n\n  Second\nline. \n \n"
    category.save()
    child = Category.objects.create(
        name="Sleep",
        slug="sleep",
        parent=category,
        description="About rest.",
        introduction="Begin here.",
    )
    Category.objects.create(name="Naps", slug="naps", parent=child)
    page = text(client.get("/categories/"))
    places = [
        page.index(x)
        for x in ("Health</a>", "Second line.", "About rest.", "Begin here.", "Naps</a>")
    ]
    assert places == sorted(places) and "&lt;b&gt;words" in page
    page = text(client.get("/health/"))
    assert '<p class="introduction">Second line.</p>' in page and "Begin here." not in page
    assert "No medical advice" not in page


def test_an_editor_is_told_what_does_not_belong_into_an_introduction(client, editor, category):
    client.force_login(editor)
    page = text(client.get(f"/admin/articles/category/{category.pk}/change/"))
    assert "it must hold no medical advice" in page and 'name="introduction"' in page


# --- most read


@pytest.fixture
def read(make_published):
    """Three articles: read long ago and much, this month, this week."""
    old, month, week = (make_published(title) for title in ("Old", "Month", "Week"))
    today = timezone.now().date()
    DailyReads.objects.bulk_create(
        DailyReads(article=article, day=today - timedelta(days=days), reads=reads)
        for article, days, reads in [
            (old, 30, 900), (month, 29, 60), (month, 7, 40), (month, 6, 1), (week, 6, 2), (week, 0, 3),
        ]
    )  # fmt: skip
    readership.set_imported_reads(old, 900)
    popularity.add_up()
    return old, month, week


def titles(response):
    return [card.title for card in response.context["cards"]]


def test_each_span_counts_its_days_and_no_others(client, read):
    assert titles(client.get("/most-read/")) == ["Week", "Month"]
    assert titles(client.get("/most-read/30-days/")) == ["Month", "Week"]
    assert titles(client.get("/most-read/all-time/"))[0] == "Old"
    assert list(RecentReads.objects.filter(days=7).values_list("reads", flat=True)) == [5, 1]
    assert client.get("/most-read/90-days/").status_code == 404
    home = client.get("/")
    assert [c.title for c in home.context["most_read"]] == ["Week", "Month"]
    assert "Most read this week" in text(home) and 'href="/most-read/"' in text(home)


def test_what_is_withdrawn_is_gone_at_once_and_comes_back(client, read, editor):
    workflow.withdraw(read[2], by=editor, reason="It was wrong.")
    for address in ("/most-read/", "/most-read/30-days/", "/most-read/all-time/", "/"):
        assert "Week</a>" not in text(client.get(address)), address
    workflow.restore(read[2], by=editor)
    assert titles(client.get("/most-read/")) == ["Week", "Month"]


def test_adding_up_again_forgets_what_is_past(read):
    DailyReads.objects.all().delete()
    popularity.add_up()
    assert not RecentReads.objects.exists()


def test_the_clock_adds_up(settings):
    assert "articles.popularity.add_up" in settings.DUE_BY_THE_CLOCK


def test_candidates_of_a_day_come_through_its_index(read):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        values = {"days": 7, "since": timezone.now().date() - timedelta(days=6)}
        cursor.execute(f"EXPLAIN {popularity._ADD_UP}", values)
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "most_read_of_day" in plan and "reads_once_a_day" in plan, plan


# --- recently reviewed


def test_the_newest_whole_review_comes_first_and_nothing_overdue(client, settings, make_published):
    settings.PAGE_SIZE = 2
    made = [make_published(title) for title in ("A", "B", "C", "Overdue", "Long ago")]
    now = timezone.now()
    for days, article in zip((2, 1, 3, 0, 366), made, strict=True):
        LiveReview.objects.filter(article=article).update(reviewed_at=now - timedelta(days=days))
    late = timezone.localdate() - timedelta(days=90)
    Article.objects.filter(title="Overdue").update(review_due_on=late)
    first = client.get("/recently-reviewed/")
    assert titles(first) == ["B", "A"]
    more = client.get("/recently-reviewed/" + first.context["next_url"])
    assert titles(more) == ["C"] and more.context["next_url"] == "" and "noindex" in text(more)
    assert client.get("/recently-reviewed/?after=x").status_code == 404


def test_recent_reviews_and_a_reviewers_come_through_their_indexes(published, reviewer):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    assert "reviewed_recently" in live_reviews.recent(None).explain()
    rows = LiveReview.objects.filter(reviewed_by=reviewer, language="en")
    rows = rows.order_by("-reviewed_at", "-article_id")
    assert "reviewed_live" in rows.explain()
