"""The sources on the writing page, and the page that looks one up."""

import pytest

from articles import lookup, workflow
from articles.models import Reference
from tests.articles.stub_servers import said, stub
from tests.articles.test_lookup import DOI, PMID, SUMMARY, WORK, json_of
from tests.forms import form_of

pytestmark = pytest.mark.django_db


def address(article, page="change"):
    return f"/admin/articles/article/{article.pk}/{page}/"


def words(response):
    return " ".join(response.content.decode().split())


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


@pytest.fixture
def article(make_draft):
    body = '<h2>Why</h2><p>Before. <span data-source="1 9">Sleep helps</span>. After.</p>'
    references = [
        {"number": 1, "title": "On sleep", "doi": DOI[1]},
        {"number": 2, "title": "On rest", "url": "https://a.example/"},
        {"number": 3, "title": "On naps"},
    ]
    return make_draft(body=body, references=references)


@pytest.fixture
def services(settings):
    with stub({"/10.1056%2Fnejmsb020632": json_of(WORK), "/12140307": json_of(SUMMARY)}) as server:
        settings.LOOKUP_DOI_URL = server.url + "/{doi}"
        settings.LOOKUP_PMID_URL = server.url + "/{pmid}"
        yield server


# -- on the writing page ----------------------------------------------------------------------------


def test_each_source_says_where_it_is_cited_and_what_is_known_of_it(client, author, article):
    client.force_login(author)
    page = words(client.get(address(article)))
    assert '<ul class="cited-in"><li>Why: “Sleep helps.”</li></ul>' in page
    assert page.count("Not cited in the saved text.") >= 2
    assert page.count("Format valid, not looked up") == 2
    assert "<p>Not cited: 2, 3</p>" in page
    assert "<p>Cited in the text, but not in the list: 9</p>" in page
    assert "look-up/" not in page


def test_the_page_asks_no_more_for_more_sources(
    client, author, make_draft, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(count):
        references = [{"number": n, "title": f"Source {n}"} for n in range(1, count + 1)]
        article = make_draft(f"With {count}", references=references)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address(article))
        return len(queries)

    client.force_login(author)
    asked(1)
    assert asked(20) == asked(2)


def test_what_a_source_cites_is_escaped(client, author, make_draft):
    body = '<p><span data-source="1">Is 1 &lt;b&gt; 2</span>?</p>'
    article = make_draft(body=body, references=[{"number": 1, "title": "X"}])
    client.force_login(author)
    assert "“Is 1 &lt;b&gt; 2?”" in words(client.get(address(article)))


def test_a_saved_duplicate_becomes_one_and_the_person_is_told(client, author, article):
    client.force_login(author)
    data = form_of(client.get(address(article)))
    assert data["references-1-url"] == "https://a.example/"
    sent = {**data, "references-2-doi": f"https://doi.org/{DOI[1].upper()}", "title": "New title"}
    sent["body"] = article.body.replace("1 9", "3")
    response = client.post(address(article), sent, follow=True)
    assert any(
        "Sources 1 and 3 have the same DOI, so they are now one: source 1." in told
        for told in messages_of(response)
    )
    article.refresh_from_db()
    assert article.version == 2 and article.title == "New title"
    assert 'data-source="1"' in article.body
    assert sorted(article.references.values_list("number", flat=True)) == [1, 2]
    event = article.events.first()
    assert event.verb == "edited" and len(event.facts["merged"]) == 1
    assert article.events.count() == 2


def test_two_of_the_same_in_a_new_article_become_one(client, author, category):
    client.force_login(author)
    page = client.get("/admin/articles/article/add/")
    assert "Not cited:" not in words(page)
    data = form_of(page) | {"title": "Naps", "category": category.pk, "body": "<p>Naps.</p>"}
    data |= {
        "references-TOTAL_FORMS": 2, "references-0-title": "A", "references-0-kind": "journal",
        "references-0-pmid": "7", "references-1-title": "B", "references-1-kind": "web",
        "references-1-pmid": "PMID: 7",
    }  # fmt: skip
    response = client.post("/admin/articles/article/add/", data, follow=True)
    assert any("have the same PMID" in told for told in messages_of(response)), words(response)
    assert Reference.objects.get().title == "A"


def test_an_identifier_that_cannot_be_right_is_refused_beside_its_field(client, author, article):
    client.force_login(author)
    data = form_of(client.get(address(article)))
    response = client.post(address(article), {**data, "references-0-isbn": "979-0-2600-0043-8"})
    assert response.status_code == 200 and "belongs to printed music" in words(response)


# -- looking up -------------------------------------------------------------------------------------


def test_the_page_says_when_it_is_switched_off(client, author, article):
    client.force_login(author)
    page = words(client.get(address(article, "look-up")))
    assert "switched off" in page and "Format valid, not looked up" in page
    assert '<button type="submit" name="reference"' not in page
    response = client.post(address(article, "look-up"), {"version": 1, "identifier": PMID[1]})
    assert response.status_code == 422 and "no look-up" in words(response)


