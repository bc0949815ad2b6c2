"""Accounts as people meet them: codes, an app, a passkey, and the menu in the header."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from playwright.sync_api import expect

from tests.accounts.codes import app_code, code_in, give_app
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nobody_has_tried_anything():
    """The limits live in a table that emptying the others leaves alone."""
    cache.clear()


@pytest.fixture
def see(page, live_server):
    return lambda address: page.goto(live_server.url + address)


@pytest.fixture
def telephone(page):
    """A telephone that can hold passkeys, and whose owner always agrees."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def button(page, name):
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


def confirm(page):
    page.get_by_label("Password").fill(PASSWORD)
    button(page, "Go on").click()


def sign_out(page, see):
    see("/accounts/")
    button(page, "Sign out").click()
    page.wait_for_url(lambda url: "/accounts/" not in url)


def test_somebody_signs_up_with_a_code(page, see, category, mailoutbox, violations):
    see("/")
    page.get_by_role("link", name="Account", exact=True).click()
    page.get_by_role("link", name="Sign up").click()
    button(page, "Sign up").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    page.get_by_label("Name").fill("Night Owl")
    page.get_by_label("E-mail address").fill("owl@example.org")
    page.get_by_label("Password").fill("seven green lamps swim")
    button(page, "Sign up").click()
    page.get_by_label("Code").fill(code_in(mailoutbox[0]).lower())
    button(page, "Go on").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    expect(page.get_by_role("definition").nth(1)).to_contain_text("owl@example.org")
    assert get_user_model().objects.get(email="owl@example.org").display_name == "Night Owl"
    assert violations == []


def test_an_app_is_set_up_and_then_asked_for(page, see, sign_in, editor, violations):
    sign_in(editor)
    see("/accounts/2fa/")
    page.get_by_role("link", name="Set up an app").click()
    confirm(page)
    picture = page.locator(".app-picture")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 100)")
    secret = page.locator(".app-key").inner_text()
    page.get_by_label("Code").fill(app_code(secret))
    button(page, "Finish").click()
    expect(page.locator(".codes-list li")).to_have_count(10)
    recovery = page.locator(".codes-list li").first.inner_text()
    sign_out(page, see)
    sign_in(editor)
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_label("Code").fill(recovery)
    button(page, "Sign in").click()
    page.wait_for_url("**/admin/")
    assert violations == []


def test_a_passkey_is_made_and_opens_the_account_alone_and_after_the_password(
    page, see, sign_in, editor, telephone, violations
):
    sign_in(editor)
    see("/accounts/2fa/webauthn/add/")
    confirm(page)
    page.get_by_label("Name of this passkey").fill("Telephone")
    button(page, "Make the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    see("/accounts/2fa/webauthn/")
    expect(page.get_by_text("Telephone").first).to_be_visible()
    expect(page.get_by_text("Signs in alone")).to_be_visible()

    sign_out(page, see)
    see("/accounts/login/")
    button(page, "Sign in with a passkey").click()
    page.wait_for_url("**/admin/")

    sign_out(page, see)
    sign_in(editor)
    button(page, "Use a passkey").click()
    page.wait_for_url("**/admin/")

    see("/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove Telephone").click()
    page.get_by_role("link", name="Use a passkey").click()
    button(page, "Use a passkey").click()
    button(page, "Remove the passkey").click()
    expect(page.get_by_text("You have no passkey.")).to_be_visible()
    assert editor.authenticator_set.count() == 0
    assert violations == []


def test_a_device_that_refuses_is_told_in_words(page, see, category):
    see("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('no')); }")
    button(page, "Sign in with a passkey").click()
    expect(page.get_by_text("That did not work. Try again")).to_be_visible()


def test_the_header_becomes_a_menu_and_nothing_moves(
    page, see, sign_in, editor, published, violations
):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    see("/health/sleep-well/")
    place = page.locator("[data-account] > :first-child")
    before = place.bounding_box()
    assert not [url for url in asked if "/accounts/" in url]
    sign_in(editor)
    see("/health/sleep-well/")
    opener = page.get_by_role("button", name="Account", exact=True)
    expect(opener).to_be_visible()
    assert place.bounding_box() == before
    opener.click()
    menu = page.locator("#account-menu")
    expect(menu).to_contain_text("Edda Editor")
    expect(menu.get_by_role("link")).to_have_text(["Your account", "Writing desk"])
    box, width = menu.bounding_box(), page.viewport_size["width"]
    assert 0 <= box["x"] and box["x"] + box["width"] <= width
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    opener.click()
    menu.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: url.endswith("/"))
    expect(page.get_by_role("link", name="Account", exact=True)).to_be_visible()
    assert violations == []


def test_the_pages_before_sign_in_are_for_everybody(page, look_at, category, see, mailoutbox):
    assert look_at(["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"]) == []
    see("/accounts/password/reset/")
    page.get_by_label("E-mail address").fill("somebody@example.org")
    button(page, "Send the code").click()
    page.wait_for_url("**/confirm/")
    assert look_at(["/accounts/password/reset/confirm/", "/accounts/inactive/"]) == []


def test_the_pages_of_ones_own_account_are_for_everybody(
    page, look_at, see, sign_in, editor, category, settings
):
    settings.STAFF_SECOND_FACTOR = True
    sign_in(editor)
    see("/accounts/2fa/totp/activate/")
    confirm(page)
    page.wait_for_url("**/activate/")
    give_app_pages = ["/accounts/", "/accounts/2fa/", "/accounts/2fa/totp/activate/"]
    assert look_at([*give_app_pages, "/accounts/2fa/webauthn/add/", "/admin/"]) == []
    give_app(editor)
    rest = ["email/", "password/change/", "sessions/", "logout/", "reauthenticate/"]
    more = ["2fa/webauthn/", "2fa/totp/deactivate/", "2fa/recovery-codes/generate/"]
    assert look_at([f"/accounts/{each}" for each in [*rest, *more]]) == []


def test_a_form_with_mistakes_is_for_everybody(page, look_at, category):
    def send(page):
        button(page, "Sign up").click()
        page.get_by_role("alert").wait_for()

    assert look_at(["/accounts/signup/"], before=send) == []
