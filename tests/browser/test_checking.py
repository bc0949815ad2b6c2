"""“What is missing” beside the form, and the page of all checks, in a real browser."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)
BODY = "<h2>Rest</h2><p>Beds are soft. I slept well.</p>"


@pytest.fixture
def writing(page, live_server, sign_in, author, make_draft):
    draft = make_draft(body=BODY)
    sign_in(author)
    page.goto(f"{live_server.url}/admin/articles/article/{draft.pk}/change/")
    return draft


def box(page):
    return page.locator(".checks-box")


def test_what_is_typed_is_checked_and_a_finding_leads_to_its_sentence(page, writing, violations):
    found = box(page).get_by_role("link", name="Not told in the first person")
    found.wait_for()
    expect(box(page).get_by_role("status")).to_contain_text("must be put right")
    found.click()
    assert page.evaluate("getSelection().toString()") == "I slept well."
    page.keyboard.type("You sleep well.")
    found.wait_for(state="detached")
    page.locator("#id_summary").fill("Short")
    box(page).get_by_text("it has 5 characters").wait_for()
    box(page).get_by_role("link", name="The summary is whole").first.click()
    assert page.evaluate("document.activeElement.id") == "id_summary"
    writing.refresh_from_db()
    assert writing.version == 1 and writing.body == BODY
    assert violations == []


def test_a_finding_in_a_folded_part_opens_it(page, writing):
    page.locator("#id_funding").evaluate(
        "field => field.closest('details')?.removeAttribute('open')"
    )
    page.locator("#id_funding").evaluate(
        "field => { field.value = ''; field.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    box(page).get_by_role("link", name="Interests and funding are disclosed").click()
    assert page.evaluate("document.activeElement.id") == "id_funding"
    expect(page.locator("#id_funding")).to_be_visible()


def test_a_failure_is_told_and_typing_goes_on(page, writing, violations):
    box(page).get_by_role("link", name="Not told in the first person").wait_for()
    page.route("**/checks/", lambda route: route.abort())
    page.locator("#id_title").fill("Sleep better")
    box(page).get_by_text("It is checked again when you write on").wait_for()
    page.unroute("**/checks/")
    page.locator("#id_title").fill("Sleep well again")
    box(page).get_by_text("must be put right").wait_for()


def test_without_scripts_the_box_leads_to_the_page_of_checks(browser, live_server, page, writing):
    context = browser.new_context(
        java_script_enabled=False, storage_state=page.context.storage_state()
    )
    plain = context.new_page()
    plain.goto(page.url)
    plain.get_by_role("link", name="All checks, in the saved text").click()
    plain.get_by_role("link", name=re.compile("Go to the sentence.*first person")).click()
    plain.wait_for_url(lambda url: url.endswith("#s2-2"))
    expect(plain.locator("#s2-2")).to_contain_text("I slept well.")
    context.close()


def test_both_are_for_everybody(page, writing, look_at):
    form = page.url
    box_is_filled = box(page).get_by_role("link", name="Not told in the first person").wait_for
    assert look_at([form], before=lambda page: box_is_filled()) == []
    assert look_at([form.replace("/change/", "/checks/")]) == []
