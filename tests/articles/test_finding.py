import pytest

from articles import finding, search, workflow

pytestmark = pytest.mark.django_db


def found(client, q):
    return [hit.card.title for hit in client.get("/search/", {"q": q}).context["hits"]]


def test_any_of_the_words_finds_and_all_of_them_come_first(client, make_published):
    make_published("Water in the body", body="<p>Much about water.</p>")
    make_published("Water pills", body="<p>Pills that make you pass water.</p>")
    assert found(client, "water pills") == ["Water pills", "Water in the body"]
    assert found(client, "pills nonsenseword") == ["Water pills"]


def test_a_synonym_and_a_heading_find_the_page(client, make_published):
    make_published("Diuretics", also_known_as=["Water pills"], body="<h2>Potassium</h2><p>x</p>")
    assert found(client, "water pill") == ["Diuretics"]
    assert found(client, "potassium") == ["Diuretics"]


def test_a_title_counts_more_than_a_mention(client, make_published):
    make_published("Something else", body="<p>" + "asthma " * 5 + "</p>")
    make_published("Asthma", body="<p>About breath.</p>")
    assert found(client, "asthma")[0] == "Asthma"


def test_accents_and_case_do_not_matter(client, make_published):
    make_published("Ménière disease")
    assert found(client, "MENIERE") == ["Ménière disease"] == found(client, "ménière")


def test_a_snippet_marks_the_words_and_escapes_the_rest(client, make_published):
    make_published(body="<p>Tea &lt;script&gt;alert(1)&lt;/script&gt; for sleep.</p>")
    page = client.get("/search/", {"q": "sleep"}).content.decode()
    assert "<mark>sleep</mark>" in page
    assert "<script>alert" not in page and "&lt;script&gt;" in page


@pytest.mark.parametrize(
    "q",
    ["", " ", "'", "\"", "'; DROP TABLE x; --", "a & | ! ( ) : *", "the", "<script>", "\\", "%", "_",
     "x" * 5000, "a " * 3000, "💊", "ا", "':A", "a:b:c 'x':A", "\u202e", "-", "1/0"],
)  # fmt: skip
def test_no_question_is_an_error(client, published, q):
    assert client.get("/search/", {"q": q}).status_code == 200


def test_search_pages_by_key(client, settings, make_published):
    settings.PAGE_SIZE = 2
    for n in range(5):
        make_published(f"Rest {n}", body="<p>rest</p>")
    first = client.get("/search/", {"q": "rest"})
    second = client.get("/search/" + first.context["next_url"])
    third = client.get("/search/" + second.context["next_url"])
    titles = [h.card.title for r in (first, second, third) for h in r.context["hits"]]
    assert sorted(titles) == [f"Rest {n}" for n in range(5)]
    assert third.context["next_url"] == ""


def test_a_withdrawn_article_is_gone_from_search_at_once_and_comes_back(published, editor):
    query = search.parse("sleep")
    workflow.withdraw(published, by=editor, reason="Wrong.")
    assert finding.find(query).ids == []
    workflow.restore(published, by=editor)
    assert finding.find(query).ids == [published.pk]


def test_a_search_that_takes_too_long_says_so(client, published, settings, monkeypatch):
    monkeypatch.setattr(
        finding,
        "_FIND",
        "SELECT pg_sleep(5)::text WHERE {any} IS NOT NULL AND {all} IS NOT NULL AND %s::text IS NOT NULL "
        "-- {entry}",
    )
    settings.SEARCH_TIMEOUT_MS = 50
    response = client.get("/search/", {"q": "sleep"})
    assert response.status_code == 503
    assert "fewer words" in response.content.decode()
