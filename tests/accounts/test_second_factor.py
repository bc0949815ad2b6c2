"""A password alone opens the desk, and none of what readers or others would feel."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import roles
from articles import workflow
from articles.models import HelpLine
from tests.accounts.codes import app_code, code_in, give_app
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
LIGHT = "articles.submit_article"
WITH_ROLES = [
    "author",
    "editor",
    "reviewer",
    "moderator",
    "publisher",
    "administrator",
    "superuser",
]


@pytest.fixture
def asked_for(settings):
    settings.STAFF_SECOND_FACTOR = True


def again(user):
    """As the next request would read the person."""
    return type(user).objects.get(pk=user.pk)


def sign_in(client, person):
    return client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})


def confirm(client):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def test_what_is_weighty_is_a_part_of_what_roles_give():
    every = frozenset().union(*(role.permissions for role in roles.ROLES.values()))
    assert every > roles.MANUSCRIPT_WORK
    weighty = {permission for permission in every if roles.is_weighty(permission)}
    assert {
        "accounts.change_user",
        "accounts.verify_credential",
        "comments.decide_any_case",
        "articles.change_helpline",
        "articles.change_category",
        "articles.delete_category",
        "articles.merge_tag",
        "articles.change_glossaryterm",
        "articles.change_wordlist",
        "articles.change_relatedpick",
        "articles.change_catalogue",
    } < weighty
    assert roles.is_weighty("articles.whatever_comes_later")
    assert not [permission for permission in weighty if ".view_" in permission]
    assert (
        not {"articles.change_article", "articles.submit_article", "articles.add_image"} & weighty
    )


@pytest.mark.parametrize("name", WITH_ROLES)
def test_without_a_second_factor_a_role_gives_nothing_weighty(name, request, asked_for):
    person = request.getfixturevalue(name)
    held = roles.permissions_of(person.roles) or {"articles.publish_article", LIGHT}
    for permission in held:
        assert person.has_perm(permission) is not roles.is_weighty(permission), permission
    assert not any(roles.is_weighty(permission) for permission in person.get_all_permissions())
    give_app(person)
    assert all(again(person).has_perm(permission) for permission in held)


def test_switched_off_it_asks_nothing_and_takes_nothing(
    editor, superuser, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert editor.has_perm("articles.publish_article")
        assert superuser.has_perm("accounts.change_user")


def test_it_is_looked_up_once_for_a_person(editor, asked_for, django_assert_num_queries):
    with django_assert_num_queries(1):
        for permission in ("articles.publish_article", "articles.change_helpline"):
            assert not editor.has_perm(permission)
        assert editor.lacks_second_factor


def test_a_request_asks_once(client, editor, asked_for, draft):
    client.force_login(editor)
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/admin/articles/article/{draft.pk}/change/")
    assert len([q for q in asked.captured_queries if "mfa_authenticator" in q["sql"]]) == 1


def test_recovery_codes_alone_are_no_second_factor(editor, asked_for):
    Authenticator.objects.create(user=editor, type="recovery_codes", data={})
    assert editor.lacks_second_factor


def test_readers_are_asked_for_nothing(reader, asked_for):
    assert not reader.lacks_second_factor


def test_the_last_factor_takes_the_rights_with_it_at_once(client, editor, asked_for, draft):
    secret = give_app(editor)
    sign_in(client, editor)
    client.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})
    address = f"/admin/articles/article/{draft.pk}/change/"
    assert b"You need a second factor" not in client.get(address).content
    assert again(editor).has_perm("articles.publish_article")
    confirm(client)
    assert client.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert not again(editor).has_perm("articles.publish_article")
    assert b"You need a second factor" in client.get(address).content


def test_without_one_a_step_is_refused_with_the_page_still_open(
    client, editor, author, reviewer, draft, asked_for
):
    give_app(author), give_app(reviewer)
    workflow.submit(draft, by=again(author))
    workflow.approve(draft, by=again(reviewer))
    client.force_login(editor)
    step = f"/admin/articles/article/{draft.pk}/steps/publish/"
    assert client.post(step, {"version": draft.version}).status_code in {403, 404, 409}
    draft.refresh_from_db()
    assert draft.live is None


def test_without_one_nothing_that_readers_see_at_once_is_changed(
    client, editor, published, asked_for
):
    client.force_login(editor)
    line = HelpLine.objects.first()
    category = published.category_id
    for address in (
        f"helpline/{line.pk}/check/",
        f"helpline/{line.pk}/change/",
        f"category/{category}/change/",
        f"category/{category}/delete/",
        "glossaryterm/add/",
    ):
        facts = {"number": line.number, "name": "Hurt", "introduction": "Hurt"}
        answer = client.post(f"/admin/articles/{address}", facts)
        assert answer.status_code == 403, address
    line.refresh_from_db()
    assert line.verified_by.is_system and published.category.name != "Hurt"


def test_the_desk_says_plainly_what_is_missing(client, editor, reader, asked_for):
    client.force_login(editor)
    page = client.get("/admin/").content.decode()
    assert "You need a second factor" in page and 'href="/accounts/2fa/"' in page
    assert "You need a second factor" in client.get("/accounts/").content.decode()
    client.force_login(reader)
    assert "You need a second factor" not in client.get("/accounts/").content.decode()


def test_an_app_is_set_up_with_a_picture_of_its_own_and_then_asked_for(
    client, editor, mailoutbox, django_capture_on_commit_callbacks
):
    sign_in(client, editor)
    assert "/reauthenticate/" in client.get("/accounts/2fa/totp/activate/")["Location"]
    confirm(client)
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    assert secret in page.content.decode() and "data:" not in page.content.decode()
    picture = client.get("/accounts/2fa/totp/picture.svg")
    assert picture["Content-Type"] == "image/svg+xml" and "no-store" in picture["Cache-Control"]
    assert client.post("/accounts/2fa/totp/activate/", {"code": "000000"}).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    assert done["Location"] == "/accounts/2fa/recovery-codes/"
    codes = client.get(done["Location"]).context["unused_codes"]
    assert len(codes) == 10 and "authenticator app" in mailoutbox[0].subject
    assert client.get("/accounts/2fa/totp/picture.svg").status_code == 404
    stored = Authenticator.objects.get(user=editor, type="totp").data
    assert secret not in str(stored)

    other = Client()
    assert sign_in(other, editor)["Location"] == "/accounts/2fa/authenticate/"
    assert other.get("/admin/").status_code == 302
    code = app_code(secret, time.time() + 30)
    assert other.post("/accounts/2fa/authenticate/", {"code": code})["Location"] == "/admin/"
    third = Client()
    sign_in(third, editor)
    assert third.post("/accounts/2fa/authenticate/", {"code": codes[0]}).status_code == 302
    assert third.get("/admin/").status_code == 200


def test_a_code_of_an_app_is_good_once(editor, settings, monkeypatch):
    """For as long as it is taken at all: a minute more than the app shows it."""
    here = "django.core.cache.backends.locmem.LocMemCache"  # goes by the clock that is turned here
    settings.CACHES = {"default": {"BACKEND": here}}
    secret, now = give_app(editor), time.time()
    code = app_code(secret, now + 30)
    for later, expected in ((0, 302), (1, 200), (31, 200), (59, 200)):
        monkeypatch.setattr(time, "time", lambda later=later: now + later)
        assert show_code(editor, code).status_code == expected, later


def test_the_code_of_the_set_up_opens_nothing_after_it(client, editor):
    sign_in(client, editor)
    confirm(client)
    code = app_code(client.get("/accounts/2fa/totp/activate/").context["form"].secret)
    assert client.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    assert show_code(editor, code).status_code == 200


def show_code(person, code):
    other = Client()
    sign_in(other, person)
    return other.post("/accounts/2fa/authenticate/", {"code": code})


def test_who_had_only_the_password_is_out_once_a_factor_is_set_up(
    client, editor, published, asked_for, django_capture_on_commit_callbacks
):
    thief, owner = Client(), client
    sign_in(thief, editor), sign_in(owner, editor)
    confirm(owner)
    secret = owner.get("/accounts/2fa/totp/activate/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        owner.post("/accounts/2fa/totp/activate/", {"code": app_code(secret)})
    step = f"/admin/articles/article/{published.pk}/steps/withdraw/"
    answer = thief.post(step, {"version": published.version, "reason": "I can."})
    assert answer.status_code == 302 and "/login/" in answer["Location"]
    published.refresh_from_db()
    assert published.withdrawn_at is None
    assert thief.get("/accounts/").status_code == 302
    assert owner.get(step).status_code == 200


def test_new_recovery_codes_end_no_session(client, editor):
    secret, there = give_app(editor), Client()
    for browser, at in ((client, None), (there, time.time() + 30)):
        sign_in(browser, editor)
        browser.post("/accounts/2fa/authenticate/", {"code": app_code(secret, at)})
    confirm(client)
    assert client.post("/accounts/2fa/recovery-codes/generate/").status_code == 302
    assert there.get("/accounts/").status_code == 200


def test_a_code_by_mail_and_a_new_password_do_not_stand_for_the_factor(
    client, editor, mailoutbox, django_capture_on_commit_callbacks
):
    give_app(editor)
    client.post("/accounts/password/reset/", {"email": editor.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_in(mailoutbox[-1])})
    answer = client.post(
        reverse("account_complete_password_reset"), {"password1": "some odd phrase 42"}
    )
    assert answer["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/accounts/").status_code == 302 and "_auth_user_id" not in client.session


def test_no_door_of_the_admin_takes_a_password_alone(client, author, administrator):
    give_app(administrator)
    client.force_login(author)
    facts = {"username": administrator.email, "password": PASSWORD}
    client.post("/admin/login/", facts)
    assert client.session["_auth_user_id"] == str(author.pk)
    client.logout()
    answer = client.post("/admin/login/?next=/admin/", facts)
    assert (
        answer["Location"].startswith("/accounts/login/") and "_auth_user_id" not in client.session
    )
    client.force_login(author)
    assert client.get("/admin/password_change/")["Location"] == "/accounts/password/change/"


def test_a_factor_is_changed_only_by_somebody_who_shows_that_they_are_still_there(client, editor):
    give_app(editor)
    client.force_login(editor)
    for address in ("totp/deactivate/", "webauthn/add/", "recovery-codes/generate/"):
        answer = client.post(f"/accounts/2fa/{address}")
        assert "reauthenticate" in answer["Location"], address
    assert Authenticator.objects.filter(user=editor).count() == 1


def test_secrets_closed_with_an_older_key_stay_good_while_that_key_is_kept(editor, settings):
    closed = encrypt("JBSWY3DP")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key " * 5
    assert decrypt(closed) == "JBSWY3DP"
    settings.SECRET_KEY_FALLBACKS = []
    assert decrypt(closed) not in {"JBSWY3DP", ""} and decrypt(closed) != decrypt(closed)


def test_signing_out_everywhere_ends_the_other_sessions(reader):
    here, there = Client(), Client()
    sign_in(here, reader), sign_in(there, reader)
    page = here.get("/accounts/sessions/").content.decode()
    assert "Sign out everywhere else" in page and page.count("Elsewhere") == 1
    here.post("/accounts/sessions/")
    assert here.get("/accounts/").status_code == 200
    assert there.get("/accounts/").status_code == 302
    assert "nowhere else" in here.get("/accounts/sessions/").content.decode()


def test_whoever_runs_the_site_helps_somebody_who_lost_everything(
    client, editor, asked_for, capsys
):
    secret = give_app(editor)
    sign_in(client, editor)
    client.post("/accounts/2fa/authenticate/", {"code": app_code(secret)})
    call_command("forget_second_factor", editor.email.upper())
    assert "Forgot 1" in capsys.readouterr().out
    assert client.get("/accounts/").status_code == 302, "signed out everywhere"
    assert sign_in(client, editor)["Location"] == "/admin/"
    assert again(editor).lacks_second_factor
    assert "forgotten" in LogEntry.objects.get().change_message
    with pytest.raises(CommandError, match="Nothing was changed"):
        call_command("forget_second_factor", "nobody@example.org")
