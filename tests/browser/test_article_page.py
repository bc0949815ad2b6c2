"""The article page as readers use it: words explained, contents that follow, sharing, editions."""

import pytest
from playwright.sync_api import expect

from articles import glossary, manuscript, workflow
from articles.models import GlossaryTerm
from tests.conftest import SOURCES, publish_with_warnings

pytestmark = pytest.mark.django_db(transaction=True)
ARTICLE, OLD = "/health/sleep-well/", "/health/sleep-well/editions/1/"
PAGES = [ARTICLE, OLD, "/health/sleep-well/editions/", "/glossary/"]
FILLER = "<p>Rest helps most people, and it costs nothing at all.</p>" * 30
BODY = (
    '<h2>Why</h2><p>Some take melatonin. It <span data-source="1">may help</span>.</p>'
    f"{FILLER}<h2>How</h2>{FILLER}<h2>When</h2><p>At night.</p>{FILLER}<h3>Late</h3><p>Or so.</p>"
)


@pytest.fixture
def site(make_published, author, reviewer, editor):
    word = GlossaryTerm(term="melatonin", explanation="A hormone of the night.", source="Us")
    glossary.save(word, by=editor)
    facts = ["Rest helps.", "Ask your doctor."]
    article = make_published(body=BODY, key_facts=facts, references=SOURCES)
    workflow.revise(article, by=author)
    manuscript.edit(article, by=author, summary="How to sleep better, for all who cannot sleep.")
    workflow.submit(article, by=author, change="update", change_note="Plainer words.")
    workflow.approve(article, by=reviewer)
    publish_with_warnings(article, by=editor)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_and_the_policy_find_nothing(page, live_server, site, axe, violations, scheme, width):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for address in PAGES:
        page.goto(live_server.url + address)
        assert axe() == [], address
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} px wide"
    page.goto(live_server.url + ARTICLE)
    page.get_by_role("button", name="Meaning of melatonin").click()
    expect(page.locator("#explain-1")).to_be_visible()
    assert axe() == []
    assert violations == []


@pytest.fixture
def without_scripts(browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    yield context.new_page()
    context.close()


def test_a_reader_without_javascript_has_it_all(without_scripts, live_server, site):
    page = without_scripts
    page.goto(live_server.url + ARTICLE)
    expect(page.get_by_role("heading", name="Key facts")).to_be_visible()
    page.get_by_role("button", name="Meaning of melatonin").click()
    expect(page.locator("#explain-1")).to_be_visible()
    page.locator("#explain-1").get_by_role("button", name="Close").click()
    expect(page.locator("#explain-1")).to_be_hidden()
    page.get_by_role("link", name="Source 1", exact=True).click()
    page.wait_for_url("**/#source-1")
    page.get_by_role("link", name="Source 1, cited at place a").click()
    page.wait_for_url("**/#cite-1-1")
    expect(page.locator("#cite-1-1")).to_be_in_viewport()
    mail = page.get_by_role("link", name="Send by e-mail").get_attribute("href")
    assert mail.startswith("mailto:?subject=Sleep%20well&body=http")
    expect(page.get_by_role("button", name="Copy the address")).to_be_hidden()
    page.get_by_role("link", name="All editions").click()
    page.get_by_role("link", name="Read version 1").click()
    expect(page.get_by_text("This is an old edition")).to_be_visible()
    page.get_by_role("link", name="Read the present edition").click()
    page.wait_for_url("**" + ARTICLE)


def test_a_browser_without_popovers_leads_to_the_list_of_words(without_scripts, live_server, site):
    """Its rules for popovers are taken out, as an old browser passes them over."""
    page = without_scripts

    def as_an_old_browser_reads_it(route):
        response = route.fetch()
        css = response.text().replace("@supports selector(:popover-open)", "@supports (x: y)")
        route.fulfill(response=response, body=css)

    page.route("**/site.css", as_an_old_browser_reads_it)
    page.goto(live_server.url + ARTICLE)
    expect(page.locator("button.explain")).to_be_hidden()
    page.get_by_role("link", name="Meaning of melatonin").click()
    page.wait_for_url("**/#word-1")
    expect(page.locator("#word-1")).to_be_in_viewport()
    page.locator("#word-1").get_by_role("link", name="Back to the text").click()
    page.wait_for_url("**/#term-1")
    expect(page.locator("#term-1")).to_be_in_viewport()


@pytest.mark.parametrize("knows_css", [True, False])
def test_the_contents_follow_the_reading(page, live_server, site, violations, knows_css):
    page.set_viewport_size({"width": 1280, "height": 800})
    if not knows_css:
        page.add_init_script("CSS.supports = () => false")
    page.goto(live_server.url + ARTICLE)
    contents = page.locator(".contents-wide")
    for name in ("When", "Why"):
        page.get_by_role("heading", name=name, exact=True).evaluate("h => h.scrollIntoView()")
        link = contents.get_by_role("link", name=name)
        expect(link).to_be_in_viewport()
        expect(link).to_have_css("font-weight", "600")
        if not knows_css:
            expect(link).to_have_attribute("aria-current", "true")
    assert violations == []


def test_the_address_is_copied_and_said_to_be(page, live_server, site, context, violations):
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(live_server.url + ARTICLE)
    page.get_by_role("button", name="Copy the address").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    shown = page.locator("[data-address]").inner_text()
    assert page.evaluate("navigator.clipboard.readText()") == shown
    assert violations == []
