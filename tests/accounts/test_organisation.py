"""Sign-in through an organisation, against a provider of our own over real HTTP."""

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.test import Client

from tests.accounts.codes import give_app
from tests.accounts.provider import OTHER_KEY, running_provider

pytestmark = pytest.mark.django_db
User = get_user_model()
SIGN_IN = "/accounts/oidc/organisation/login/"


@pytest.fixture
def provider(settings):
    with running_provider() as provider:
        settings.OIDC_ISSUER = provider.address
        settings.OIDC_NAME = "North Hospital"
        settings.OIDC_ROLES = [("clinicians", "reviewer"), ("web", "editor"), ("board", "editor")]
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "organisation",
                        "name": "North Hospital",
                        "client_id": "healthhub",
                        "secret": "a secret",
                        "settings": {"server_url": provider.address},
                    }
                ],
            }
        }
        provider.person = {
            "sub": "42",
            "email": "ria@north.example",
            "email_verified": True,
            "name": "Ria North",
            "groups": ["clinicians"],
        }
        yield provider


@pytest.fixture
def come(client):
    """Through the provider and back, as a browser goes."""

    def come(address=SIGN_IN):
        there = client.get(address)
        if there.status_code != 302:
            return there
        back = requests.get(there["Location"], allow_redirects=False, timeout=5).headers["Location"]
        return client.get(back.removeprefix("http://testserver"))

    return come


def signed_in_as(client):
    key = client.session.get("_auth_user_id")
    return User.objects.get(pk=key) if key else None


def test_without_settings_the_door_is_not_there(client):
    for address in (SIGN_IN, f"{SIGN_IN}callback/"):
        assert client.get(address).status_code == 404
    assert "oidc" not in client.get("/accounts/login/").content.decode()


def test_a_new_colleague_gets_an_account_with_the_roles_of_their_groups(client, provider, come):
    page = client.get("/accounts/login/?next=/accounts/sessions/").content.decode()
    assert "Sign in with North Hospital" in page
    assert come()["Location"] == "/admin/"
    person = signed_in_as(client)
    assert (person.display_name, person.email) == ("Ria North", "ria@north.example")
    assert person.roles == ["reviewer"] and not person.has_usable_password()
    assert EmailAddress.objects.get(user=person).verified
    kept = SocialAccount.objects.get(user=person)
    assert kept.extra_data == {} and kept.uid.endswith(":42") and not kept.socialtoken_set.exists()
    (entry,) = LogEntry.objects.all()
    assert "reviewer" in entry.change_message and entry.user.is_system


def test_roles_are_set_anew_at_each_sign_in_and_only_those_that_are_named(client, provider, come):
    come()
    person = signed_in_as(client)
    person.roles = ["reviewer", "author"]
    person.save()
    provider.person["groups"] = ["web", "board", "unknown"]
    client.logout()
    come()
    assert signed_in_as(client).roles == ["author", "editor"]
    provider.person["groups"] = []
    client.logout()
    come()
    assert signed_in_as(client).roles == ["author"]
    assert LogEntry.objects.count() == 3
    client.logout()
    come()
    assert LogEntry.objects.count() == 3, "nothing changed, so nothing is recorded"


def test_somebody_without_any_role_left_is_let_go_as_an_administrator_would(
    client, provider, come, monkeypatch
):
    left = []
    monkeypatch.setattr("articles.owners.replace_soon", lambda person, *, by: left.append(person))
    come()
    provider.person["groups"] = []
    client.logout()
    assert come()["Location"] == "/accounts/"
    assert left == [signed_in_as(client)] and signed_in_as(client).roles == []


def test_an_account_is_found_by_a_verified_address(client, provider, come, make_person):
    person = make_person("author", email="ria@north.example")
    come()
    assert signed_in_as(client) == person
    person.refresh_from_db()
    assert person.roles == ["author", "reviewer"] and person.has_usable_password()
    provider.person["email"] = "changed@north.example"
    client.logout()
    come()
    assert signed_in_as(client) == person, "from then on the provider's own number counts"


