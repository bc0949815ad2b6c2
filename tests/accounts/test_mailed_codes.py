"""A code that was sent by mail ends with the password or the account that it was for."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts import deleting
from tests.accounts.codes import code_in
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
CONFIRM = "account_confirm_password_reset_code"
COMPLETE = "account_complete_password_reset"


def ask(person, mailoutbox):
    browser = Client()
    browser.post("/accounts/password/reset/", {"email": person.email})
    return browser, code_in(mailoutbox[-1])


def test_an_older_code_ends_when_the_password_was_changed_with_a_newer(reader, mailoutbox):
    (older, first), (newer, second) = ask(reader, mailoutbox), ask(reader, mailoutbox)
    newer.post(reverse(CONFIRM), {"code": second})
    assert newer.post(reverse(COMPLETE), {"password1": "some odd phrase 42"}).status_code == 302
    answer = older.post(reverse(CONFIRM), {"code": first})
    assert answer["Location"] == "/accounts/login/"
    answer = older.post(reverse(COMPLETE), {"password1": "another odd phrase 43"})
    assert answer["Location"] == "/accounts/password/reset/"
    reader.refresh_from_db()
    assert reader.check_password("some odd phrase 42")


def test_a_code_that_was_entered_ends_too(reader, mailoutbox):
    browser, code = ask(reader, mailoutbox)
    browser.post(reverse(CONFIRM), {"code": code})
    reader.set_password("some odd phrase 42")
    reader.save()
    answer = browser.post(reverse(COMPLETE), {"password1": "another odd phrase 43"})
    assert answer["Location"] == "/accounts/password/reset/"


@pytest.mark.parametrize("entered", [True, False])
def test_a_code_ends_with_the_account(reader, mailoutbox, entered):
    browser, code = ask(reader, mailoutbox)
    if entered:
        browser.post(reverse(CONFIRM), {"code": code})
    deleting.delete_account(reader, by=reader, comments="keep")
    answer = browser.post(reverse(CONFIRM), {"code": code})
    assert answer["Location"] == "/accounts/login/"
    answer = browser.post(reverse(COMPLETE), {"password1": "another odd phrase 43"})
    assert answer["Location"] == "/accounts/password/reset/"


def test_a_code_for_a_new_address_ends_with_the_account(reader, mailoutbox):
    browser = Client()
    browser.post("/accounts/login/", {"login": reader.email, "password": PASSWORD})
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    browser.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    code = code_in(mailoutbox[-1])
    deleting.delete_account(reader, by=reader, comments="keep")
    answer = browser.post("/accounts/confirm-email/", {"code": code})
    assert answer["Location"] == "/accounts/login/"
