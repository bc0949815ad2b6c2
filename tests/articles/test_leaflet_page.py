"""The addresses of leaflets: a file where it is made, else what a reader can do."""

import pytest

from articles import leaflet_page, leaflets, manuscript, paper, workflow
from articles.leaflets import keeping, press
from articles.models import Leaflet

pytestmark = pytest.mark.django_db
ADDRESS = "/health/sleep-well/leaflet.pdf"
ADDRESSES = [
    ADDRESS,
    "/health/sleep-well/leaflet-letter.pdf",
    "/health/sleep-well/leaflet-large.pdf",
    "/health/sleep-well/leaflet-letter-large.pdf",
]
PDF = b"%PDF-1.7 not printed by any press"


@pytest.fixture(autouse=True)
def a_press_that_takes_no_time(monkeypatch):
    monkeypatch.setattr(leaflets, "why_not", lambda: "")
    monkeypatch.setattr(keeping.press, "press", lambda printed: press.Pressed(PDF, 1, ()))


def body_of(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def made(client, published):
    """An article whose leaflets are made."""
    for address in ADDRESSES:
        assert client.get(address).status_code == 202
    return published


def test_the_first_reader_is_asked_to_wait_a_moment(client, published):
    response = client.get(ADDRESS)
    assert response.status_code == 202 and response["Retry-After"] == "10"
    assert "no-store" in response["Cache-Control"]
    html = response.content.decode()
    assert "Your leaflet is being made" in html and f'href="{ADDRESS}"' in html
    assert 'content="noindex"' in html


@pytest.mark.parametrize("address", ADDRESSES)
def test_then_it_is_a_file_that_any_cache_may_ask_about(client, made, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert body_of(response) == PDF
    name = address.rpartition("/")[2]
    assert response["Content-Disposition"] == f'inline; filename="sleep-well-edition-1-{name}"'
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert response["Link"] == '<http://localhost:8000/health/sleep-well/>; rel="canonical"'
    assert not response.cookies and "Cookie" not in response.get("Vary", "")
    again = client.get(address, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304 and again["ETag"] == response["ETag"] and not again.content


def test_looking_asks_for_nothing(client, published):
    assert client.head(ADDRESS).status_code == 202
    assert client.get(ADDRESS, headers={"sec-purpose": "prefetch"}).status_code == 202
    assert not Leaflet.objects.exists()
    client.get(ADDRESS)
    response = client.head(ADDRESS)
    assert response.status_code == 200 and response["Content-Length"] == str(len(PDF))
    assert response["ETag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_has_no_other_methods(client, made, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


@pytest.mark.parametrize("name", ["leaflet-x.pdf", "leaflet-.pdf", "leaflet-a4.pdf", "leaflet"])
def test_a_leaflet_that_does_not_exist_is_not_found(client, made, name):
    assert client.get(f"/health/sleep-well/{name}").status_code == 404


def test_a_draft_has_none_for_anybody(client, draft, author):
    for _ in ("nobody", "its author"):
        assert client.get(ADDRESS).status_code == 404
        client.force_login(author)
    assert not Leaflet.objects.exists()


def test_a_withdrawn_article_has_none_from_that_moment_on(client, made, editor):
    etag = client.get(ADDRESS)["ETag"]
    workflow.withdraw(made, by=editor, reason="It is wrong.")
    for address in ADDRESSES:
        response = client.get(address, headers={"if-none-match": etag})
        assert response.status_code == 410 and b"It is wrong." in response.content
    for leaflet in Leaflet.objects.all():
        assert client.get(f"/media/{leaflet.file}").status_code == 404


def test_the_files_have_no_address_of_their_own(client, made):
    for leaflet in Leaflet.objects.all():
        assert client.get(f"/media/{leaflet.file}").status_code == 404


def test_a_stale_leaflet_is_never_served(client, made, editor):
    old = client.get(ADDRESS)["ETag"]
    workflow.express_concern(made, by=editor, reason="A study behind it is in doubt.")
    assert client.get(ADDRESS, headers={"if-none-match": old}).status_code == 202
    response = client.get(ADDRESS, headers={"if-none-match": old})
    assert response.status_code == 200 and response["ETag"] != old


def test_a_new_edition_says_so_in_its_name(client, made, author, reviewer, editor):
    from tests.conftest import publish_with_warnings

    workflow.revise(made, by=author)
    manuscript.edit(made, by=author, title="Sleep very well")
    assert "edition-1" in client.get(ADDRESS)["Content-Disposition"]
    workflow.submit(made, by=author, change="update", change_note="It says more.")
    workflow.approve(made, by=reviewer)
    publish_with_warnings(made, by=editor)
    client.get(ADDRESS)
    assert "edition-2" in client.get(ADDRESS)["Content-Disposition"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_former_addresses_lead_to_the_new_ones(client, made, editor, address):
    manuscript.edit(made, by=editor, slug="sleep-better")
    response = client.get(address)
    assert response.status_code == 301
    assert response["Location"] == address.replace("sleep-well", "sleep-better")


def test_a_file_that_is_gone_is_made_again(client, made):
    from django.core.files.storage import default_storage

    default_storage.delete(Leaflet.objects.get(variant="").file)
    assert client.get(ADDRESS).status_code == 202
    assert client.get(ADDRESS).status_code == 202
    assert body_of(client.get(ADDRESS)) == PDF


def test_one_that_fails_again_and_again_is_told(client, published, monkeypatch):
    from articles.models import Article
    from articles.shelves import Tree

    article = Article.objects.with_page().get(pk=published.pk)
    printed = leaflets.printed(article, leaflets.VARIANTS[""], Tree())
    Leaflet.objects.create(
        key=printed.key, revision=article.live, asked=article.published_at, tries=3, failure="No."
    )
    response = client.get(ADDRESS)
    assert response.status_code == 503 and b"could not be made" in response.content


def test_a_busy_worker_is_told(client, published, monkeypatch):
    monkeypatch.setattr(keeping, "MOST_WAITING", 0)
    response = client.get(ADDRESS)
    assert response.status_code == 503 and response["Retry-After"] == "120"
    assert b"Many leaflets are being made" in response.content


def test_without_the_extra_the_site_works_and_names_no_leaflet(client, published, monkeypatch):
    assert b"leaflet.pdf" in client.get("/health/sleep-well/").content
    monkeypatch.setattr(leaflets, "why_not", lambda: "The optional packages are not installed.")
    response = client.get(ADDRESS)
    assert response.status_code == 404 and b"This site makes no leaflets" in response.content
    assert b"leaflet" not in client.get("/health/sleep-well/").content
    assert client.get("/health/nothing/leaflet.pdf").status_code == 404


def test_a_leaflet_costs_few_questions(client, made, django_assert_max_num_queries):
    client.get(ADDRESS)
    with django_assert_max_num_queries(3):
        body_of(client.get(ADDRESS))


def test_the_page_names_all_four(client, published):
    html = client.get("/health/sleep-well/").content.decode()
    for address in ADDRESSES:
        assert f'href="{address}" type="application/pdf" rel="nofollow"' in html
    assert leaflet_page.leaflet.action == "read" and paper.offered(published)
