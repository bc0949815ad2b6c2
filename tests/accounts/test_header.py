"""Readers' pages are the same for everybody; who is signed in comes apart, and is kept by nobody."""

import pytest
from django.test import Client

from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(editor):
    client = Client()
    client.post("/accounts/login/", {"login": editor.email, "password": PASSWORD})
    client.get("/accounts/")
    return client


@pytest.mark.parametrize("address", ["/", "/health/", "/health/sleep-well/", "/search/", "/a-z/"])
def test_a_page_is_byte_for_byte_the_same_for_somebody_signed_in(
    client, signed_in, published, address
):
    anonymous, known = client.get(address), signed_in.get(address)
    assert anonymous.content == known.content and anonymous.status_code == known.status_code
    assert anonymous.headers.get("Vary") == known.headers.get("Vary")
    assert not known.cookies and "private" not in known["Cache-Control"]
    assert "/accounts/menu/" in anonymous.content.decode()


def test_the_menu_says_who_is_signed_in_and_is_kept_by_no_cache(signed_in, editor):
    answer = signed_in.get("/accounts/menu/")
    assert answer["Cache-Control"] == "private, no-store"
    facts = answer.json()
    assert facts["name"] == editor.display_name and editor.email not in answer.content.decode()
    assert [link["address"] for link in facts["links"]] == ["/accounts/", "/admin/"]
    assert signed_in.post("/accounts/menu/").status_code == 405


def test_readers_have_no_writing_desk_and_strangers_nothing(client, reader):
    assert client.get("/accounts/menu/").json() == {}
    client.force_login(reader)
    assert [link["address"] for link in client.get("/accounts/menu/").json()["links"]] == [
        "/accounts/"
    ]


def test_the_menu_speaks_the_language_of_the_page(client, reader):
    client.force_login(reader)
    assert client.get("/es/accounts/menu/").json()["links"][0]["address"] == "/es/accounts/"


def test_signing_out_by_the_menu_needs_its_token(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    leave = client.get("/accounts/menu/").json()["leave"]
    assert client.post(leave["address"]).status_code == 403
    client.post(leave["address"], {"csrfmiddlewaretoken": leave["token"]})
    assert client.get("/accounts/menu/").json() == {}


def test_a_cookie_without_content_comes_and_goes_with_the_session(client, reader):
    answer = client.post("/accounts/login/", {"login": reader.email, "password": PASSWORD})
    cookie = answer.cookies["signed_in"]
    assert cookie.value == "1" and not cookie["httponly"] and cookie["samesite"] == "Lax"
    assert "signed_in" not in client.get("/accounts/").cookies, "once is enough"
    assert client.post("/accounts/logout/").cookies["signed_in"].value == ""


@pytest.mark.parametrize("address", ["/admin/logout/", "/accounts/logout/"])
def test_each_way_out_takes_the_cookie(client, editor, address):
    client.force_login(editor)
    assert client.get("/admin/").cookies["signed_in"].value == "1"
    assert client.post(address).cookies["signed_in"].value == ""


def test_a_session_that_ended_takes_the_cookie_when_the_menu_is_asked_for(client):
    client.cookies["signed_in"] = "1"
    assert client.get("/accounts/menu/").cookies["signed_in"].value == ""
    assert not client.get("/").cookies
