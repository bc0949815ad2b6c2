import gzip
import re
from datetime import datetime
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from articles import manuscript, sitemaps, workflow
from articles.models import Article

pytestmark = pytest.mark.django_db
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
HERE = "http://localhost:8000"
ALONE = {
    "/", "/help/", "/corrections/", "/a-z/", "/categories/", "/glossary/", "/most-read/",
    "/recently-reviewed/", "/authors/", "/reviewers/", "/tags/",
}  # fmt: skip


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def files(client):
    root = ET.fromstring(client.get("/sitemap.xml").content)
    assert root.tag == f"{S}sitemapindex"
    return [found.text.removeprefix(HERE) for found in root.iter(f"{S}loc")]


def places(client, file):
    """The addresses of a file, each with what it says of its change."""
    response = client.get(file)
    assert response.status_code == 200 and response["Content-Type"].startswith("application/xml")
    root = ET.fromstring(body(response))
    assert root.tag == f"{S}urlset" and len(root)
    return {
        url.find(f"{S}loc").text.removeprefix(HERE): getattr(url.find(f"{S}lastmod"), "text", None)
        for url in root
    }


def every_place(client):
    return {path: day for file in files(client) for path, day in places(client, file).items()}


def test_every_public_address_is_in_it_once_and_opens(client, make_published, make_draft):
    make_published(tags=["rest & <quiet>"])
    make_draft("Secret draft", tags=["secret"])
    found = every_place(client)
    assert set(found) == ALONE | {
        "/health/", "/health/sleep-well/", "/authors/ada-author/", "/reviewers/ria-reviewer/",
        "/tags/rest-quiet/",
    }  # fmt: skip
    for address in found:
        assert client.get(address).status_code == 200, address


def test_an_article_has_the_day_on_which_its_words_changed(client, published, author, editor):
    def said():
        return datetime.fromisoformat(every_place(client)["/health/sleep-well/"])

    assert said() == published.published_at.replace(microsecond=0)
    manuscript.edit(published, by=editor, tags=["night"])
    assert said() == published.published_at.replace(microsecond=0)
    moment = timezone.now().replace(microsecond=0)
    Article.objects.update(updated_at=moment, updated_by=editor)
    assert said() == moment


def test_what_is_withdrawn_or_never_was_public_is_in_no_file(client, make_published, editor):
    article = make_published(tags=["rest"])
    workflow.withdraw(article, by=editor, reason="The dose was wrong.")
    assert set(every_place(client)) == ALONE | {"/health/"}
    assert client.get("/sitemap-articles-0.xml").status_code == 404


def test_the_borders_of_files_lie_between_ids_and_never_move(client, make_published, monkeypatch):
    articles = [make_published(title) for title in ("One", "Two", "Three")]
    monkeypatch.setattr(sitemaps, "A_FILE", 1)
    monkeypatch.setattr(sitemaps, "A_CHUNK", 1)
    shelf = [f"/sitemap-articles-{article.pk}.xml" for article in articles]
    assert [file for file in files(client) if "articles" in file] == shelf
    assert list(places(client, shelf[1])) == ["/health/two/"]
    monkeypatch.setattr(sitemaps, "A_FILE", 40_000)
    assert len(places(client, "/sitemap-articles-0.xml")) == 3


def test_no_file_can_hold_more_than_the_protocol_allows():
    assert sitemaps.A_FILE <= 50_000


def test_a_file_is_streamed_by_chunks(client, published, django_assert_num_queries):
    response = client.get("/sitemap-articles-0.xml")
    assert response.streaming and b"sleep-well" in body(response)
    packed = client.get("/sitemap-articles-0.xml", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert b"sleep-well" in gzip.decompress(body(packed))
    with django_assert_num_queries(2):  # the categories, and one chunk
        body(client.get("/sitemap-articles-0.xml"))
    with django_assert_num_queries(7):  # for each kind its file, and that no other follows
        client.get("/sitemap.xml")


@pytest.mark.parametrize(
    "address",
    [
        "/sitemap-articles-1.xml", "/sitemap-secrets-0.xml", "/sitemap-articles-x.xml",
        "/sitemap-articles--1.xml", f"/sitemap-articles-{'9' * 30}.xml", "/sitemap-users-0.xml",
    ],
)  # fmt: skip
def test_a_file_that_no_index_names_is_not_found(client, published, address):
    assert client.get(address).status_code == 404


def test_robots_are_told_what_to_leave_and_where_the_sitemap_is(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /admin/", "Disallow: /accounts/", "Disallow: /preview/"} <= set(lines)
    assert "Disallow: /search/?" in lines and f"Sitemap: {HERE}/sitemap.xml" in lines
    assert not re.search("^Disallow: /$", response.content.decode(), re.M)


def test_what_machines_read_is_read_only(client, published):
    for address in (
        "/robots.txt",
        "/sitemap.xml",
        "/sitemap-pages.xml",
        "/sitemap-articles-0.xml",
        "/health/sleep-well.md",
    ):
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(address).status_code == 405, address
        assert client.head(address).status_code == 200
        assert client.get(address)["Cache-Control"].startswith("public")
        assert not client.get(address).cookies


def test_results_of_a_search_are_listed_nowhere(client, published):
    assert client.get("/search/?q=sleep")["X-Robots-Tag"] == "noindex"
    for address in ("/health/sleep-well/", "/search/"):
        assert "X-Robots-Tag" not in client.get(address).headers
