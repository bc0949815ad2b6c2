from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from articles import feed_formats, manuscript, markup, workflow
from articles.models import Article, Category
from tests.articles import feed_rules
from tests.articles.feed_rules import A
from tests.conftest import SOURCES, publish_with_warnings

pytestmark = pytest.mark.django_db
FEEDS = ("latest", "category/health", "tag/rest", "corrections")
EVERY = [f"/feeds/{name}.{form}" for name in FEEDS for form in ("atom", "json")]


def entries(client, name="latest"):
    return feed_rules.atom(client.get(f"/feeds/{name}.atom").content)[1]


def told(entry):
    return entry.find(f"{A}content").text


@pytest.fixture
def tagged(make_published):
    return make_published(
        tags=["rest"],
        body='<h2>Why</h2><p>Sleep <span data-source="1">helps</span>. '
        '<a href="/help/">Help</a></p>',
        references=SOURCES,
        attribution="By others.",
        licence="CC BY 4.0",
        source_url="https://other.example/sleep",
    )


def test_every_feed_holds_to_its_specification(client, tagged, editor):
    workflow.express_concern(tagged, by=editor, reason="We are checking & asking <people>.")
    for address in EVERY:
        response = client.get(address)
        assert response.status_code == 200, address
        if address.endswith("json"):
            assert response["Content-Type"].startswith("application/feed+json")
            feed = feed_rules.json_feed(response.content)
            assert feed["feed_url"] == f"http://localhost:8000{address}"
            assert len(feed["items"]) == 1
        else:
            assert response["Content-Type"].startswith("application/atom+xml")
            root, found = feed_rules.atom(response.content)
            links = {link.attrib["rel"]: link.attrib["href"] for link in root.findall(f"{A}link")}
            assert links["self"] == f"http://localhost:8000{address}"
            assert len(found) == 1


def test_an_entry_has_the_whole_text_and_says_who_reviewed_it(client, tagged):
    entry = entries(client)[0]
    text = told(entry)
    assert text.startswith("<p><strong>Medically reviewed by Ria Reviewer on ")
    assert '<a href="http://localhost:8000/help/">Help</a>' in text
    assert 'href="http://localhost:8000/health/sleep-well/#source-1"' in text
    assert "Healthy Sleep" in text and "By others." in text
    state = entry.find(f"{{{feed_formats.REVIEW}}}state").attrib
    assert state["kind"] == "reviewed" and state["by"] == "Ria Reviewer, MD"
    assert state["on"] == f"{timezone.now():%Y-%m-%d}" and state["version"] == "1"
    assert entry.find(f"{A}rights").text == "CC BY 4.0"
    labels = [label.attrib for label in entry.findall(f"{A}category")]
    assert labels == [
        {"term": "health", "label": "Health", "scheme": "http://localhost:8000/"},
        {"term": "rest", "label": "rest", "scheme": "http://localhost:8000/tags/"},
    ]
    item = feed_rules.json_feed(client.get("/feeds/latest.json").content)["items"][0]
    assert item["_review"] == {**state, "version": 1}
    assert item["content_html"] == text and item["image"].endswith(".png")


@pytest.mark.parametrize("verb", ["publish_unreviewed", "publish_urgently"])
def test_an_entry_says_first_that_nobody_reviewed_it(client, draft, publisher, verb):
    getattr(workflow, verb)(draft, by=publisher, reason="An <outbreak>.")
    entry = entries(client)[0]
    assert told(entry).startswith("<p><strong>Not medically reviewed: published ")
    assert "An &lt;outbreak&gt;." in told(entry)[:300]
    assert entry.find(f"{{{feed_formats.REVIEW}}}state").attrib["reason"] == "An <outbreak>."


def test_an_id_stays_when_the_address_and_the_words_change(
    client, tagged, author, reviewer, editor
):
    first = entries(client)[0]
    name = first.find(f"{A}id").text
    assert name == f"tag:localhost,{tagged.published_at:%Y-%m-%d}:article/{tagged.pk}"
    manuscript.edit(tagged, by=editor, slug="sleep-better", tags=["rest", "night"])
    again = entries(client)[0]
    assert again.find(f"{A}updated").text == first.find(f"{A}updated").text
    Article.objects.update(published_at=timezone.now().replace(year=2024, month=2, day=3))
    workflow.revise(tagged, by=editor)
    manuscript.edit(tagged, by=author, body="<p>Sleep in the dark.</p>")
    workflow.submit(tagged, by=author, change="update", change_note="New facts.")
    workflow.approve(tagged, by=reviewer)
    publish_with_warnings(tagged, by=editor)
    after = entries(client)[0]
    assert after.find(f"{A}id").text == f"tag:localhost,2024-02-03:article/{tagged.pk}"
    assert after.find(f"{A}updated").text > after.find(f"{A}published").text
    assert "sleep-better" in after.find(f"{A}link").attrib["href"]


