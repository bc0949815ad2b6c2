"""Every address of the project is tried by everybody who may not open it."""

import pytest
from django.urls import URLPattern, get_resolver

from articles import workflow

pytestmark = pytest.mark.django_db
VALUES = {
    "category_slug": "health", "slug": "health", "name": "images/none1234.png", "number": 1,
    "verb": "submit", "app_label": "articles", "url": "nothing", "content_type_id": 1,
    "uidb36": "x", "key": "x",
}  # fmt: skip


def patterns(resolver, prefix="", namespace=()):
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from patterns(entry, route)


EVERY = list(patterns(get_resolver()))


def action_of(entry):
    return getattr(entry.callback, "action", None)


def test_every_address_says_who_may_open_it():
    undeclared = [
        route
        for route, entry in EVERY
        if action_of(entry) not in {"read", "preview", "say", "comment"}
        and not route.startswith(("admin/", "accounts/"))
    ]
    assert undeclared == []
    assert {r for r, e in EVERY if action_of(e) == "preview"} == {
        "preview/<str:token>/",
        "preview/<str:token>/remark/",
    }
    assert {r for r, e in EVERY if action_of(e) == "say"} == {
        "feedback/address/<str:token>/",
        "<slug:category_slug>/<slug:slug>/report/",
        "<slug:category_slug>/<slug:slug>/useful/",
    }
    assert {r for r, e in EVERY if action_of(e) == "own"} == {
        "accounts/profile/",
        "accounts/my-data/",
        "accounts/delete/",
    }
    thread = "<slug:category_slug>/<slug:slug>/comments/"
    assert {r for r, e in EVERY if action_of(e) == "comment"} == {
        "my-comments/",
        "my-comments/<int:pk>/appeal/",
        "my-comments/<int:pk>/delete/",
        "my-comments/sanctions/<int:pk>/appeal/",
        f"{thread}new/",
        f"{thread}yours/",
        *(f"{thread}<int:pk>/{verb}/" for verb in ("answer", "edit", "delete", "report")),
    }
    assert {r for r, e in EVERY if action_of(e) == "read"} >= {"", "healthz", "search/"}


def filled(route, article):
    import re

    def value(match):
        name = match[1].split(":")[-1]
        return str(article.pk if name in {"pk", "object_id"} else VALUES.get(name, "x"))

    route = route.replace("^", "").replace("$", "").replace("\\Z", "").replace("\\", "")
    route = re.sub(r"\(\?P<(\w+)>[^)]*\)+", value, route)
    return "/" + re.sub(r"<([\w:]+)>", value, route)


ANYBODY = {
    "account_login", "account_logout", "account_signup", "account_inactive", "account_menu",
    "account_email_verification_sent", "account_reset_password", "mfa_login_webauthn",
    "account_confirm_password_reset_code", "account_complete_password_reset",
    "account_password_reset_completed", "socialaccount_login_cancelled", "account_deleted",
}  # fmt: skip
# Between the password and the second step; without the first they lead back to sign-in.
HALF_WAY = {"account_confirm_login_code", "mfa_authenticate"}
WITH_SETTINGS = {"openid_connect_login", "openid_connect_callback"}
ONE_SELF = {
    "account_overview", "account_email", "account_change_password", "account_set_password",
    "account_reauthenticate", "account_app_picture", "usersessions_list", "mfa_index",
    "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_remove_webauthn", "mfa_edit_webauthn", "profile", "my_data", "delete_account",
}  # fmt: skip
ACCOUNTS = {entry.name: route for route, entry in EVERY if route.startswith("accounts/")}


def test_every_address_of_accounts_says_who_may_open_it():
    named = [ANYBODY, HALF_WAY, WITH_SETTINGS, ONE_SELF]
    assert set(ACCOUNTS) == set().union(*named)
    assert sum(map(len, named)) == len(ACCOUNTS), "each in one set only"


