import io
import sys
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts import roles
from accounts.deleting import delete_account
from accounts.models import SYSTEM_EMAIL

pytestmark = pytest.mark.django_db
User = get_user_model()


def create(*args, stdin="", **options):
    out = io.StringIO()
    before, sys.stdin = sys.stdin, io.StringIO(stdin)
    try:
        call_command("createuser", *args, stdout=out, **options)
    finally:
        sys.stdin = before
    return out.getvalue()


def people():
    """Everybody but HealthHub's own account, which is there from the start."""
    return User.objects.exclude(email=SYSTEM_EMAIL)


def test_an_email_is_used_once_whatever_its_case():
    User.objects.create_user("Ada@Example.org", "x")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("ada@example.ORG", "x")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="ADA@example.org", slug="other")])


def test_createuser_makes_a_password_and_prints_it_once():
    printed = create("ada@example.org", "--role", "author", "--role", "editor")
    password = printed.strip().rsplit(" ", 1)[1]
    user = people().get()
    assert user.check_password(password) and user.roles == ["author", "editor"]
    assert user.display_name == "ada" and user.slug == "ada"


def test_createuser_reads_the_password_from_standard_input():
    printed = create("ada@example.org", "--role", "author", stdin="correct horse battery\n")
    assert people().get().check_password("correct horse battery")
    assert "correct horse" not in printed


@pytest.mark.parametrize(
    "args, stdin, words",
    [
        (["ada@example.org", "--role", "king"], "", "There is no role “king”"),
        (["ada"], "", "is not an e-mail address"),
        (["ada@example.org"], "short\n", "too short"),
        (["ada@example.org"], "password1234\n", "too common"),
    ],
)
def test_createuser_says_what_is_wrong_and_makes_nothing(args, stdin, words):
    with pytest.raises(CommandError, match=words):
        create(*args, stdin=stdin)
    assert not people().exists()


def test_createuser_refuses_an_address_that_has_an_account():
    create("ada@example.org")
    with pytest.raises(CommandError, match="already an account"):
        create("ADA@example.org")


def test_people_with_one_name_have_slugs_of_their_own():
    slugs = [
        User.objects.create_user(f"a{n}@example.org", display_name="Ada").slug for n in range(3)
    ]
    assert slugs == ["ada", "ada-2", "ada-3"]


def test_permissions_come_from_roles_and_from_nothing_else(make_person):
    author = make_person("author")
    assert author.has_perm("articles.submit_article")
    assert not author.has_perm("articles.publish_article")
    assert author.has_module_perms("articles") and not author.has_module_perms("accounts")
    author.is_active = False
    assert not author.has_perm("articles.submit_article")


def test_only_people_with_a_role_are_staff(make_person):
    assert make_person("moderator").is_staff
    assert not make_person().is_staff


def test_moderators_have_no_publishing_rights():
    rights = roles.ROLES["moderator"].permissions
    assert not [r for r in rights if not r.startswith(("articles.view_", "comments."))]


def test_an_unknown_role_gives_nothing(make_person):
    assert roles.permissions_of(["king"]) == frozenset()


def test_signing_in_is_by_email_whatever_its_case(client, make_person):
    make_person("author", email="ada@example.org")
    response = client.post(
        "/accounts/login/", {"login": "ADA@Example.org", "password": "a long test password"}
    )
    assert response.status_code == 302 and response["Location"] == "/admin/"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, make_person):
    make_person("author", email="ada@example.org")
    answers = [
        client.post("/accounts/login/", {"login": login, "password": "wrong wrong wrong"})
        for login in ("ada@example.org", "eve@example.org")
    ]
    pages = [a.content.decode().replace("eve@", "ada@") for a in answers]
    tokens = [__import__("re").sub(r'name="csrfmiddlewaretoken" value="\w+"', "", p) for p in pages]
    assert tokens[0] == tokens[1] and answers[0].status_code == 200


def test_guessing_is_limited(client, make_person):
    make_person("author", email="ada@example.org")
    for _ in range(12):
        page = client.post("/accounts/login/", {"login": "ada@example.org", "password": "guess"})
    assert page.status_code == 429 and "Too many attempts" in page.content.decode()