def test_a_source_is_filled_by_a_press_of_its_button(client, author, article, services):
    client.force_login(author)
    assert "Look sources up by DOI or PMID" in words(client.get(address(article)))
    page = words(client.get(address(article, "look-up")))
    reference = article.references.get(number=1)
    assert f'name="reference" value="{reference.pk}">Look up source 1<' in page
    assert "Look up source 2" not in page
    assert services.asked == []
    sent = {"version": article.version, "reference": reference.pk}
    response = client.post(address(article, "look-up"), sent, follow=True)
    told = messages_of(response)
    assert told[0].startswith("Source 1: filled in kind, authors, journal, date")
    assert told[1].startswith("Source 1: title was kept as written; found “Solid-organ")
    reference.refresh_from_db()
    assert (reference.title, reference.volume) == ("On sleep", "347")
    assert "Found in a look-up on" in words(response)


def test_a_source_is_added_by_its_identifier(client, author, article, services):
    client.force_login(author)
    sent = {"version": article.version, "identifier": f"PMID: {PMID[1]}"}
    response = client.post(address(article, "look-up"), sent, follow=True)
    assert any("have the same DOI" in told for told in messages_of(response))
    assert article.references.get(number=1).pmid == PMID[1]


@pytest.mark.parametrize(
    ("sent", "said_"),
    [
        ({"identifier": "nonsense"}, "Give a DOI"),
        ({"identifier": ""}, "Give a DOI"),
        ({}, "Give a DOI"),
        ({"reference": "x"}, "cannot be looked up"),
        ({"reference": "99999999"}, "cannot be looked up"),
        ({"identifier": "10.1000/unknown"}, "knows no DOI 10.1000/unknown"),
    ],
)
def test_what_cannot_be_looked_up_is_said_and_kept(client, author, article, services, sent, said_):
    client.force_login(author)
    response = client.post(address(article, "look-up"), {"version": article.version, **sent})
    assert response.status_code == 422 and said_ in words(response)
    assert f'value="{sent.get("identifier", "")}"' in words(response)
    article.refresh_from_db()
    assert article.version == 1


def test_a_source_of_another_article_is_not_reached(client, author, article, make_draft, services):
    other = make_draft("Another", references=[{"number": 1, "title": "Y", "pmid": PMID[1]}])
    client.force_login(author)
    sent = {"version": article.version, "reference": other.references.get().pk}
    assert client.post(address(article, "look-up"), sent).status_code == 422
    assert services.asked == []


def test_a_service_at_fault_changes_nothing(client, author, article, services):
    services.answers["/12140307"] = said(500)
    client.force_login(author)
    sent = {"version": article.version, "identifier": PMID[1]}
    response = client.post(address(article, "look-up"), sent)
    assert response.status_code == 422 and "Nothing was changed" in words(response)
    assert article.references.count() == 3


def test_a_stale_page_fills_nothing(client, author, article, services):
    client.force_login(author)
    response = client.post(address(article, "look-up"), {"version": 9, "identifier": PMID[1]})
    assert response.status_code == 422 and "Somebody changed this article" in words(response)
    for version in ("", "x", None):
        sent = {"version": version} if version is not None else {}
        assert client.post(address(article, "look-up"), sent).status_code == 400


def test_nothing_is_fetched_inside_a_transaction(client, author, article, services, monkeypatch):
    from django.db import connection

    seen, real = [], lookup.find
    depth = len(connection.savepoint_ids)

    def find(*asked):
        seen.append(len(connection.savepoint_ids) - depth)
        return real(*asked)

    monkeypatch.setattr(lookup, "find", find)
    client.force_login(author)
    client.post(address(article, "look-up"), {"version": 1, "identifier": PMID[1]})
    assert seen == [0]


def test_the_door_is_for_those_who_may_write_now(
    client, article, author, stranger, reviewer, moderator, reader, services
):
    sent = {"version": article.version, "identifier": PMID[1]}
    assert client.get(address(article, "look-up")).status_code == 302
    assert client.post(address(article, "look-up"), sent).status_code == 302
    for person, status in ((stranger, 404), (reviewer, 404), (moderator, 404), (reader, 302)):
        client.force_login(person)
        assert client.get(address(article, "look-up")).status_code in {status, 403}, person
        assert client.post(address(article, "look-up"), sent).status_code in {status, 403}, person
    client.force_login(author)
    assert client.put(address(article, "look-up")).status_code == 405
    assert client.get("/admin/articles/article/999999/look-up/").status_code == 404
    assert services.asked == [] and article.references.count() == 3


def test_a_manuscript_that_is_judged_is_not_filled(client, make_draft, author, services):
    article = make_draft()
    workflow.submit(article, by=author)
    client.force_login(author)
    sent = {"version": article.version, "identifier": PMID[1]}
    assert client.post(address(article, "look-up"), sent).status_code == 403
    assert services.asked == []