@pytest.mark.parametrize("name", sorted(ONE_SELF | HALF_WAY))
def test_what_is_ones_own_leads_strangers_to_sign_in(name, client, draft):
    address = filled(ACCOUNTS[name], draft)
    for method in (client.get, client.post, client.put):
        response = method(address)
        assert response.status_code in {302, 405}, address
        assert response.status_code == 405 or "/accounts/login/" in response["Location"]
    assert not client.session.get("_auth_user_id")


@pytest.mark.parametrize("name", sorted(ANYBODY))
def test_what_is_for_anybody_answers_anybody(name, client, reader):
    for person in (None, reader):
        if person:
            client.force_login(person)
        response = client.get(f"/{ACCOUNTS[name]}")
        assert response.status_code in {200, 302}
        assert (
            response["Cache-Control"].startswith("private")
            or "no-cache" in response["Cache-Control"]
        )


@pytest.mark.parametrize("name", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_nobody_changes_anothers_passkey(name, client, reader, author):
    key = author.authenticator_set.create(type="webauthn", data={"name": "Key", "credential": {}})
    client.post("/accounts/login/", {"login": reader.email, "password": "a long test password"})
    client.post("/accounts/reauthenticate/", {"password": "a long test password"})
    address = "/" + ACCOUNTS[name].replace("<int:pk>", str(key.pk))
    assert client.get(address).status_code == 404
    assert client.post(address, {"name": "Mine"}).status_code == 404
    key.refresh_from_db()
    assert key.data["name"] == "Key"


ADMIN = [route for route, _ in EVERY if route.startswith("admin/")]


def test_there_are_doors_to_try():
    assert len(ADMIN) > 30 and any("steps" in route for route in ADMIN)


@pytest.mark.parametrize("route", ADMIN)
def test_the_admin_opens_for_nobody_without_a_role(route, client, draft, reader):
    """The sign-in page and the translations of the admin's own words are for everybody."""
    address = filled(route, draft)
    for person in (None, reader):
        if person:
            client.force_login(person)
        for method in (client.get, client.post):
            response = method(address)
            assert response.status_code in {301, 302, 400, 403, 404, 405}, (address, person)
            assert b"Sleep" not in response.content


OTHERS = ["stranger", "moderator", "reviewer"]


@pytest.mark.parametrize("person", OTHERS)
def test_somebody_elses_draft_is_behind_no_door_of_the_admin(person, client, draft, request):
    client.force_login(request.getfixturevalue(person))
    for route in ADMIN:
        if "logout" in route or not any(app in route for app in ("articles/", "comments/")):
            continue
        address = filled(route, draft)
        for method in (client.get, client.post):
            response = method(address)
            assert response.status_code < 500, address
            assert b"Sleep lets your body rest" not in response.content, address
    draft.refresh_from_db()
    assert (draft.version, draft.stage) == (1, "draft")


EVERYBODY = [
    "author", "editor", "reviewer", "moderator", "publisher", "administrator", "superuser",
    "reader", "stranger",
]  # fmt: skip
WRITES = {
    "/admin/articles/category/add/": {"editor", "administrator", "superuser"},
    "/admin/articles/glossaryterm/add/": {"editor", "administrator", "superuser"},
    "/admin/articles/helpline/add/": {"editor", "administrator", "superuser"},
    "/admin/articles/wordlist/add/": {"editor", "administrator", "superuser"},
    "/admin/articles/wordlist/": {"author", "editor", "administrator", "superuser", "stranger"},
    "/admin/articles/tag/add/": {"author", "editor", "administrator", "superuser", "stranger"},
    "/admin/articles/image/add/": {"author", "editor", "administrator", "superuser", "stranger"},
    "/admin/articles/article/add/": {"author", "editor", "administrator", "superuser", "stranger"},
    "/admin/comments/case/": {*EVERYBODY} - {"reader"},
    "/admin/comments/sought/": {*EVERYBODY} - {"reader"},
    "/admin/comments/case/add/": set(),
    "/admin/comments/reason/": {"administrator", "superuser"},
    "/admin/comments/reason/add/": {"administrator", "superuser"},
    "/admin/moderation/": {"moderator", "administrator", "superuser"},
    "/admin/moderation/batch/": {"moderator", "administrator", "superuser"},
    "/admin/moderation/log/": {"moderator", "administrator", "superuser"},
    "/admin/moderation/figures/": {"moderator", "administrator", "superuser"},
    "/admin/accounts/user/add/": {"administrator", "superuser"},
    "/admin/accounts/user/": {"administrator", "superuser"},
}


@pytest.mark.parametrize("address", WRITES)
def test_each_door_opens_for_its_roles_only(address, client, request, category):
    opened = set()
    for name in EVERYBODY:
        client.force_login(request.getfixturevalue(name))
        if client.get(address).status_code == 200:
            opened.add(name)
    assert opened == WRITES[address]


def test_no_step_is_taken_by_looking(client, superuser, draft):
    client.force_login(superuser)
    for verb in workflow.STEPS:
        client.get(f"/admin/articles/article/{draft.pk}/steps/{verb}/")
    draft.refresh_from_db()
    assert draft.version == 1


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_step_has_no_other_methods(client, superuser, draft, method):
    client.force_login(superuser)
    address = f"/admin/articles/article/{draft.pk}/steps/submit/"
    assert getattr(client, method)(address).status_code == 405


def test_a_post_without_its_token_is_refused(draft, author):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(author)
    address = f"/admin/articles/article/{draft.pk}/steps/submit/"
    assert client.post(address, {"version": 1}).status_code == 403


@pytest.mark.parametrize("bad", ["\x00", "\x07", "\x9f", "a\x00b"])
def test_control_characters_are_refused_everywhere(client, author, draft, bad):
    client.force_login(author)
    assert client.get("/search/", {"q": bad}).status_code == 400
    assert client.get("/" + "health%00" + "/").status_code == 400
    response = client.post(
        f"/admin/articles/article/{draft.pk}/steps/submit/", {"version": 1, "reason": bad}
    )
    assert response.status_code == 400
    assert client.post("/accounts/login/", {"login": bad, "password": bad}).status_code == 400


def test_bytes_that_are_no_text_are_no_error(client, published):
    for address in (
        "/search/?q=%ff%fe",
        "/search/?q=%ed%a0%80",
        "/%ff/",
        "/health/%c3%28/",
        "/tags/%00/",
    ):
        assert client.get(address).status_code in {200, 400, 404}, address


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/health/",
        "/health/sleep-well/",
        "/search/",
        "/nowhere/",
        "/accounts/login/",
        "/admin/",
    ],
)
def test_every_page_has_a_strict_policy(client, published, superuser, address):
    if "login" not in address:
        client.force_login(superuser)
    policy = client.get(address, follow=True)["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "*" not in policy
    assert "nonce" not in policy
    if not address.startswith("/admin"):
        assert "require-trusted-types-for 'script'" in policy


def test_only_the_editors_page_has_a_nonce(client, author, draft):
    client.force_login(author)
    assert (
        "nonce-"
        in client.get(f"/admin/articles/article/{draft.pk}/change/")["Content-Security-Policy"]
    )
    assert "nonce-" not in client.get("/admin/articles/article/")["Content-Security-Policy"]


def test_the_address_of_a_foreign_host_is_refused(client):
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_a_database_that_is_away_is_a_503_with_a_time_to_try_again(client, published, monkeypatch):
    from django.db import OperationalError

    from articles import views

    def away(*args, **kwargs):
        raise OperationalError("gone")

    client.raise_request_exception = False
    monkeypatch.setattr(views.Article.objects, "published", away)
    response = client.get("/")
    assert response.status_code == 503 and response["Retry-After"]
    assert b"try again" in response.content.lower()
    assert "no-store" in response["Cache-Control"]


def test_a_fault_shows_the_error_page_and_no_code(client, monkeypatch):
    from articles import views

    client.raise_request_exception = False
    monkeypatch.setattr(views.lists, "on_shelves", lambda *a: 1 / 0)
    monkeypatch.setattr(views, "search", None)
    response = client.get("/search/")
    assert response.status_code == 500
    assert b"Traceback" not in response.content and b"<h1" in response.content
