"""A reader signs up in order to say something, a moderator lets it through, others read it."""

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from comments import tickets
from tests.accounts.codes import code_in
from tests.browser.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
THREAD = "/health/sleep-well/comments/"
WORDS = "A cool room and a dull book did more for me than anything else."


@pytest.mark.slow
def test_a_first_comment_goes_from_sign_up_to_approval(
    browser, live_server, published, category, moderator, mailoutbox, monkeypatch
):
    monkeypatch.setattr(tickets, "QUICKEST", 0)  # the machine types faster than people do
    cache.clear()
    category.comments_allowed = True
    category.save()
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = phone.new_page()
    page.goto(live_server.url + THREAD)
    page.get_by_role("link", name="Write a comment").click()
    page.get_by_role("link", name="Sign up").click()
    page.get_by_label("Name").fill("Night Owl")
    page.get_by_label("E-mail address").fill("owl@example.org")
    page.get_by_label("Password").fill("seven green lamps swim")
    page.get_by_role("main").get_by_role("button", name="Sign up", exact=True).click()
    page.get_by_label("Code").fill(code_in(mailoutbox[-1]))
    page.get_by_role("main").get_by_role("button", name="Go on", exact=True).click()
    page.get_by_label("Your comment").fill(WORDS)
    page.get_by_role("button", name="Send the comment").click()
    expect(page.get_by_role("status")).to_contain_text("waits for a moderator")
    page.goto(live_server.url + THREAD)
    expect(page.get_by_text(WORDS)).to_have_count(0)

    desk = browser.new_context()
    theirs = desk.new_page()
    theirs.goto(f"{live_server.url}/accounts/login/?next=/admin/moderation/next/")
    theirs.get_by_label("mail").fill(moderator.email)
    theirs.get_by_label("Password").fill(PASSWORD)
    theirs.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    expect(theirs.locator(".case-said").first).to_contain_text(WORDS)
    theirs.wait_for_load_state("networkidle")  # until then nobody listens to keys
    theirs.keyboard.press("a")
    expect(theirs.locator("#announced")).to_contain_text("Approved")

    page.reload()
    expect(page.get_by_text(WORDS)).to_be_visible()
    expect(page.get_by_text("Night Owl", exact=True).first).to_be_visible()
    phone.close()
    desk.close()
