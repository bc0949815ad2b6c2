"""Passkeys are offered where browsers accept them: at a name, never at a number."""

import pytest

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
PAGES = ("login/", "2fa/", "2fa/webauthn/", "2fa/webauthn/add/")
WORDS = "Passkeys need a name in the address of the site"


@pytest.fixture
def open_at(client, settings, make_person):
    settings.ALLOWED_HOSTS = ["*"]
    person = make_person("author")

    def opened(path, host):
        if not path.startswith("login"):
            client.force_login(person)
            facts = {"password": PASSWORD}
            client.post("/accounts/reauthenticate/", facts, headers={"host": host})
        response = client.get(f"/accounts/{path}", headers={"host": host})
        assert response.status_code == 200, response.get("Location")
        return response.content.decode()

    return opened


@pytest.mark.parametrize(
    "host, elsewhere",
    [
        ("127.0.0.1:8000", "http://localhost:8000"),
        ("127.0.0.1", "http://localhost"),
        ("[::1]:8123", "http://localhost:8123"),
        ("192.168.1.7:8000", ""),
        ("[2001:db8::1]", ""),
    ],
)
@pytest.mark.parametrize("path", PAGES)
def test_at_a_number_the_page_says_what_they_need_and_where(open_at, path, host, elsewhere):
    page = open_at(path, host)
    assert page.count(WORDS) == 1 and "data-passkey" not in page
    assert 'href="/accounts/2fa/webauthn/add/"' not in page
    link = f'<a href="{elsewhere}/accounts/{path}">Open this page at {elsewhere[7:]}</a>'
    assert (link in page) == bool(elsewhere) and ("Open this page" in page) == bool(elsewhere)


@pytest.mark.parametrize("host", ["localhost:8000", "localhost", "health.example", "1.example"])
@pytest.mark.parametrize("path", PAGES)
def test_at_a_name_they_are_offered(open_at, path, host):
    page = open_at(path, host)
    assert WORDS not in page
    assert "data-passkey" in page or 'href="/accounts/2fa/webauthn/add/"' in page


def test_where_localhost_is_not_answered_nothing_leads_there(open_at, settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    page = open_at("login/", "127.0.0.1:8000")
    assert WORDS in page and "localhost" not in page.split("<main")[1]


def test_what_was_asked_for_goes_along(open_at):
    page = open_at("login/?next=/my-comments/%3Fa%3D1%26b%3D2", "127.0.0.1:8000")
    assert 'href="http://localhost:8000/accounts/login/?next=/my-comments/%3Fa%3D1%26b%3D2"' in page
