"""From nobody to somebody with an account, and what strangers learn on the way: nothing."""

import re
from datetime import timedelta
from importlib import import_module

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model, hashers
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from accounts import leftovers
from tests.accounts.codes import code_in, give_app
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
User = get_user_model()
FACTS = {
    "display_name": "Night Owl",
    "email": "new@example.org",
    "password1": "seven green lamps swim",
}


def sign_up(client, **facts):
    return client.post("/accounts/signup/", {**FACTS, **facts})


def plain(page, *addresses):
    """A page without what differs each time: the token, and the address that was typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
    for address in addresses:
        text = text.replace(address, "ADDRESS")
    return text


def test_somebody_signs_up_with_a_code_and_is_signed_in(client, mailoutbox):
    response = sign_up(client)
    assert (response.status_code, response["Location"]) == (302, "/accounts/confirm-email/")
    assert client.get("/accounts/").status_code == 302
    (mail,) = mailoutbox
    assert mail.to == ["new@example.org"]
    assert client.post("/accounts/confirm-email/", {"code": "WRONG1"}).status_code == 200
    response = client.post("/accounts/confirm-email/", {"code": code_in(mail)})
    assert (response.status_code, response["Location"]) == (302, "/accounts/")
    user = User.objects.get(email="new@example.org")
    assert (user.display_name, user.slug, user.roles) == ("Night Owl", "night-owl", [])
    assert user.emailaddress_set.get().verified
    assert "Night Owl" in client.get("/accounts/").content.decode()


def test_the_name_is_asked_for_and_never_taken_from_the_address(client):
    page = sign_up(client, display_name=" ")
    assert page.status_code == 200 and 'href="#id_display_name"' in page.content.decode()
    page = sign_up(client, display_name="me@example.org")
    assert "Write a name instead" in page.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


def test_what_was_typed_stays_and_the_mistake_is_told_twice(client):
    page = sign_up(client, password1="short").content.decode()
    assert 'value="Night Owl"' in page and 'value="new@example.org"' in page
    assert page.count("too short") == 2 and "<title>Error: Sign up" in page
    assert 'aria-invalid="true"' in page and 'short"' not in page.replace("too short", "")


@pytest.mark.parametrize(
    "password, words",
    [
        ("Night Owl 7", "too similar"),
        ("password1234", "too common"),
        ("HealthHub123", "name of this site"),
        ("nine char", "too short"),
    ],
)
def test_a_password_that_others_would_guess_is_refused(client, password, words):
    assert words in sign_up(client, password1=password).content.decode()


def test_sign_up_can_be_switched_off(client, settings):
    settings.SIGN_UP = False
    assert "Sign-up is closed" in client.get("/accounts/signup/").content.decode()
    assert "Sign-up is closed" in sign_up(client).content.decode()
    assert "/accounts/signup/" not in client.get("/accounts/login/").content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.fixture
def hashes(monkeypatch):
    """How often a password was hashed: what takes the time of signing in and up."""
    done = []
    hasher = type(hashers.get_hasher())
    before = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda *args: done.append(1) or before(*args))
    return done


def test_sign_up_answers_the_same_for_a_known_address(client, mailoutbox, reader, hashes):
    told, work = [], []
    for address in ("fresh@example.org", reader.email):
        del hashes[:]
        client.logout()
        answer = sign_up(client, email=address)
        page = client.get(answer["Location"])
        wrong = client.post("/accounts/confirm-email/", {"code": "WRONG1"})
        told.append(
            (answer.status_code, answer["Location"], plain(page, address), plain(wrong, address))
        )
        work.append(len(hashes))
    assert told[0] == told[1] and work[0] == work[1]
    assert [mail.to for mail in mailoutbox] == [["fresh@example.org"], [reader.email]]
    assert "already" in mailoutbox[1].subject


def test_sign_in_answers_the_same_for_a_known_address(client, reader, hashes):
    told, work = [], []
    for address in ("nobody@example.org", reader.email):
        del hashes[:]
        page = client.post("/accounts/login/", {"login": address, "password": "wrong wrong"})
        told.append((page.status_code, plain(page, address)))
        work.append(len(hashes))
    assert told[0] == told[1] and work == [1, 1]


def test_reset_answers_the_same_for_a_known_address(client, reader, mailoutbox):
    told = []
    for address in ("nobody@example.org", reader.email):
        client.logout()
        answer = client.post("/accounts/password/reset/", {"email": address})
        page = client.get(answer["Location"])
        wrong = client.post(answer["Location"], {"code": "WRONG1"})
        told.append((answer["Location"], plain(page, address), plain(wrong, address)))
    assert told[0] == told[1] and len(mailoutbox) == 2
    assert "No account" in mailoutbox[0].subject


def test_a_change_of_address_answers_the_same_for_a_known_one(client, reader, author, mailoutbox):
    told = []
    for address in ("free@example.org", author.email):
        client.logout()
        client.post("/accounts/login/", {"login": reader.email, "password": PASSWORD})
        client.post("/accounts/reauthenticate/", {"password": PASSWORD})
        answer = client.post("/accounts/email/", {"action_add": "", "email": address})
        page = client.get(answer["Location"])
        told.append((answer.status_code, answer["Location"], plain(page, address)))
    assert told[0] == told[1] and len(mailoutbox) == 2
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[1])})
    reader.refresh_from_db()
    assert reader.email not in {author.email, "free@example.org"}


def test_a_new_address_holds_once_its_code_is_entered(client, reader, mailoutbox):
    before = reader.email
    client.post("/accounts/login/", {"login": before, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"action_add": "", "email": "moved@example.org"})
    assert User.objects.filter(email=before).exists()
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    reader.refresh_from_db()
    assert reader.email == "moved@example.org"
    assert [(a.email, a.verified) for a in reader.emailaddress_set.all()] == [(reader.email, True)]
    assert mailoutbox[-1].to == [before], "the old address is told"


def test_a_forgotten_password_is_replaced_by_a_code(client, reader, mailoutbox):
    client.post("/accounts/password/reset/", {"email": reader.email})
    response = client.post("/accounts/password/reset/confirm/", {"code": code_in(mailoutbox[0])})
    assert response["Location"] == "/accounts/password/reset/complete/"
    new = "seven green lamps swim"
    response = client.post(response["Location"], {"password1": new})
    reader.refresh_from_db()
    assert reader.check_password(new) and client.get("/accounts/").status_code == 200


def test_a_code_by_mail_does_not_stand_for_the_second_factor(client, reader, mailoutbox):
    give_app(reader)
    client.post("/accounts/password/reset/", {"email": reader.email})
    client.post("/accounts/password/reset/confirm/", {"code": code_in(mailoutbox[0])})
    answer = client.post(
        "/accounts/password/reset/complete/", {"password1": "seven green lamps swim"}
    )
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/accounts/").status_code == 302


@pytest.mark.parametrize("taken", [{"email": "new@example.org"}, {"slug": "night-owl"}])
def test_two_sign_ups_at_the_same_moment_both_get_an_answer(client, monkeypatch, taken):
    """Both were told, a moment ago, that the address and the name are free."""
    other = User.objects.create_user(**{"email": "other@example.org", **taken})
    monkeypatch.setattr("accounts.forms.SignUp.validate_unique_email", lambda self, value: value)
    free = iter(["night-owl", "night-owl-2"])
    monkeypatch.setattr("accounts.models.user.free_slug", lambda name: next(free))
    assert sign_up(client)["Location"] == "/accounts/confirm-email/"
    people = User.objects.filter(email="new@example.org")
    assert people.count() == 1 and User.objects.filter(pk=other.pk).exists()


def test_people_from_before_have_their_addresses_verified():
    statement = import_module("accounts.migrations.0003_addresses_of_people").ENTER
    early = User(email="early@example.org", slug="early")
    User.objects.bulk_create([early])
    for _ in range(2):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    address = EmailAddress.objects.get(user=early)
    assert (address.email, address.verified, address.primary) == (early.email, True, True)


def test_a_password_is_changed_with_the_present_one(client, reader):
    client.force_login(reader)
    new = {"oldpassword": "wrong wrong wrong", "password1": "seven green lamps swim"}
    assert client.post("/accounts/password/change/", new).status_code == 200
    new["oldpassword"] = PASSWORD
    assert client.post("/accounts/password/change/", new).status_code == 302
    reader.refresh_from_db()
    assert reader.check_password(new["password1"]) and client.get("/accounts/").status_code == 200


def test_whom_staff_enter_signs_in_at_once(client):
    for number, make in enumerate((User.objects.create_user, User.objects.create_superuser)):
        make(f"made{number}@example.org", PASSWORD)
        client.logout()
        login = {"login": f"made{number}@example.org", "password": PASSWORD}
        assert client.post("/accounts/login/", login)["Location"] in {"/accounts/", "/admin/"}


def test_an_address_that_staff_change_holds_at_once(client, reader):
    reader.email = "Other@Example.org"
    reader.save()
    addresses = EmailAddress.objects.filter(user=reader)
    assert [(a.email, a.verified, a.primary) for a in addresses] == [
        ("other@example.org", True, True)
    ]
    reader.bio = "x"
    reader.save()
    assert addresses.count() == 1
    login = {"login": "other@example.org", "password": PASSWORD}
    assert client.post("/accounts/login/", login).status_code == 302


def test_a_save_that_leaves_the_address_asks_nothing_of_the_addresses(
    reader, django_assert_num_queries
):
    person = User.objects.get(pk=reader.pk)
    with django_assert_num_queries(1):
        person.save(update_fields=["bio"])


def test_what_was_never_proved_is_deleted_after_a_day(client, reader, author):
    sign_up(client)
    User.objects.update(date_joined=timezone.now() - timedelta(hours=23))
    leftovers.delete()
    assert User.objects.filter(email="new@example.org").exists()
    User.objects.update(date_joined=timezone.now() - timedelta(hours=25))
    leftovers.delete()
    assert not User.objects.filter(email="new@example.org").exists()
    assert User.objects.filter(pk__in=[reader.pk, author.pk]).count() == 2


def test_ended_sessions_leave_nothing(client, reader):
    client.post("/accounts/login/", {"login": reader.email, "password": PASSWORD})
    assert reader.usersession_set.count() == 1
    Session.objects.update(expire_date=timezone.now() - timedelta(minutes=1))
    leftovers.delete()
    assert not Session.objects.exists() and reader.usersession_set.count() == 0


def test_no_log_names_anybody(client, reader, caplog):
    sign_up(client, email=reader.email)
    client.post("/accounts/login/", {"login": reader.email, "password": "wrong wrong"})
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})
    for secret in (reader.email, reader.display_name, "nobody@example.org"):
        assert secret not in caplog.text


def test_nothing_by_which_somebody_signed_in_is_left_of_an_account_that_goes(client, reader):
    client.post("/accounts/login/", {"login": reader.email, "password": PASSWORD})
    give_app(reader)
    leftovers.delete_all_of(reader)
    assert client.get("/accounts/").status_code == 302
    for rows in ("emailaddress_set", "authenticator_set", "usersession_set", "socialaccount_set"):
        assert not getattr(reader, rows).exists(), rows


def test_an_address_without_a_mailbox_signs_nobody_in(reader):
    reader.email = "deleted-1@deleted.invalid"
    reader.save()
    assert not EmailAddress.objects.filter(user=reader).exists()
