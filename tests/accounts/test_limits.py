"""Guessing a password: ten tries an account in a quarter of an hour, and the owner gets in."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from accounts import limits
from tests.accounts.codes import code_in, give_app
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def checks(monkeypatch):
    """Every check of a stored password."""
    done = []
    User = get_user_model()
    before = User.check_password
    monkeypatch.setattr(User, "check_password", lambda *args: done.append(1) or before(*args))
    return done


def guess(client, address, password="a wrong password", number=1):
    facts = {"login": address, "password": password}
    return client.post("/accounts/login/", facts, REMOTE_ADDR=f"203.0.113.{number}")


def test_strangers_have_five_tries_wherever_they_come_from(reader, checks):
    answers = [guess(Client(), reader.email, number=n) for n in range(1, 31)]
    assert [a.status_code for a in answers] == [200] * 5 + [429] * 25
    assert len(checks) == 5
    assert answers[-1]["Retry-After"] == "900" and "no-store" in answers[-1]["Cache-Control"]
    page = answers[-1].content.decode()
    assert "Too many attempts" in page and reader.email not in page


def test_an_unknown_address_is_limited_alike():
    answers = [guess(Client(), "nobody@example.org", number=n).status_code for n in range(1, 8)]
    assert answers == [200] * 5 + [429] * 2


def test_the_owner_gets_in_where_they_signed_in_before(reader):
    own = Client()
    assert guess(own, reader.email, PASSWORD).status_code == 302
    own.post("/accounts/logout/")
    for number in range(2, 9):
        guess(Client(), reader.email, number=number)
    assert guess(Client(), reader.email, PASSWORD, 9).status_code == 429
    assert guess(own, reader.email, PASSWORD).status_code == 302


def test_a_known_browser_has_no_more_than_five_either(reader, checks):
    own = Client()
    guess(own, reader.email, PASSWORD)
    own.post("/accounts/logout/")
    del checks[:]
    answers = [guess(own, reader.email).status_code for _ in range(8)]
    answers += [guess(Client(), reader.email, number=n).status_code for n in range(2, 10)]
    assert answers.count(200) == 10 and len(checks) == 10


def test_the_mark_of_a_browser_is_for_one_account_and_cannot_be_made(reader, author):
    own = Client()
    guess(own, reader.email, PASSWORD)
    cookie = own.cookies[limits.COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/accounts/"
    assert reader.email not in cookie.value
    request = type("Request", (), {"COOKIES": {limits.COOKIE: cookie.value}})()
    assert limits.is_known(request, reader.email.upper())
    assert not limits.is_known(request, author.email)
    request.COOKIES = {limits.COOKIE: cookie.value[:-1] + "x"}
    assert not limits.is_known(request, reader.email)


def test_a_code_lets_the_owner_in_and_gives_strangers_no_new_tries(reader, mailoutbox):
    for number in range(1, 8):
        guess(Client(), reader.email, number=number)
    own = Client()
    own.post("/accounts/password/reset/", {"email": reader.email})
    own.post("/accounts/password/reset/confirm/", {"code": code_in(mailoutbox[0])})
    own.post("/accounts/password/reset/complete/", {"password1": "seven green lamps swim"})
    assert own.get("/accounts/").status_code == 200
    assert guess(Client(), reader.email, number=9).status_code == 429


def test_asking_again_and_changing_count_with_the_other_tries(client, reader, checks):
    client.force_login(reader)
    for _ in range(3):
        client.post("/accounts/reauthenticate/", {"password": "wrong wrong wrong"})
    new = {"oldpassword": "wrong wrong wrong", "password1": "seven green lamps swim"}
    answers = [client.post("/accounts/password/change/", new).status_code for _ in range(4)]
    assert answers == [200, 200, 429, 429] and len(checks) == 5


def test_a_second_factor_is_guessed_five_times(client, reader):
    give_app(reader)
    guess(client, reader.email, PASSWORD)
    answers = [
        client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code for _ in range(7)
    ]
    assert answers == [200] * 5 + [429] * 2


def test_neighbours_in_one_ipv6_network_share_their_tries():
    answers = [
        Client()
        .post(
            "/accounts/login/",
            {"login": f"nobody{n}@example.org", "password": "wrong wrong"},
            REMOTE_ADDR=f"2001:db8:1:1::{n:x}",
        )
        .status_code
        for n in range(1, 23)
    ]
    assert answers == [200] * 20 + [429] * 2


def test_a_client_cannot_name_its_own_address(settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        Client()
        .post(
            "/accounts/login/",
            {"login": f"nobody{n}@example.org", "password": "wrong wrong"},
            headers={"x-forwarded-for": f"198.51.100.{n}, 203.0.113.7"},
        )
        .status_code
        for n in range(1, 23)
    ]
    assert answers.count(429) == 2


def test_mail_is_sent_three_times_in_ten_minutes_to_one_address(reader, mailoutbox):
    answers = [
        Client()
        .post("/accounts/password/reset/", {"email": reader.email}, REMOTE_ADDR=f"203.0.113.{n}")
        .status_code
        for n in range(1, 6)
    ]
    assert answers == [302] * 3 + [429] * 2 and len(mailoutbox) == 3