def test_the_host_in_ids_can_outlive_a_move(client, tagged, settings):
    settings.FEED_ID_HOST = "old.example"
    assert entries(client)[0].find(f"{A}id").text.startswith("tag:old.example,")


def test_of_a_withdrawn_page_only_the_notice_is_told(client, tagged, editor):
    workflow.retract(tagged, by=editor, reason="The dose was wrong.")
    for name in FEEDS[:2]:
        assert entries(client, name) == []
    assert client.get("/feeds/tag/rest.atom").status_code == 404
    told_of = entries(client, "corrections")
    assert [told(entry) for entry in told_of] == ["<p>The dose was wrong.</p>"]
    workflow.restore(tagged, by=editor)
    lifted = entries(client, "corrections")[0]
    assert "Lifted on" in told(lifted)
    assert lifted.find(f"{A}updated").text >= lifted.find(f"{A}published").text
    assert len(entries(client)) == 1


def test_a_withdrawal_is_a_notice_too(client, tagged, editor):
    workflow.withdraw(tagged, by=editor, reason="It was <old>.")
    assert [told(entry) for entry in entries(client, "corrections")] == [
        "<p>It was &lt;old&gt;.</p>"
    ]


def test_what_a_program_has_already_is_not_sent_again(client, tagged, editor):
    for address in EVERY:
        first = client.get(address)
        same = client.get(address, headers={"if-none-match": first["ETag"]})
        assert (same.status_code, same.content) == (304, b""), address
        assert same["Cache-Control"] == first["Cache-Control"]
        since = client.get(address, headers={"if-modified-since": first["Last-Modified"]})
        assert since.status_code == 304, address
        other = client.get(address, headers={"if-none-match": '"other"'})
        assert other.status_code == 200
    tag = client.get(EVERY[0])["ETag"]
    packed = client.get(EVERY[0], headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert client.get(EVERY[0], headers={"if-none-match": packed["ETag"]}).status_code == 304
    workflow.express_concern(tagged, by=editor, reason="We are checking.")
    assert client.get(EVERY[0], headers={"if-none-match": tag}).status_code == 200


def test_a_feed_has_the_newest_of_its_shelf_and_no_more_than_fifty(
    client, make_published, category, monkeypatch
):
    monkeypatch.setattr("articles.feeds.MOST", 2)
    child = Category.objects.create(name="Sleep", slug="sleep", parent=category)
    Category.objects.create(name="Other", slug="other")
    for title in ("One", "Two", "Three"):
        make_published(title, category=child)
    titles = [entry.find(f"{A}title").text for entry in entries(client, "category/health")]
    assert titles == ["Three", "Two"]
    assert entries(client, "category/other") == []


def test_a_category_at_its_old_address_leads_to_its_feed(client, tagged, category):
    category.slug = "wellness"
    category.save()
    for form in ("atom", "json"):
        moved = client.get(f"/feeds/category/health.{form}")
        assert (moved.status_code, moved["Location"]) == (301, f"/feeds/category/wellness.{form}")


@pytest.mark.parametrize(
    "address",
    [
        "/feeds/category/nothing.atom", "/feeds/tag/nothing.atom", "/feeds/latest.rss",
        "/feeds/tag/%27%3b--.atom", "/feeds/category/x%2Fy.atom", "/feeds/.atom",
    ],
)  # fmt: skip
def test_a_feed_of_nothing_is_not_found(client, tagged, make_draft, address):
    make_draft("Other", tags=["secret"])
    assert client.get(address).status_code == 404
    assert client.get("/feeds/tag/secret.atom").status_code == 404


def test_feeds_are_read_only_and_for_everybody(client, tagged, administrator):
    for address in EVERY:
        for method in ("post", "put", "patch", "delete"):
            assert getattr(client, method)(address).status_code == 405
        assert client.head(address).status_code == 200
        anonymous = client.get(address)
        assert anonymous["Cache-Control"].startswith("public") and not anonymous.cookies
    client.force_login(administrator)
    assert client.get(EVERY[0]).content == client.get(EVERY[0]).content


def test_a_feed_asks_few_questions(client, make_published, django_assert_max_num_queries):
    for title in ("One", "Two"):
        make_published(title, tags=["rest"])
    Article.objects.update(is_sensitive=True)
    for address in EVERY:
        client.get(address)
        with django_assert_max_num_queries(6):
            assert client.get(address).status_code == 200


def test_a_sensitive_text_leads_to_help(client, tagged):
    Article.objects.update(is_sensitive=True)
    assert 'href="http://localhost:8000/help/">Get help now' in told(entries(client)[0])


def test_pages_name_their_feeds(client, tagged):
    for address, feed in (
        ("/", "/feeds/latest.atom"),
        ("/health/", "/feeds/category/health.atom"),
        ("/tags/rest/", "/feeds/tag/rest.json"),
        ("/health/sleep-well/", "/feeds/corrections.atom"),
    ):
        page = client.get(address).content.decode()
        assert f'href="{feed}"' in page, address
        assert client.get(feed).status_code == 200


MOMENT = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)


