import pytest
from playwright.sync_api import expect

from articles import workflow
from tests.conftest import SOURCES

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ["/", "/health/", "/health/sleep-well/", "/search/?q=sleep", "/tags/rest/", "/nowhere/"]


@pytest.fixture
def site(make_published, make_draft, publisher):
    make_published(
        body='<h2>Why</h2><p>Sleep <span data-source="1">helps</span>.</p><table><tbody><tr>'
        "<th>Age</th><th>Hours</th></tr><tr><td>Adult</td><td>7</td></tr></tbody></table>"
        "<h2>How</h2><ul><li>Dark room</li></ul>",
        references=SOURCES,
        tags=["rest"],
    )
    unreviewed = make_draft("Outbreak news", tags=["rest"])
    workflow.publish_unreviewed(unreviewed, by=publisher, reason="An outbreak.")


def test_axe_and_the_policy_find_nothing_on_readers_pages(site, look_at, violations):
    assert look_at([*PAGES, "/health/outbreak-news/", "/accounts/login/"]) == []
    assert [v for v in violations if "404" not in v] == []


def test_a_reader_reads_at_360_px_without_javascript(browser, live_server, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(live_server.url)
    page.get_by_role("link", name="Sleep well").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sleep well")
    page.get_by_role("link", name="Source 1", exact=True).click()
    page.wait_for_url("**/#source-1")
    expect(page.locator("#source-1")).to_be_visible()
    expect(page.get_by_text("Medically reviewed by")).to_be_visible()
    page.goto(f"{live_server.url}/search/")
    page.get_by_role("main").get_by_role("searchbox").fill("sleep")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.locator("mark").first).to_be_visible()
    context.close()


def test_a_page_is_usable_by_keyboard_from_its_first_stop(page, live_server, site):
    page.goto(f"{live_server.url}/health/sleep-well/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
