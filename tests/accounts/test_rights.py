"""Everything that is held about a person is theirs to take along."""

import io
import json
import zipfile
from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts import portraits, rights
from accounts.models import Credential
from articles import workflow
from articles.models import Image, Notice

pytestmark = pytest.mark.django_db
ADDRESS = "/accounts/my-data/"
User = get_user_model()
# Rows that name a person, and that no copy has, each with the reason.
LEFT_OUT = {
    "accounts.User_groups": "roles are data; groups are never used",
    "accounts.User_user_permissions": "roles are data; single permissions are never used",
    "articles.Article.authors": "its rows are told as Authorship",
    "comments.Case.taken_by": "the same act is told as an event of the case",
    "comments.Case.closed_by": "the same act is told as an event of the case",
    "comments.Case.confirmed_by": "the same act is told as an event of the case",
    "comments.Case.escalated_by": "the same act is told as an event of the case",
    **{
        f"comments.{field}": "the same act is told as an event of moderation"
        for field in (
            "Appeal.settled_by",
            "Comment.escalated_by",
            "Sanction.imposed_by",
            "Sanction.lifted_by",
            "FormerState.by",
        )  # fmt: skip
    },
    "comments.Appeal.against": "whose decision it was; it is told as that person's event",
    "comments.Claim.by": "for minutes only: who has a thing open",
    "comments.Skip.by": "for a day at most: what a moderator did not want to see",
    "comments.SecondLook.writer": "the comment is told; a second look changes nothing for them",
    "comments.SecondLook.first_by": "their decision is told as an event",
    "comments.SecondLook.judged_by": "a figure of all moderators, never of one person",
    "comments.Comment.settled_by": "the same act is told as an event of the comment",
    "comments.Comment.deleted_by": "the same act is told as an event of the comment",
}


def text(response):
    return " ".join(response.content.decode().split())


def copy_of(person):
    archive = zipfile.ZipFile(io.BytesIO(b"".join(rights.copy_for(person))))
    assert archive.testzip() is None
    return archive


def told(archive, name):
    return json.loads(archive.read(f"{name}.json"))


def told_of(settings):
    found = {}
    for dotted in settings.HELD_ABOUT_PEOPLE:
        found |= import_module(dotted.rpartition(".")[0]).TOLD
    return found


def test_every_row_that_names_a_person_is_told_or_left_out_for_a_reason(settings):
    found = told_of(settings)
    missing = []
    for model in apps.get_models(include_auto_created=True):
        label = model._meta.label
        for field in model._meta.get_fields():
            named = not field.auto_created and field.is_relation and field.related_model is User
            if named and field.name not in found.get(label, ()):
                if label not in LEFT_OUT and f"{label}.{field.name}" not in LEFT_OUT:
                    missing.append(f"{label}.{field.name}")
    assert missing == []


def test_what_is_told_exists(settings):
    for label, fields in told_of(settings).items():
        if model := rights.installed(label):
            for name in fields:
                assert model._meta.get_field(name).related_model is User, (label, name)


def test_every_section_can_be_read(published, author):
    """Each row's values are plain, and each name stands once."""
    archive = copy_of(author)
    names = archive.namelist()
    assert len(names) == len(set(names)) > 25
    for name in names:
        if name.endswith(".json"):
            assert isinstance(json.loads(archive.read(name)), list), name


def test_an_author_finds_what_they_did(published, author, editor, picture):
    name = default_storage.save("images/sleepsleep.png", ContentFile(b"pixels"))
    Image.objects.create(file=name, width=1, height=1, alt="A bed", uploaded_by=author)
    portraits.hang(author, portraits.draw(picture()), alt="Me", by=author)
    archive = copy_of(author)
    assert told(archive, "account")[0]["email"] == author.email
    assert told(archive, "bylines")[0]["article__title"] == "Sleep well"
    assert {row["verb"] for row in told(archive, "events")} == {"created", "submit"}
    assert told(archive, "your-name-in-print")[0]["as"]["name"] == "Ada Author"
    assert told(archive, "articles")[0]["you"][:2] == ["created_by", "edited_by"]
    assert archive.read("files/pictures/sleepsleep.png") == b"pixels"
    assert any(each.startswith("files/portrait/") for each in archive.namelist())
    assert "READ ME.txt" in archive.namelist()


