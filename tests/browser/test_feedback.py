"""A reader without JavaScript says no and reports a problem; an editor decides; the mail goes out."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from comments import reporters, tickets, usefulness
from comments.models import Case

pytestmark = pytest.mark.django_db(transaction=True)
SAID = "The second paragraph names the wrong dose."


@pytest.fixture(autouse=True)
def quick_readers(monkeypatch):
    """The machine fills in a form faster than people do."""
    monkeypatch.setattr(tickets, "QUICKEST", 0)


def send_report(page, live_server):
    """From the foot of the page to the thanks, as a reader goes."""
    page.goto(f"{live_server.url}/health/sleep-well/")
    page.get_by_role("button", name="No it was not useful").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    page.get_by_role("link", name="Report a problem with this page").click()
    page.get_by_label("What is wrong?").fill(SAID)
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose what kind of problem it is.")
    expect(page.get_by_label("What is wrong?")).to_have_value(SAID)
    page.get_by_label("Something is wrong or unsafe").check()
    page.get_by_label("Which words on the page?").fill("Sleep lets your body rest.")
    page.get_by_label("Your e-mail address").fill("rosa@example.org")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("heading", name="Thank you for your report")).to_be_visible()


def test_a_report_goes_from_a_phone_without_javascript_to_the_desk_and_back(
    browser, page, live_server, published, editor, sign_in, axe, violations
):
    phone = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    send_report(phone.new_page(), live_server)
    assert phone.cookies() == []
    phone.close()
    assert usefulness.fold() == 1
    assert str(usefulness.of_edition(published.live_id)) == "useful 0 of 1"
    mail.outbox.clear()

    sign_in(editor)
    page.goto(f"{live_server.url}/admin/")
    section = page.get_by_role("region", name="Problems that readers reported")
    expect(section.get_by_text("Could harm somebody")).to_be_visible()
    section.get_by_role("link", name="Sleep well").click()
    expect(page.locator("mark")).to_have_text("Sleep lets your body rest.")
    assert axe() == []
    page.get_by_label("No change was needed").check()
    page.get_by_label("Why, in plain words").fill("The label says the same.")
    page.get_by_role("button", name="Close the case").click()
    expect(page.get_by_text("The case is closed.")).to_be_visible()
    assert axe() == []
    page.goto(f"{live_server.url}/admin/comments/case/?state=all")
    expect(page.get_by_role("link", name="wrong dose")).to_be_visible()
    assert axe() == []
    reporters.tell_one(Case.objects.get().pk)  # where the queue has not done so yet
    (message,) = mail.outbox
    assert message.to == ["rosa@example.org"] and "The label says the same." in message.body
    assert violations == []


@pytest.mark.parametrize("width, scheme", [(360, "dark"), (1280, "light")])
def test_axe_and_the_policy_find_nothing_where_readers_speak(
    page, live_server, published, axe, violations, width, scheme
):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)

    def is_well():
        assert axe() == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.goto(f"{live_server.url}/health/sleep-well/report/?edition=1")
    is_well()
    page.get_by_label("What is wrong?").fill("I want to die. " + "too long " * 250)
    page.get_by_label("Your e-mail address").fill("no address")
    page.get_by_role("button", name="Send the report").click()
    expect(page.get_by_role("alert")).to_contain_text("Shorten this by")
    expect(page.get_by_role("heading", name="Get help now")).to_be_visible()
    is_well()
    page.goto(f"{live_server.url}/health/sleep-well/")
    page.get_by_role("button", name="No it was not useful").click()
    expect(page.get_by_label("What were you looking for?")).to_be_visible()
    is_well()
    page.get_by_label("What were you looking for?").fill("How many hours")
    page.get_by_role("button", name="Send this").click()
    expect(page.get_by_text("is kept with this page")).to_be_visible()
    path = reporters.deletion_path(Case(pk=1))
    assert page.goto(f"{live_server.url}{path}").status == 404
    # Chromium itself complains of answers that are errors: those were asked for.
    assert [said for said in violations if "status of 4" not in said] == []
