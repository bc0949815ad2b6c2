"""The ways to an article, in a browser: as a phone and a desk show them, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from articles import manuscript, popularity
from articles.models import Category, DailyReads

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = [
    "/a-z/", "/a-z/s/", "/categories/", "/health/", "/most-read/", "/recently-reviewed/", "/tags/",
    "/tags/rest/", "/authors/", "/reviewers/", "/reviewers/ria-reviewer/", "/health/sleep-well/",
]  # fmt: skip


@pytest.fixture
def site(make_published, category, editor):
    category.introduction = "What belongs here.\n\nWhere to begin."
    category.save()
    Category.objects.create(name="Naps", slug="naps", parent=category, introduction="Short ones.")
    article = make_published(tags=["rest"], also_known_as=["Slumber", "睡眠"])
    code = {"system": "mesh", "value": "D012890", "label": "Sleep"}
    manuscript.edit(article, by=editor, codes=[code])
    DailyReads.objects.create(article=article, day=article.published_at.date(), reads=3)
    popularity.add_up()


@pytest.mark.parametrize("width, scheme", [(360, "dark"), (1280, "light")])
def test_axe_and_the_policy_find_nothing_on_the_ways_to_an_article(
    page, live_server, site, axe, violations, width, scheme
):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for address in PAGES:
        page.goto(live_server.url + address)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert axe() == [], address
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} px wide"
    assert violations == []


def test_a_reader_without_javascript_goes_from_another_name_to_the_article_and_its_reviewer(
    browser, live_server, site
):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    page.get_by_role("contentinfo").get_by_role("link", name="A–Z").click()
    letters = page.get_by_role("navigation", name="Letters")
    expect(letters.get_by_role("link")).to_have_count(2)
    letters.get_by_role("link", name="S", exact=True).click()
    expect(page.get_by_text("Slumber – see")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Sleep well").last.click()
    page.get_by_text("Codes for professionals").click()
    expect(page.get_by_text("D012890")).to_be_visible()
    page.locator("#review").get_by_role("link", name="Ria Reviewer").click()
    expect(page.get_by_role("heading", level=1, name="Ria Reviewer")).to_be_visible()
    assert context.cookies() == []
    context.close()
