from importlib import import_module

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Article, HelpLine
from tests.browser.conftest import OPEN_ALL

pytestmark = pytest.mark.django_db(transaction=True)
FIRST = import_module("articles.migrations.0004_first_help_lines")
ADDRESSES = ["/health/overdose/", "/health/overdose/?region=GB", "/health/overdose/?region=AU"]


@pytest.fixture
def site(make_published):
    """A page that shows help, and the first lines anew: tests like these empty every table."""
    if not HelpLine.objects.exists():
        system = get_user_model().objects.system()
        for position, fields in enumerate(FIRST.first_lines()):
            name = FIRST.NAMES[fields["country"]]
            line = HelpLine(**fields, country_name=name, position=position, verified_by=system)
            line.verified_on = timezone.localdate()
            line.save()
    HelpLine.objects.update(verified_on=timezone.localdate())
    article = make_published("Overdose of sleep", slug="overdose")
    Article.objects.filter(pk=article.pk).update(is_sensitive=True)


def test_axe_and_the_policy_find_nothing_on_pages_with_help(site, look_at, violations):
    assert look_at([*ADDRESSES, "/help/"], before=lambda page: page.evaluate(OPEN_ALL)) == []
    assert violations == []


def test_a_reader_without_javascript_finds_the_numbers_of_their_country(browser, live_server, site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{live_server.url}/health/overdose/")
    panel = page.get_by_role("complementary", name="Get help now")
    first = panel.get_by_role("link").first
    assert first.get_attribute("href") == "tel:911" and first.bounding_box()["y"] < 740
    panel.get_by_label("Your country").select_option("GB")
    panel.get_by_role("button", name="Show its help lines").click()
    page.wait_for_url(lambda url: url.endswith("/health/overdose/?region=GB#help-panel"))
    assert panel.get_by_role("link").first.get_attribute("href") == "tel:999"
    expect(panel.get_by_role("link", name="Call 116 123 (1 1 6, 1 2 3)")).to_be_visible()
    panel.get_by_text("Other countries").click()
    expect(panel.get_by_role("heading", name="New Zealand")).to_be_visible()
    assert context.cookies() == []
    context.close()


def test_printed_the_numbers_stay_and_the_controls_go(page, live_server, site):
    page.goto(f"{live_server.url}/health/overdose/")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Call 988")).to_be_visible()
    expect(page.get_by_label("Your country")).not_to_be_visible()
