"""Which articles stand below an article, and in which order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles import manuscript, related, workflow
from articles.errors import NotAllowed
from articles.models import Article, Category, RelatedPick, TitleWord

pytestmark = pytest.mark.django_db
CODE = {"system": "rxnorm", "value": "7243", "label": "A medicine"}


@pytest.fixture
def other_shelf(db):
    return Category.objects.create(name="Elsewhere", slug="elsewhere")


@pytest.fixture
def make(make_published, other_shelf):
    return lambda title, **fields: make_published(title, category=other_shelf, **fields)


def titles(article):
    return [other.live.title for other in related.related_to(article)]


def test_the_editors_choice_then_codes_tags_and_words_and_nothing_out_of_date(
    make_published, make, editor, client
):
    article = make_published("Sleep and zyxomab", tags=["rest", "night"])
    by_word = make("Zyxomab every day")
    by_tag, by_two = make("Evenings", tags=["rest"]), make("Late", tags=["rest", "night"])
    by_code, picked = make("Coded"), make("Picked")
    nothing = make_published("Of the same shelf alone")
    for each in (article, by_code):
        manuscript.edit(each, by=editor, codes=[CODE])
    manuscript.edit(article, by=editor, picks=[picked])
    assert titles(article) == ["Picked", "Coded", "Late", "Evenings"]
    overdue = {"review_due_on": timezone.localdate() - timedelta(days=1)}
    Article.objects.filter(pk__in=[picked.pk, by_two.pk]).update(**overdue)
    assert titles(article) == ["Coded", "Evenings", "Zyxomab every day"]
    workflow.withdraw(by_code, by=editor, reason="It was wrong.")
    workflow.withdraw(by_tag, by=editor, reason="It was wrong.")
    workflow.withdraw(by_word, by=editor, reason="It was wrong.")
    assert titles(article) == ["Of the same shelf alone"]
    tomorrow = timezone.localdate() + timedelta(days=1)
    Article.objects.filter(pk=nothing.pk).update(review_due_on=tomorrow)
    page = client.get(article.get_absolute_url()).content.decode()
    assert "Of the same shelf alone" in page and "Picked" not in page
    Article.objects.filter(pk=nothing.pk).update(review_due_on=timezone.localdate())
    assert titles(article) == []


def test_a_rare_word_counts_more_than_common_ones(make_published, make):
    article = make_published("First signs to know: sleep with zyxo")
    make("First things to know, with signs")
    rare = make("Zyxo")
    for n in range(3):
        make(f"Sleep {'abc'[n]}")
    assert titles(article)[0] == rare.live.title
    assert "First things to know, with signs" not in titles(article)


def test_words_follow_the_live_text(published, make_draft, editor):
    assert set(TitleWord.objects.values_list("word", flat=True)) == {"sleep", "well"}
    make_draft("Unknown title")
    workflow.withdraw(published, by=editor, reason="It was wrong.")
    assert not TitleWord.objects.exists()


def test_only_four_other_public_articles_can_be_picked(published, make_draft, make, editor):
    draft = make_draft("A draft")
    for wrong in ([published], [draft]):
        with pytest.raises(NotAllowed, match="at most 4 other"):
            manuscript.edit(published, by=editor, picks=wrong)
    assert not RelatedPick.objects.exists()
    a, b = make("A"), make("B")
    manuscript.edit(published, by=editor, picks=[b, a, b])
    assert titles(published)[:2] == ["B", "A"]
    event = published.events.first()
    assert (event.verb, event.facts["changed"]) == ("catalogued", ["picks"])


def test_it_asks_twice_and_reads_through_indexes(
    make_published, make, editor, django_assert_num_queries
):
    article, other = make_published(tags=["rest"]), make("Sleep more", tags=["rest"])
    for each in (article, other):
        manuscript.edit(each, by=editor, codes=[CODE])
    with django_assert_num_queries(2):
        assert titles(article) == ["Sleep more"]
    with connection.cursor() as cursor:
        for table, columns in MANY.items():
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns.values())} "
                "FROM generate_series(1, 20000) AS n",
                {"tag": article.tags.get().pk, "by": editor.pk},
            )
            cursor.execute(f"ANALYZE {table}")
        cursor.execute(f"EXPLAIN ANALYZE {related._RANKED}", related.parameters(article))
        plan = "\n".join(row[0] for row in cursor.fetchall())
        for table in MANY:  # their articles do not exist
            cursor.execute(f"DELETE FROM {table} WHERE live_since = '2020-01-01Z'")
    for index in ("tagged_live", "coded_live", "title_word_live"):
        assert index in plan, plan
    for table in MANY:
        assert f"Seq Scan on {table}" not in plan, plan
    assert "rows=20000" not in plan, plan


MANY = {
    "articles_titleword": {"article_id": "-n", "language": "'en'", "word": "'sleep'", "live_since": "'2020-01-01Z'::timestamptz"},
    "articles_taggedarticle": {"content_object_id": "-n", "language": "'en'", "tag_id": "%(tag)s", "live_since": "'2020-01-01Z'::timestamptz"},
    "articles_articlecode": {
        "article_id": "-n", "system": "'rxnorm'", "value": "'7243'", "label": "'x'", "coded_at": "now()",
        "coded_by_id": "%(by)s", "live_since": "'2020-01-01Z'::timestamptz",
    },
}  # fmt: skip
