"""A clinically behind edition says so wherever its words go: on paper, in feeds, to programs."""

import pytest
import yaml

from articles import feeds, languages, leaflets, workflow
from articles.models import Article
from articles.shelves import Tree
from tests.articles import feed_rules

pytestmark = pytest.mark.django_db
BEHIND = "Esta traducción va por detrás de su original"


def leaflet(article):
    found = Article.objects.published().with_page().get(pk=article.pk)
    return leaflets.printed(found, leaflets.VARIANTS[""], Tree())


def markdown(client, article):
    text = client.get(article.get_absolute_url().rstrip("/") + ".md").content.decode()
    return yaml.safe_load(text.split("---\n")[1]), text


def item(client, article):
    feed = client.get("/es/feeds/latest.json")
    return next(i for i in feed_rules.json_feed(feed.content)["items"] if "Dormir" in i["title"])


@pytest.fixture
def behind(published, live_edition, change):
    change(published, "correction")
    live_edition.refresh_from_db()
    return live_edition


def test_its_leaflet_says_so_and_is_another_one(published, live_edition, change):
    before = leaflet(live_edition)
    assert BEHIND not in before.html
    change(published, "minor")
    assert BEHIND not in leaflet(live_edition).html
    change(published, "correction")
    after = leaflet(live_edition)
    assert BEHIND in after.html and after.key != before.key
    assert "/health/sleep-well/" in after.html and ".notice-behind a::after" in after.css


def test_its_markdown_says_so(client, behind):
    front, text = markdown(client, behind)
    assert front["behind_since"] == behind.behind_since.date()
    assert f"> **{BEHIND}**" in text
    assert "Sleep well (English), http://localhost:8000/health/sleep-well/" in text


def test_its_feeds_say_so_in_words_and_to_programs(client, behind):
    found = item(client, behind)
    assert found["_review"]["behind-since"] == f"{behind.behind_since:%Y-%m-%d}"
    assert found["_review"]["kind"] == "reviewed" and BEHIND in found["content_html"]
    assert 'href="http://localhost:8000/health/sleep-well/"' in found["content_html"]
    atom = client.get("/es/feeds/latest.atom")
    assert b"behind-since" in atom.content


def test_falling_behind_is_a_change_of_its_feed(behind):
    with languages.page_in("es"):
        assert feeds.latest(Tree()).changed == behind.behind_since


def test_a_withdrawn_source_is_told_of_too(client, published, live_edition, editor):
    workflow.withdraw(published, by=editor, reason="It is wrong.")
    words = "se retiró el"
    assert words in leaflet(live_edition).html
    assert words in markdown(client, live_edition)[1]
    assert words in item(client, live_edition)["content_html"]


def test_an_edition_in_step_says_nothing(client, live_edition):
    front, text = markdown(client, live_edition)
    assert "behind_since" not in front and BEHIND not in text
    assert "behind-since" not in item(client, live_edition)["_review"]


def test_paper_that_is_current_points_at_the_notice_on_the_page(client, behind):
    page = client.get(behind.get_absolute_url() + f"?paper={behind.live.number}").content.decode()
    assert "Los avisos de abajo pueden ser más recientes que su copia" in page
