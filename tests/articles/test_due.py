from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import due, manuscript, workflow
from articles.models import Article, Category, ReadTotal, Review, Risk

pytestmark = pytest.mark.django_db


def today(**ago):
    return timezone.localdate() - timedelta(**ago)


def set_due(article, day, **facts):
    Article.objects.filter(pk=article.pk).update(review_due_on=day, **facts)
    return article


@pytest.mark.parametrize(
    "reviewed_on, own, of_category, due_on",
    [
        (date(2026, 3, 3), None, 24, date(2028, 3, 3)),
        (date(2026, 3, 3), 6, 24, date(2026, 9, 3)),
        (date(2026, 8, 31), 6, 24, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, 24, date(2028, 2, 29)),
        (date(2026, 12, 31), 36, 1, date(2029, 12, 31)),
    ],
)
def test_the_date_is_the_interval_after_the_review(category, reviewed_on, own, of_category, due_on):
    category.review_interval = of_category
    article = Article(category=category, review_interval=own)
    assert due.due_on(article, reviewed_on) == due_on


def test_a_whole_review_that_goes_live_sets_the_date(published):
    assert published.review_due_on == due.due_on(published, timezone.localdate())


def test_an_interval_of_its_own_moves_the_date_and_is_an_event(published, editor):
    manuscript.edit(published, by=editor, review_interval=6)
    reviewed_on = published.last_review.decided_at.date()
    assert published.review_due_on == due.due_on(published, reviewed_on)
    assert published.review_due_on < reviewed_on + timedelta(days=200)
    assert published.events.first().facts["changed"] == ["review_interval"]


def test_another_shelf_moves_the_date(published, editor):
    other = Category.objects.create(name="Heart", slug="heart", review_interval=3)
    manuscript.edit(published, by=editor, category=other)
    assert published.review_due_on < timezone.localdate() + timedelta(days=100)


def test_what_was_never_reviewed_has_no_date(draft, editor):
    manuscript.edit(draft, by=editor, review_interval=6)
    assert draft.review_due_on is None


@pytest.mark.parametrize("at_once", [1, 2, 500])
def test_a_category_moves_its_articles_without_an_event_for_each(
    make_published, editor, monkeypatch, at_once
):
    monkeypatch.setattr(due, "MOVED_AT_ONCE", at_once)
    articles = [make_published(f"Sleep {n}") for n in range(3)]
    manuscript.edit(articles[2], by=editor, review_interval=36)
    own_date, events = articles[2].review_due_on, articles[0].events.count()
    Category.objects.update(review_interval=1)
    due.reschedule_category.enqueue(articles[0].category_id)
    for article in articles:
        article.refresh_from_db()
    in_a_month = due.due_on(articles[0], articles[0].last_review.decided_at.date())
    assert [a.review_due_on for a in articles] == [in_a_month, in_a_month, own_date]
    assert articles[0].events.count() == events


@pytest.mark.parametrize("day", [(2026, 8, 31), (2024, 2, 29), (2025, 12, 31), (2025, 1, 30)])
@pytest.mark.parametrize("months", [1, 6, 12, 18, 36])
def test_the_database_counts_months_as_we_do(day, months):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (%s::date + make_interval(months => %s))::date", [date(*day), months]
        )
        assert cursor.fetchone()[0] == due.due_on(Article(review_interval=months), date(*day))


# --- what readers are told


@pytest.mark.parametrize(
    "ago, told", [(89, False), (90, True), (400, True), (0, False), (-9, False)]
)
def test_readers_are_told_ninety_days_after_the_date(client, published, ago, told):
    day = today(days=ago)
    set_due(published, day)
    page = client.get(published.get_absolute_url()).content.decode()
    words = f"{day:%-d %B %Y}</time>. It may be out of date."
    assert ("This page was due to be reviewed on" in page and words in page) == told
    assert f"{day:%-d %B %Y}" in page and "Last reviewed" in page and "Next review" in page


def test_what_nobody_signed_is_not_called_overdue(published):
    published.review_due_on, published.live_review_id = today(days=400), None
    assert due.overdue_notice(published) is None
    published.review_due_on = None
    assert due.overdue_notice(published) is None


def test_a_page_long_overdue_is_not_recommended(client, make_published):
    page, other, overdue = (make_published(f"Sleep {n}", tags=["night"]) for n in range(3))
    set_due(overdue, today(days=91))
    shown = client.get(page.get_absolute_url()).content.decode()
    assert other.get_absolute_url() in shown and overdue.get_absolute_url() not in shown


def test_a_page_long_overdue_is_not_recommended_without_tags_either(client, make_published):
    page, other, overdue = (make_published(f"Sleep {n}") for n in range(3))
    set_due(overdue, today(days=91))
    shown = client.get(page.get_absolute_url()).content.decode()
    assert other.get_absolute_url() in shown and overdue.get_absolute_url() not in shown