def test_the_admin_sends_strangers_to_sign_in(client, reader):
    assert "/accounts/login/" in client.get("/admin/", follow=True).redirect_chain[-1][0]
    client.force_login(reader)
    assert client.get("/admin/").status_code in {302, 403}


def test_an_admin_role_cannot_take_over_a_superuser(client, administrator, superuser):
    client.force_login(administrator)
    address = f"/admin/accounts/user/{superuser.pk}/change/"
    client.post(
        address,
        {"email": superuser.email, "display_name": "x", "new_password": "b long test password"},
    )
    superuser.refresh_from_db()
    assert superuser.check_password("a long test password")


def test_the_admin_makes_a_person_with_roles(client, administrator):
    client.force_login(administrator)
    facts = {"email": "New@Example.org", "display_name": "New", "roles": ["author"], "is_active": "on", "notices": "at_once",
             "new_password": "a very long password", "bio": "", "credentials": "", "disclosure_statement": ""}  # fmt: skip
    response = client.post("/admin/accounts/user/add/", facts)
    assert response.status_code == 302, response.content.decode()[:3000]
    user = User.objects.get(email="new@example.org")
    assert user.roles == ["author"] and user.check_password("a very long password")


def test_a_person_is_never_deleted(client, superuser, author):
    client.force_login(superuser)
    assert (
        client.post(f"/admin/accounts/user/{author.pk}/delete/", {"post": "yes"}).status_code == 403
    )


def test_a_name_that_is_too_long_is_refused_with_a_sentence():
    with pytest.raises(CommandError, match="No account was made"):
        create("ada@example.org", name="x" * 200)


def test_nobody_claims_another_address(client, author, reader):
    client.force_login(author)
    before = author.email
    client.post("/accounts/email/", {"action_add": "", "email": reader.email})
    author.refresh_from_db()
    assert author.email == before


FACTS = {
    "credential": "MD",
    "register": "General Medical Council",
    "number": "1234567",
    "valid_until": "2099-12-31",
}


def test_createuser_makes_a_reviewer_who_can_sign_at_once():
    printed = create("ria@example.org", "--role", "reviewer", disclosure="None", **FACTS)
    user = people().get()
    held = user.signing_credential()
    assert (held.name, held.issuer, held.number) == ("MD", "General Medical Council", "1234567")
    assert held.verified_by.is_system
    assert user.credentials == "MD" and user.disclosure_statement == "None"
    assert "you vouch" in printed and "MD, General Medical Council 1234567" in printed


@pytest.mark.parametrize(
    "change, words",
    [
        ({"number": ""}, "Add --number"),
        ({"register": "", "valid_until": " "}, "Add --register, --valid-until"),
        ({"valid_until": "31.12.2099"}, "is not a date"),
        ({"valid_until": "2020-12-31"}, "expired on 2020-12-31"),
        ({"number": "1" * 61}, "at most 60 characters"),
    ],
)
def test_createuser_takes_a_whole_credential_or_none(change, words):
    with pytest.raises(CommandError, match=words) as refused:
        create("ria@example.org", "--role", "reviewer", **{**FACTS, **change})
    assert "No account was made" in str(refused.value)
    assert not people().exists()


def test_the_place_of_a_name_follows_the_name(author):
    assert author.sort_key == "ada author"
    author.display_name = "Émile de l’Écluse"
    author.save(update_fields=["display_name"])
    author.refresh_from_db()
    assert author.sort_key == "emile de lecluse"


def test_who_was_there_before_is_put_in_order_and_who_is_gone_is_let_be(author, make_person):
    gone = make_person(name="Rolf")
    delete_account(gone, by=gone, comments="keep")
    User.objects.filter(pk=author.pk).update(sort_key="")
    steps = import_module("accounts.migrations.0005_people_in_alphabetical_order")
    steps.put_in_order(apps, None)
    assert User.objects.get(pk=author.pk).sort_key == "ada author"


def test_people_are_read_in_order_through_their_index(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off")
    assert "person_in_order" in User.objects.order_by("sort_key", "pk")[:20].explain()
