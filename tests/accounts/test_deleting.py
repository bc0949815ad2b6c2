"""An account is deleted by its own person, whole, and for good."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.auth import authenticate, get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from accounts import deleting, portraits, profile
from accounts.models import Credential, Deletion, Portrait
from articles import history_check, manuscript, workflow
from articles.models import Notice
from tests.conftest import PASSWORD, publish_with_warnings

pytestmark = pytest.mark.django_db
ADDRESS = "/accounts/delete/"
YES = {"comments": "keep", "sure": "on"}
User = get_user_model()


def text(response):
    return " ".join(response.content.decode().split())


def go(person, comments="keep"):
    return deleting.delete_account(person, by=person, comments=comments)


def test_nothing_of_a_reader_is_left(
    reader, signed_in, mailoutbox, django_capture_on_commit_callbacks
):
    User.objects.filter(pk=reader.pk).update(bio="About me", has_public_page=True)
    EmailAddress.objects.get_or_create(user=reader, email=reader.email)
    Notice.objects.create(recipient=reader, subject="x", text="x", path="/", due=timezone.now())
    client, other = signed_in(reader), type(signed_in(reader))()
    other.force_login(reader)
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(ADDRESS, YES, follow=True)
    assert response.redirect_chain == [("/accounts/deleted/", 302)]
    assert "Your account is deleted" in text(response)
    kept = User.objects.get(pk=reader.pk)
    assert kept.is_deleted and not kept.is_active and not kept.has_usable_password()
    values = " ".join(
        str(value) for value in User.objects.filter(pk=reader.pk).values()[0].values()
    )
    for gone in ("Rolf", "rolf", "About me", reader.email):
        assert gone not in values, gone
    assert kept.email.endswith("@deleted.invalid")
    assert not EmailAddress.objects.exists() and not Notice.objects.exists()
    assert other.get("/accounts/profile/").status_code == 302
    assert client.get("/accounts/profile/").status_code == 302
    assert authenticate(email=reader.email, password=PASSWORD) is None
    assert client.get("/members/rolf-reader/").status_code == 404
    assert [mail.to for mail in mailoutbox] == [[reader.email]]


def test_of_a_deletion_only_the_day_and_the_choice_are_written_down(reader, author):
    go(reader, "delete")
    go(author, "keep")
    facts = list(Deletion.objects.order_by("id").values_list("had_a_role", "comments"))
    assert facts == [(False, "delete"), (True, "keep")]
    assert {f.name for f in Deletion._meta.fields} == {"id", "day", "had_a_role", "comments"}


def test_portrait_credentials_and_the_history_of_the_account_go(
    reviewer, administrator, picture, django_capture_on_commit_callbacks
):
    portraits.hang(reviewer, portraits.draw(picture()), alt="Me", by=reviewer)
    file = Portrait.objects.get().file.name
    seen = profile.as_seen(reviewer)
    profile.change(reviewer, {"bio": "x"}, by=reviewer, seen=seen)
    with django_capture_on_commit_callbacks(execute=True):
        go(reviewer)
    assert not Credential.objects.exists() and not Portrait.objects.exists()
    assert not default_storage.exists(file) and not LogEntry.objects.exists()


def test_what_is_in_print_keeps_the_name_and_the_record_holds(client, published, author, reviewer):
    before = client.get("/health/sleep-well/").content
    go(author)
    go(reviewer)
    assert client.get("/health/sleep-well/").content == before
    assert b"Ada Author" in before and b"Ria Reviewer" in before
    assert list(history_check.check(history_check.Count())) == []
    for address in ("/authors/ada-author/", "/reviewers/ria-reviewer/"):
        page = client.get(address)
        assert page.status_code == 410 and "account was deleted" in text(page)
        assert "Ada" not in text(page) and "Ria" not in text(page)
    assert "ada-author" not in text(client.get("/authors/"))
    assert "ria-reviewer" not in text(client.get("/reviewers/"))


def test_nobody_else_comes_to_stand_at_an_address_in_print(published, author, make_person):
    go(author)
    assert make_person("author", name="Ada Author").slug == "ada-author-2"


def test_the_next_version_still_names_who_is_gone(published, author, editor, credentialed):
    go(author)
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=editor, summary=published.summary.replace("plain", "plainer"))
    workflow.submit(published, by=editor)
    workflow.approve(published, by=credentialed("reviewer", name="Rosa Reviewer"))
    publish_with_warnings(published, by=editor)
    assert [each["name"] for each in published.live.byline] == ["Ada Author"]


def test_who_was_never_in_print_is_not_named_by_a_later_version(draft, author, editor):
    manuscript.edit(draft, by=author, authors=[author, editor])
    go(author)
    draft.refresh_from_db()
    workflow.submit(draft, by=editor)
    assert [each["name"] for each in draft.pending.byline] == ["Edda Editor"]


def test_open_work_passes_to_others(published, author, editor, django_capture_on_commit_callbacks):
    published.refresh_from_db()
    assert published.owner == author
    with django_capture_on_commit_callbacks(execute=True):
        go(author)
    published.refresh_from_db()
    assert author not in (published.owner, published.deputy) and published.owner == editor


def test_the_only_administrator_stays(administrator, signed_in, superuser):
    User.objects.filter(pk=superuser.pk).update(is_active=False)
    client = signed_in(administrator)
    assert "only administrator" in text(client.get(ADDRESS))
    assert client.post(ADDRESS, YES).status_code == 409
    with pytest.raises(PermissionDenied, match="only administrator"):
        go(administrator)
    User.objects.filter(pk=superuser.pk).update(is_active=True)
    assert go(administrator)


def test_nobody_deletes_anybody_else(reader, administrator):
    with pytest.raises(PermissionDenied):
        deleting.delete_account(reader, by=administrator, comments="keep")
    with pytest.raises(ValidationError):
        go(reader, "maybe")
    assert User.objects.get(pk=reader.pk).is_active


def test_a_second_time_changes_nothing(reader):
    assert go(reader) and not go(reader)
    assert Deletion.objects.count() == 1


def test_a_deleted_account_is_never_filled_again(client, reader, administrator):
    stale = User.objects.get(pk=reader.pk)
    go(reader)
    for change in ({"is_active": True}, {"date_deleted": None}, {"display_name": "Rolf"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            User.objects.filter(pk=reader.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        stale.save()
    client.force_login(administrator)
    page = f"/admin/accounts/user/{reader.pk}/change/"
    assert client.get(page).status_code == 200
    assert client.post(page, {"email": "a@example.org", "is_active": "on"}).status_code == 403


def test_the_database_wants_a_deleted_account_empty(reader):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=reader.pk).update(date_deleted=timezone.now())


def test_other_apps_are_told_in_the_same_transaction(reader, settings, monkeypatch):
    told = []

    def hook(person, *, comments):
        told.append((person.display_name, comments, transaction.get_connection().in_atomic_block))
        raise RuntimeError

    monkeypatch.setattr("articles.rights.when_an_account_goes", hook)
    with pytest.raises(RuntimeError), transaction.atomic():
        go(reader, "delete")
    assert told == [("Rolf Reader", "delete", True)]
    assert User.objects.get(pk=reader.pk).is_active and not Deletion.objects.exists()


def test_mail_that_fails_undoes_nothing_and_the_log_names_nobody(
    reader, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def broken(*args, **kwargs):
        raise OSError(f"no mailbox {reader.email}")

    monkeypatch.setattr(deleting, "send_mail", broken)
    with django_capture_on_commit_callbacks(execute=True):
        go(reader)
    assert User.objects.get(pk=reader.pk).is_deleted
    assert "failed: OSError" in caplog.text and reader.email not in caplog.text


# --- the door


def test_the_door_asks_who_it_is_and_for_the_password_again(client, reader, signed_in):
    for method in (client.get, client.post):
        assert method(ADDRESS)["Location"].startswith("/accounts/login/")
    signed_in(reader, proved=False)
    for method in (client.get, client.post):
        assert method(ADDRESS, YES)["Location"].startswith("/accounts/reauthenticate/")
    signed_in(reader)
    for method in (client.put, client.delete, client.patch):
        assert method(ADDRESS).status_code == 405
    assert User.objects.get(pk=reader.pk).is_active


def test_a_long_ago_password_is_asked_for_again(client, reader, signed_in):
    signed_in(reader)
    session = client.session
    (record,) = session["account_authentication_methods"]
    record["at"] -= timedelta(minutes=6).total_seconds()
    session["account_authentication_methods"] = [record]
    session.save()
    assert "reauthenticate" in client.post(ADDRESS, YES)["Location"]
    assert User.objects.get(pk=reader.pk).is_active


def test_looking_deletes_nothing_and_says_what_stays(reader, author, published, signed_in):
    assert "where it stands in print" not in text(signed_in(reader).get(ADDRESS))
    page = signed_in(author).get(ADDRESS)
    assert "where it stands in print" in text(page) and "your roles" in text(page)
    assert page["Cache-Control"] == "private, no-store"
    assert User.objects.filter(pk__in=[reader.pk, author.pk], is_active=True).count() == 2


@pytest.mark.parametrize(
    "given, words",
    [({"sure": "on"}, "Choose what happens"), ({"comments": "keep"}, "Tick that you understand"),
     ({**YES, "comments": "x"}, "x is not one of")],
)  # fmt: skip
def test_an_unclear_answer_deletes_nothing(reader, signed_in, given, words):
    response = signed_in(reader).post(ADDRESS, given)
    assert response.status_code == 422 and words in text(response)
    assert User.objects.get(pk=reader.pk).is_active


def test_the_last_page_is_for_everybody_and_only_to_read(client):
    assert client.get("/accounts/deleted/").status_code == 200
    assert "no-store" in client.get("/accounts/deleted/")["Cache-Control"]
    assert client.post("/accounts/deleted/").status_code == 405


def test_who_proves_themselves_after_pressing_has_pressed(client, reader, signed_in):
    """The answers are kept while the password is asked for, and nothing happens before."""
    signed_in(reader, proved=False)
    asked = client.post(ADDRESS, YES)["Location"]
    assert client.post(asked, {"password": "a wrong password"}).status_code == 200
    assert User.objects.get(pk=reader.pk).is_active
    response = client.post(asked, {"password": PASSWORD})
    assert response["Location"] == "/accounts/deleted/"
    assert User.objects.get(pk=reader.pk).is_deleted
    assert client.get("/accounts/profile/").status_code == 302
