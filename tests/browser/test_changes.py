import pytest
from playwright.sync_api import expect

from articles import manuscript, workflow
from tests.conftest import publish_with_warnings

pytestmark = pytest.mark.django_db(transaction=True)
HISTORY = "/health/sleep-well/history/"
PAGES = [HISTORY, "/health/sleep-well/", "/corrections/", "/health/magnets/"]


@pytest.fixture
def site(make_published, author, reviewer, editor):
    article = make_published()
    for title, change in (("Sleep wel", "minor"), ("Sleep very well", "correction")):
        workflow.revise(article, by=author)
        manuscript.edit(article, by=author, title=title)
        workflow.submit(article, by=author, change=change, change_note="The title was vague.")
        workflow.approve(article, by=reviewer)
        publish_with_warnings(article, by=editor)
    workflow.express_concern(article, by=editor, reason="A source is in doubt.")
    workflow.retract(make_published("Magnets"), by=editor, reason="The study was made up.")


def test_axe_and_the_policy_find_nothing_on_what_changed(site, look_at, violations):
    assert look_at(PAGES) == []
    assert [v for v in violations if "410" not in v] == []


def test_a_reader_follows_a_correction_without_javascript(browser, live_server, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/corrections/")
    page.get_by_role("link", name="Corrections", exact=True).first.click()
    page.get_by_role("link", name="Sleep very well").first.click()
    page.get_by_role("link", name="See what changed").click()
    page.wait_for_url(lambda url: url.endswith(HISTORY))
    expect(page.locator("ins", has_text="very")).to_be_visible()
    folded = page.locator("details del")
    expect(folded.first).not_to_be_visible()
    page.get_by_text("Show the small repair of").click()
    expect(folded.first).to_be_visible()
    context.close()