def test_a_reviewer_finds_their_judgement_and_their_credential(published, reviewer):
    archive = copy_of(reviewer)
    (review,) = told(archive, "reviews")
    assert review["name"] == "Ria Reviewer" and review["you"] == ["decided_by"]
    (held,) = told(archive, "credentials")
    assert held["number"] == "7654321" and held["evidence"]


def test_no_secret_and_nobody_elses_words_are_in_a_copy(
    published, author, editor, reviewer, reader
):
    workflow.revise(published, by=editor)
    archive = copy_of(author)
    everything = b"".join(archive.read(name) for name in archive.namelist())
    for secret in (author.password, editor.email, reviewer.email, "Edda Editor", "7654321"):
        assert secret.encode() not in everything, secret
    assert told(copy_of(reader), "events") == [] == told(copy_of(reader), "your-name-in-print")


def test_words_are_told_to_who_wrote_them_and_not_to_who_settled_them(draft, author, reviewer):
    from articles.models import Remark

    workflow.submit(draft, by=author)
    draft.refresh_from_db()
    Remark.objects.create(
        article=draft,
        revision=draft.pending,
        quote="sleep",
        text="Too vague.",
        written_by=reviewer,
        written_at=draft.edited_at,
        done_by=author,
        done_at=draft.edited_at,
    )
    (mine,), (theirs,) = told(copy_of(reviewer), "remarks"), told(copy_of(author), "remarks")
    assert mine["text"] == "Too vague." and "text" not in theirs and theirs["you"] == ["done_by"]


def test_a_picture_that_is_lost_is_named_and_stops_nothing(author):
    Image.objects.create(file="images/gonegone.png", width=1, height=1, alt="x", uploaded_by=author)
    assert "pictures/gonegone.png.missing.txt" in copy_of(author).namelist()


def test_a_long_history_is_sent_in_pieces_and_read_in_few_questions(
    author, django_assert_max_num_queries
):
    rows = [
        Notice(
            recipient=author, subject=f"No. {n}", text="x" * 200, path="/", due=author.date_joined
        )
        for n in range(1500)
    ]
    Notice.objects.bulk_create(rows)
    with django_assert_max_num_queries(60):
        pieces = list(rights.copy_for(author))
    assert len(pieces) > 2 and max(map(len, pieces)) < 128 * 1024
    assert len(told(copy_of(author), "mail-that-waited")) == 1500


# --- the door


def test_the_door_asks_who_it_is_and_for_the_password_again(client, reader, signed_in):
    for method in (client.get, client.post):
        assert method(ADDRESS)["Location"].startswith("/accounts/login/")
    signed_in(reader, proved=False)
    for method in (client.get, client.post):
        response = method(ADDRESS)
        assert response["Location"].startswith("/accounts/reauthenticate/")
        assert response["Cache-Control"] == "private, no-store"
    signed_in(reader)
    for method in (client.put, client.delete, client.patch):
        assert method(ADDRESS).status_code == 405


def test_the_copy_is_sent_and_kept_by_no_cache(reader, stranger, signed_in):
    client = signed_in(reader)
    assert client.get(ADDRESS).status_code == 200
    response = client.post(ADDRESS)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"].startswith('attachment; filename="my-data-')
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    everything = b"".join(archive.read(name) for name in archive.namelist())
    assert reader.email.encode() in everything and stranger.email.encode() not in everything


def test_a_second_copy_waits_a_minute_and_another_person_does_not(reader, author, signed_in):
    client = signed_in(reader)
    assert client.post(ADDRESS).status_code == 200
    again = client.post(ADDRESS)
    assert again.status_code == 429 and "Wait a minute" in text(again)
    assert signed_in(author).post(ADDRESS).status_code == 200


def test_a_post_without_its_token_is_refused(reader):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(reader)
    for address in (ADDRESS, "/accounts/profile/", "/accounts/delete/"):
        assert client.post(address).status_code == 403, address


def test_an_administrator_sees_evidence_and_readers_never(
    client, published, administrator, reviewer
):
    Credential.objects.update(evidence="A secret letter of the council.")
    client.force_login(administrator)
    page = f"/admin/accounts/user/{reviewer.pk}/change/"
    assert "A secret letter" in text(client.get(page))
    client.logout()
    for address in ("/reviewers/ria-reviewer/", "/health/sleep-well/"):
        assert "A secret letter" not in text(client.get(address))
