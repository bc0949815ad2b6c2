"""The A–Z, from the table to the page."""

import pytest
from django.db import connection
from django.utils import timezone

from articles import alphabet, headwords, manuscript, workflow
from articles.lists import NamePlace
from articles.models import Article, Headword
from tests.conftest import publish_with_warnings

pytestmark = pytest.mark.django_db


def text(response):
    return " ".join(response.content.decode().split())


def names(response):
    return [(entry.name, entry.title) for entry in response.context["entries"]]


def test_an_article_stands_under_its_title_and_every_other_name(client, make_published):
    make_published(
        "Éclair belly", also_known_as=["Cake ache", "eclair   BELLY", "β ache", "5 aches"]
    )
    assert names(client.get("/a-z/e/")) == [("Éclair belly", "")]
    assert names(client.get("/a-z/c/")) == [("Cake ache", "Éclair belly")]
    assert names(client.get("/a-z/0-9/")) == [("5 aches", "Éclair belly")]
    assert names(client.get("/a-z/other/")) == [("β ache", "Éclair belly")]
    page = text(client.get("/a-z/c/"))
    assert 'Cake ache <span class="see">– see</span> <a href="/health/eclair-belly/">' in page
    assert "Z: nothing yet" in page and 'aria-current="page">C</a>' in page
    whole = text(client.get("/a-z/"))
    assert whole.index('id="letter-c"') < whole.index('id="letter-e"') < whole.index("letter-other")


def test_what_is_being_written_withdrawn_or_taken_back_is_not_there(
    client, published, author, reviewer, editor
):
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, title="Zebra sleep", also_known_as=["Zz"])
    assert names(client.get("/a-z/z/")) == []
    workflow.submit(published, by=author)
    workflow.approve(published, by=reviewer)
    publish_with_warnings(published, by=editor)
    assert names(client.get("/a-z/z/")) == [("Zebra sleep", ""), ("Zz", "Zebra sleep")]
    assert names(client.get("/a-z/s/")) == []
    workflow.withdraw(published, by=editor, reason="It was wrong.")
    assert not Headword.objects.exists()
    assert "Zebra" not in text(client.get("/a-z/z/")) + text(client.get("/a-z/"))
    workflow.restore(published, by=editor)
    assert len(names(client.get("/a-z/z/"))) == 2


def test_a_row_that_should_not_be_there_shows_nothing_all_the_same(client, published):
    Article.objects.update(
        withdrawn_at=timezone.now(), withdrawn_by=published.created_by, withdrawn_reason="x"
    )
    assert names(client.get("/a-z/s/")) == []


def test_a_letter_goes_on_by_key_and_misses_nothing(client, settings, published):
    settings.PAGE_SIZE = 2
    made = ["sa", "sé", "se a", "sz", "ŝy", "s"]
    Headword.objects.all().delete()
    for name in made:
        key = alphabet.sort_key(name)
        Headword.objects.create(
            article=published, name=name, is_title=False, letter="s", sort_key=key
        )
    seen, url = [], "/a-z/s/"
    while url:
        response = client.get(url)
        seen += [entry.place.name for entry in response.context["entries"]]
        assert ("noindex" in text(response)) == ("after" in url) != ("canonical" in text(response))
        more = response.context["next_url"]
        url = "/a-z/s/" + more if more else ""
    assert seen == ["s", "sa", "se", "se a", "sy", "sz"]


@pytest.mark.parametrize("address", ["/a-z/", "/a-z/s/", "/a-z/q/"])
def test_the_a_to_z_asks_few_questions(client, published, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(4):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address, status",
    [
        ("/a-z/S/", 301), ("/a-z/ab/", 404), ("/a-z/É/", 301), ("/a-z/E%CC%81/", 301), ("/a-z/β/", 301), ("/a-z/!/", 404), ("/a-z/OTHER/", 301),
        ("/a-z/s/?after=x", 404), ("/a-z/s/?after=1." + "x" * 201, 404), ("/a-z/s/?after=1.zz", 200),
    ],
)  # fmt: skip
def test_odd_addresses_are_moved_or_not_found(client, published, address, status):
    assert client.get(address).status_code == status


def test_a_letter_is_read_through_its_index(published):
    """With a whole table of names under one letter; their articles do not exist."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO articles_headword (article_id, language, name, is_title, letter, sort_key) "
            "SELECT -n, 'en', 'x', true, 's', 's' || n FROM generate_series(1, 20000) AS n"
        )
        cursor.execute("ANALYZE articles_headword")
        cursor.execute("SET LOCAL enable_sort = off")  # names without articles mislead the planner
    plan = headwords.listed("s", NamePlace("s5", 1)).explain()
    Headword.objects.filter(name="x").delete()
    assert "headword_in_order" in plan and "Sort" not in plan.replace("Incremental Sort", "Sort")