# --- the queue


@pytest.fixture
def library(make_published):
    """Six articles, in the order of the queue; and two that are not in it."""
    facts = [
        ("A", Risk.SENSITIVE, 5, 10),
        ("B", Risk.MEDICINE, 90, 3),
        ("C", Risk.MEDICINE, 7, 300),
        ("D", Risk.MEDICINE, 7, 20),
        ("E", Risk.MEDICINE, 7, 20),
        ("F", Risk.ORDINARY, 1000, 1000),
        ("not yet", Risk.SENSITIVE, 9, -61),
        ("gone", Risk.SENSITIVE, 9, 10),
    ]
    for title, risk, reads, overdue in facts:
        article = set_due(make_published(title), today(days=overdue), risk=risk)
        ReadTotal.objects.filter(article=article).update(counted=reads)
    gone = Article.objects.get(title="gone")
    Article.objects.filter(pk=gone.pk).update(
        withdrawn_at=timezone.now(), withdrawn_by=gone.created_by, withdrawn_reason="Wrong"
    )


def titles(rows):
    return [row.title for row in rows]


def test_the_queue_goes_by_risk_then_reads_then_days(library, editor):
    rows = due.queue(editor, 20)
    assert titles(rows) == list("ABCDEF")
    assert (rows[0].risk, rows[0].reads, rows[0].days_overdue) == ("Sensitive", 5, 10)
    assert due.count(editor) == 6


def test_the_queue_goes_on_by_key(library, editor):
    for size in (1, 2, 5):
        seen, after = [], None
        while rows := due.queue(editor, size, after=after):
            seen += titles(rows)
            after = due.Key.parse(str(rows[-1].key))
        assert seen == list("ABCDEF")
    assert due.queue(editor, 5, after=due.Key.parse(f"{'9' * 18}.{'9' * 18}.20991231.{'9' * 18}"))


@pytest.mark.parametrize(
    "text", ["", "x", "1.2.3", "1.2.20261399.4", "9.9.99999999.9", "1.2.²0261122.4", "1." * 9]
)
def test_an_odd_key_is_no_key(text):
    assert due.Key.parse(text) is None


def test_the_queue_is_one_question_however_long(library, editor, django_assert_num_queries):
    with django_assert_num_queries(1):
        due.queue(editor, 20)
    with django_assert_num_queries(1):
        due.count(editor)


def test_ones_own_are_those_owned_or_deputised(library, author, editor, stranger):
    Article.objects.exclude(title__in=["A", "B"]).update(owner=editor, deputy=None)
    Article.objects.filter(title="C").update(deputy=author)
    assert titles(due.queue(author, 20)) == ["A", "B", "C"]
    assert titles(due.queue(author, 20, mine=False)) == ["A", "B", "C"]
    assert titles(due.queue(editor, 20, mine=True)) == list("ABCDEF")
    assert due.queue(stranger, 20) == []


def steps(row):
    return [offer.label for offer in row.steps]


def test_a_reviewer_is_offered_to_review_again_but_not_their_own_text(
    library, credentialed, editor
):
    other = credentialed("reviewer", name="Otto Other")
    assert steps(due.queue(other, 1)[0]) == [workflow.STEPS["mark_reviewed_unchanged"].label]
    assert steps(due.queue(editor, 1)[0]) == [workflow.STEPS["revise"].label]


def test_a_row_leads_where_the_person_may_go(published, editor, reviewer):
    set_due(published, today(days=1))
    address = f"/admin/articles/article/{published.pk}/change/"
    assert due.queue(reviewer, 1)[0].url == address
    published.refresh_from_db()
    workflow.revise(published, by=editor)
    assert due.queue(editor, 1)[0].url == address
    assert due.queue(reviewer, 1)[0].url == published.get_absolute_url()


def test_the_queue_uses_its_index(library, editor, category):
    people = {"created_by": editor, "edited_by": editor}
    Article.objects.bulk_create(  # a few rows are read fastest in any order
        Article(title=f"Draft {n}", slug=f"draft-{n}", category=category, **people)
        for n in range(2000)
    )
    with CaptureQueriesContext(connection) as context:
        due.queue(editor, 20)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_article")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {context[0]['sql']}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "article_due_queue" in plan or "article_review_due" in plan, plan


def test_reviewing_again_takes_an_article_out_of_the_queue(published, reviewer):
    set_due(published, today(days=1))
    published.refresh_from_db()
    workflow.mark_reviewed_unchanged(published, by=reviewer)
    assert due.queue(reviewer, 5) == []
    assert Review.objects.count() == 2