@pytest.mark.parametrize("verified", [False, None, "false", "true", 1])
def test_an_address_that_is_not_verified_opens_nothing(
    client, provider, come, make_person, verified
):
    person = make_person("author", email="ria@north.example")
    provider.person["email_verified"] = verified
    answer = come()
    assert answer.status_code == 403 and "did not say" in answer.content.decode()
    assert signed_in_as(client) is None and not SocialAccount.objects.exists()
    provider.person["email"] = "unknown@north.example"
    assert come().status_code == 403
    assert not User.objects.filter(email="unknown@north.example").exists()
    person.refresh_from_db()
    assert person.roles == ["author"]


def test_two_answers_are_not_mixed(client, provider, come, make_person):
    """A verified address of the one and an unverified one of the other are no verified address."""
    make_person("author", email="ria@north.example")
    provider.person["email"] = "own@north.example"
    provider.told_by_userinfo = {"email": "ria@north.example", "email_verified": False}
    assert come().status_code == 403
    provider.told_by_userinfo = {"sub": "43"}
    assert come().status_code == 401


def test_a_superuser_is_not_opened_from_outside(client, provider, come, make_person):
    make_person(email="ria@north.example", is_superuser=True)
    answer = come()
    assert answer.status_code == 403 and "its own password" in answer.content.decode()
    assert signed_in_as(client) is None


def test_a_stranger_who_signed_up_first_keeps_nothing(client, provider, come):
    facts = {"display_name": "Squatter", "password1": "seven green lamps swim"}
    client.post("/accounts/signup/", {**facts, "email": "ria@north.example"})
    client.cookies.clear()
    come()
    person = signed_in_as(client)
    assert person.email == "ria@north.example" and not person.has_usable_password()


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": OTHER_KEY},
        {"audience": "another"},
        {"algorithm": "none"},
        {"algorithm": "HS256"},
        {"issuer": "https://elsewhere.example"},
        {"broken": "jwks"},
        {"broken": "userinfo"},
        {"broken": "openid-configuration"},
    ],
)
def test_a_provider_that_answers_wrongly_opens_nothing(client, provider, come, wrong):
    for name, value in wrong.items():
        setattr(provider, name, value)
    answer = come()
    assert answer.status_code == 401 and "did not work" in answer.content.decode()
    assert signed_in_as(client) is None and not SocialAccount.objects.exists()


def test_an_answer_is_taken_once_and_in_its_own_session(client, provider):
    there = client.get(SIGN_IN)["Location"]
    back = requests.get(there, allow_redirects=False, timeout=5).headers["Location"]
    back = back.removeprefix("http://testserver")
    assert Client().get(back).status_code == 401
    assert client.get(back).status_code == 302
    client.logout()
    assert client.get(back).status_code == 401


def test_a_second_factor_is_asked_for_all_the_same(client, provider, come, make_person, settings):
    person = make_person("author", email="ria@north.example")
    give_app(person)
    assert come()["Location"] == "/accounts/2fa/authenticate/"
    assert signed_in_as(client) is None


def test_an_account_that_is_switched_off_stays_off(client, provider, come, make_person):
    make_person("author", email="ria@north.example", is_active=False)
    assert come()["Location"] == "/accounts/inactive/"
    assert signed_in_as(client) is None


def test_it_leads_on_to_where_somebody_was_going_and_to_no_other_site(client, provider, come):
    assert come(f"{SIGN_IN}?next=/accounts/sessions/")["Location"] == "/accounts/sessions/"
    client.logout()
    assert come(f"{SIGN_IN}?next=https://evil.example/")["Location"] == "/admin/"


def test_nobody_ties_the_organisation_to_an_account_by_a_link(client, provider, come, reader):
    client.force_login(reader)
    come(f"{SIGN_IN}?process=connect")
    assert not SocialAccount.objects.filter(user=reader).exists()


def test_a_superuser_who_came_this_way_before_does_so_no_more(client, provider, come):
    come()
    person = signed_in_as(client)
    client.logout()
    User.objects.filter(pk=person.pk).update(is_superuser=True)
    answer = come()
    assert answer.status_code == 403 and "Use its own password" in answer.content.decode()
    assert signed_in_as(client) is None


def test_an_account_that_is_switched_off_is_left_as_it_was(client, provider, come):
    come()
    person = signed_in_as(client)
    client.logout()
    User.objects.filter(pk=person.pk).update(is_active=False)
    provider.person["groups"] = ["web"]
    assert come()["Location"] == "/accounts/inactive/"
    person.refresh_from_db()
    assert person.roles == ["reviewer"] and signed_in_as(client) is None