def test_what_xml_cannot_hold_is_left_out():
    bad = "a\x00\x0b\ud800\ufffe]]><b>&\u2028\U0001f600"
    entry = feed_formats.Entry(
        id="tag:x.example,2026:1",
        title=bad,
        url="https://x.example/",
        published=MOMENT,
        updated=MOMENT,
        changed=MOMENT,
        content=bad,
        authors=[feed_formats.Person(bad)],
        labels=[feed_formats.Label("x", bad)],
        state=feed_formats.State("unreviewed", reason=bad, on=date(2026, 1, 2)),
    )
    feed = feed_formats.Feed(
        id="https://x.example/f",
        title=bad,
        subtitle="",
        page="https://x.example/",
        urls={"atom": "https://x.example/f", "json": "https://x.example/j"},
        language="en",
        author=feed_formats.Person("x"),
        entries=[entry],
    )
    _, (found,) = feed_rules.atom(feed_formats.atom(feed))
    assert found.find(f"{A}title").text == "a]]><b>&\u2028\U0001f600"
    assert feed_rules.json_feed(feed_formats.json_feed(feed))["items"][0]["title"].startswith("a")


@pytest.mark.parametrize(
    "host, authority",
    [("X.Example", "x.example"), ("::1", "1"), ("", "localhost"), ("ä.example", "example")],
)
def test_a_name_for_ever_has_a_host_that_the_rules_allow(host, authority):
    assert feed_formats.tag_uri(host, date(2026, 1, 2), "a/1") == f"tag:{authority},2026-01-02:a/1"


def test_print_for_other_places_has_whole_addresses():
    html = (
        '<p><a href="#source-1">x</a> <a href="/a/?b=1&amp;c=2">y</a> <a href="//z.example/">z</a>'
        '<img src="/media/images/a.png" srcset="/media/b.png 480w, /media/images/a.png 960w"></p>'
    )
    whole = markup.absolute(html, site="https://s.example", page="https://s.example/p/")
    assert 'href="https://s.example/p/#source-1"' in whole
    assert 'href="https://s.example/a/?b=1&amp;c=2"' in whole
    assert 'href="//z.example/"' in whole
    assert (
        'srcset="https://s.example/media/b.png 480w, https://s.example/media/images/a.png 960w"'
        in whole
    )


def test_nothing_is_sent_to_a_feed(client, tagged):
    strict = Client(enforce_csrf_checks=True)
    for address in [*EVERY, "/sitemap.xml"]:
        answer = strict.post(address)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD"), address


def test_the_spanish_corrections_are_told_in_spanish(client, make_published, editor):
    article = make_published("Dormir bien", language="es")
    workflow.express_concern(article, by=editor, reason="Lo revisamos.")
    workflow.lift_concern(article, by=editor, reason="Todo bien.")
    workflow.withdraw(article, by=editor, reason="Es antiguo.")
    feed = client.get("/es/feeds/corrections.atom").content.decode()
    assert "Levantado el" in feed and " de 20" in feed and "Correcciones" in feed
    assert "Lifted on" not in feed and "withdrawn on" not in feed
