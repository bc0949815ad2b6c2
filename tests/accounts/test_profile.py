"""What people say of themselves, and where it is seen."""

import json

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import portraits, profile
from accounts.models import Credential, Portrait
from articles import workflow

pytestmark = pytest.mark.django_db
ADDRESS = "/accounts/profile/"
User = get_user_model()


def text(response):
    return " ".join(response.content.decode().split())


def sent(client, **changes):
    """What the form would send after these changes."""
    page = client.get(ADDRESS)
    form, picture = page.context["form"], page.context["picture"]
    values = {name: form[name].value() or "" for name in form.fields}
    values["seen"] = page.context["seen"]
    if picture:
        values["alt"] = picture["alt"].value() or ""
    return {name: value for name, value in {**values, **changes}.items() if value is not False}


def save(client, **changes):
    return client.post(ADDRESS, sent(client, **changes))


def test_the_door_is_for_who_is_signed_in(client, reader):
    for method in (client.get, client.post):
        assert method(ADDRESS)["Location"].startswith("/accounts/login/")
    client.force_login(reader)
    page = client.get(ADDRESS)
    assert page.status_code == 200 and page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex"
    for method in (client.put, client.delete, client.patch):
        assert method(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    "name, asked",
    [
        ("reader", {"display_name", "bio", "has_public_page"}),
        ("author", {"display_name", "bio", "credentials", "orcid", "disclosure_statement"}),
        ("moderator", {"display_name", "bio", "credentials", "orcid", "disclosure_statement"}),
        ("superuser", {"display_name", "bio", "credentials", "orcid", "disclosure_statement"}),
    ],
)
def test_each_is_asked_for_what_concerns_them(client, request, name, asked):
    client.force_login(request.getfixturevalue(name))
    page = client.get(ADDRESS)
    assert set(page.context["form"].fields) == asked
    assert bool(page.context["picture"]) == (name != "reader")


def test_what_is_not_theirs_to_change_is_not_changed(client, reader):
    client.force_login(reader)
    save(client, roles="admin", credentials="MD", is_superuser="1", email="x@example.org", bio="B")
    kept = User.objects.get(pk=reader.pk)
    assert (kept.bio, kept.roles, kept.credentials, kept.email) == ("B", [], "", reader.email)
    with pytest.raises(PermissionDenied):
        profile.change(kept, {"credentials": "MD"}, by=kept, seen=profile.as_seen(kept))


def test_nobody_describes_anybody_else(reader, administrator):
    with pytest.raises(PermissionDenied):
        profile.change(reader, {"bio": "x"}, by=administrator, seen=profile.as_seen(reader))
    with pytest.raises(PermissionDenied):
        portraits.take_down(reader, by=administrator)


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"display_name": ""}, "Name: Write the name that readers will see"),
        ({"display_name": "Ada\u202eAuthor"}, "signs that cannot be seen"),
        ({"display_name": "12 345"}, "at least one letter"),
        ({"display_name": "deleted  USER"}, "stands for deleted accounts"),
        ({"orcid": "0000-0002-1825-0098"}, "a digit is wrong"),
        ({"bio": "x" * 2001}, "2000"),
    ],
)
def test_what_cannot_be_stored_is_said_and_stays_typed(client, author, changes, words):
    client.force_login(author)
    response = save(client, **{"disclosure_statement": "A talk in 2024.", **changes})
    assert response.status_code == 422 and words in text(response)
    assert "A talk in 2024." in text(response)
    assert "Error:" in text(response).split("</title>")[0]
    assert User.objects.get(pk=author.pk).disclosure_statement == "None"


def test_who_saves_over_another_change_is_told_and_loses_nothing(client, author):
    client.force_login(author)
    form = sent(client, bio="Mine")
    User.objects.filter(pk=author.pk).update(credentials="RN")
    response = client.post(ADDRESS, form)
    assert response.status_code == 409 and "Mine" in text(response)
    assert "changed elsewhere" in text(response)
    assert User.objects.get(pk=author.pk).bio == ""
    assert client.post(ADDRESS, {**form, "seen": response.context["seen"]}).status_code == 302
    assert User.objects.get(pk=author.pk).bio == "Mine"


def test_the_history_of_the_admin_says_what_changed_and_not_the_words(client, author, reader):
    client.force_login(author)
    save(client, credentials="RN", bio="Words")
    told = LogEntry.objects.get().get_change_message()
    assert "bio, credentials" in told and "Words" not in told
    client.force_login(reader)
    save(client, bio="Words")
    assert LogEntry.objects.count() == 1


# --- print


def test_a_new_name_changes_nothing_that_is_signed(client, published, author, reviewer):
    before = client.get("/health/sleep-well/").content
    digest = published.live.digest()
    for person, name in ((author, "Ada Married"), (reviewer, "Ria Married")):
        client.force_login(person)
        save(client, display_name=name, credentials="PhD", disclosure_statement="A lot.")
        client.logout()
    published.live.refresh_from_db()
    assert published.live.digest() == digest == published.live.sha256
    assert client.get("/health/sleep-well/").content == before
    assert "Ada Married" in text(client.get("/authors/ada-author/"))
    assert "Ria Married" in text(client.get("/reviewers/ria-reviewer/"))


def test_the_next_version_has_the_new_name(client, published, author, editor):
    client.force_login(author)
    save(client, display_name="Ada Married")
    workflow.revise(published, by=editor)
    workflow.submit(published, by=editor)
    assert published.pending.byline[0]["name"] == "Ada Married"
    assert published.live.byline[0]["name"] == "Ada Author"


# --- readers


def test_readers_have_no_public_page_until_they_ask_for_one(client, reader):
    for part in ("members", "authors", "reviewers"):
        assert client.get(f"/{part}/{reader.slug}/").status_code == 404
    client.force_login(reader)
    save(client, bio="I read <b>a lot</b>.", has_public_page="on")
    client.logout()
    address = f"/members/{User.objects.get(pk=reader.pk).slug}/"
    page = client.get(address)
    assert page.status_code == 200 and page["X-Robots-Tag"] == "noindex"
    assert page["Cache-Control"].startswith("public") and not page.cookies
    assert "I read &lt;b&gt;a lot&lt;/b&gt;." in text(page) and "Rolf Reader" in text(page)
    assert "Member since" in text(page) and reader.email not in text(page)
    assert 'name="robots" content="noindex"' in text(page)
    for method in (client.post, client.put, client.delete):
        assert method(address).status_code == 405
    client.force_login(reader)
    save(client, has_public_page=False)
    assert client.get(address).status_code == 404


def test_a_members_page_asks_three_questions(client, reader, django_assert_max_num_queries):
    User.objects.filter(pk=reader.pk).update(has_public_page=True)
    client.get("/members/rolf-reader/")
    with django_assert_max_num_queries(3):
        assert client.get("/members/rolf-reader/").status_code == 200


def test_who_is_switched_off_or_gets_a_role_has_no_members_page(client, reader):
    for change in ({"is_active": False}, {"is_active": True, "roles": ["moderator"]}):
        User.objects.filter(pk=reader.pk).update(has_public_page=True, **change)
        assert client.get("/members/rolf-reader/").status_code == 404
    assert not User.objects.get(pk=reader.pk).shows_a_member_page


def test_an_address_follows_the_name_until_it_is_public(client, make_person):
    person = make_person(name="", email="secret.box@example.org")
    assert person.slug == "secretbox"
    client.force_login(person)
    save(client, display_name="Sam", has_public_page="on")
    assert User.objects.get(pk=person.pk).slug == "sam"
    save(client, display_name="Samantha", has_public_page="on")
    assert User.objects.get(pk=person.pk).slug == "sam"


def test_an_address_that_stands_in_print_never_moves(client, published, author):
    User.objects.filter(pk=author.pk).update(roles=[])
    client.force_login(author)
    save(client, display_name="Somebody Else", has_public_page="on")
    assert User.objects.get(pk=author.pk).slug == "ada-author"


# --- portraits


def test_machines_read_of_a_person_what_readers_read(client, author, published, picture, settings):
    User.objects.filter(pk=author.pk).update(orcid="0000-0002-1694-233X")
    portraits.hang(author, portraits.draw(picture()), alt="Ada at her desk", by=author)
    response = client.get("/authors/ada-author/")
    page = text(response)
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    about = next(n for n in json.loads(block)["@graph"] if n["@type"] == "Person")
    assert about["identifier"]["value"] == "0000-0002-1694-233X"
    assert about["sameAs"] == "https://orcid.org/0000-0002-1694-233X"
    assert f'<a href="{about["sameAs"]}" rel="me noopener">0000-0002-1694-233X</a>' in page
    image = about["image"]
    assert image["url"] == settings.SITE_URL + response.context["person"].portrait.url
    assert (image["caption"], image["width"]["value"]) == ("Ada at her desk", 480)
    assert 'alt="Ada at her desk" width="480"' in page


def test_without_them_machines_are_told_nothing_of_orcid_or_picture(client, published):
    page = text(client.get("/authors/ada-author/"))
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    about = next(n for n in json.loads(block)["@graph"] if n["@type"] == "Person")
    assert not {"identifier", "sameAs", "image"} & set(about)


def test_the_registration_is_shown_as_it_is_now_with_its_entry(client, published, reviewer):
    entry = "https://register.example.org/7654321"
    assert "See the entry" not in text(client.get("/reviewers/ria-reviewer/"))
    Credential.objects.update(register_url=entry)  # by which it is no longer verified
    page = text(client.get("/reviewers/ria-reviewer/"))
    assert "before the last review here" in page and entry not in page
    by = User.objects.system()
    Credential.objects.update(verified_at=timezone.now(), verified_by=by, evidence="The register.")
    page = text(client.get("/reviewers/ria-reviewer/"))
    assert f'href="{entry}" rel="noopener">See the entry in the register</a>' in page
    assert "Registration verified" in page and "The register." not in page


@pytest.mark.parametrize("address", [ADDRESS, "/accounts/my-data/", "/accounts/delete/"])
def test_pages_of_ones_own_ask_few_questions(
    author, published, signed_in, address, django_assert_max_num_queries
):
    client = signed_in(author)
    client.get(address)
    with django_assert_max_num_queries(8):
        assert client.get(address).status_code == 200


def upload(data, name="me.jpg"):
    return SimpleUploadedFile(name, data, "image/jpeg")


def test_a_portrait_is_drawn_anew_small_and_shown(client, author, published, picture):
    client.force_login(author)
    assert save(client, upload=upload(picture())).status_code == 302
    portrait = Portrait.objects.get(user=author)
    kept = default_storage.open(portrait.file.name).read()
    assert (portrait.width, portrait.height) == (480, 640) and b"taken at home" not in kept
    assert portrait.file.name.startswith("images/") and "me" not in portrait.file.name[:12]
    client.logout()
    page = text(client.get("/authors/ada-author/"))
    assert f'src="{portrait.file.url}" alt="Portrait of Ada Author" width="480"' in page
    assert client.get(portrait.file.url)["Content-Type"] == "image/webp"


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", b"\xff\xd8\xff broken"])
def test_what_is_no_picture_is_refused_and_the_words_stay(client, author, data):
    client.force_login(author)
    response = save(client, upload=upload(data), bio="Kept words")
    assert response.status_code == 422 and "Kept words" in text(response)
    assert not Portrait.objects.exists()


def test_the_next_portrait_takes_the_place_of_the_first_and_none_is_left(
    client, author, picture, django_capture_on_commit_callbacks
):
    client.force_login(author)
    save(client, upload=upload(picture()), alt="Me in teal")
    first = Portrait.objects.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        save(client, upload=upload(picture(colour="red")), alt="Me in red")
    second = Portrait.objects.get()
    assert second.alt == "Me in red" and not default_storage.exists(first)
    save(client, alt="Me, in a red coat")
    assert Portrait.objects.get().alt == "Me, in a red coat"
    with django_capture_on_commit_callbacks(execute=True):
        save(client, remove="on")
    assert not Portrait.objects.exists() and not default_storage.exists(second.file.name)


def test_a_portrait_of_a_reader_is_not_taken(client, reader, picture):
    client.force_login(reader)
    save(client, upload=upload(picture()), bio="B")
    assert not Portrait.objects.exists()


def test_without_a_portrait_there_are_letters_and_no_request(client, published):
    page = text(client.get("/authors/ada-author/"))
    assert '<span class="portrait monogram" aria-hidden="true">AA</span>' in page
    assert "<img" not in page.split("<main")[1].split("</main>")[0].split("person-words")[0]


@pytest.mark.parametrize(
    "name, letters",
    [("Ada Author", "AA"), ("ada", "A"), ("Ana de la Cruz", "AC"), ("(x) Élodie", "É"), ("--", "")],
)
def test_a_monogram_is_the_first_and_the_last_letter(name, letters):
    assert User(display_name=name).monogram == letters


def test_the_database_takes_no_portrait_without_words(author):
    with pytest.raises(IntegrityError), transaction.atomic():
        Portrait.objects.create(user=author, file="images/x.webp", width=1, height=1, alt="")


def test_an_orcid_is_stored_as_it_is_written(author):
    author.orcid = "https://orcid.org/000000021694233x"
    author.clean()
    assert author.orcid == "0000-0002-1694-233X"
    author.orcid = "0000-0002-1694-2330"
    with pytest.raises(ValidationError):
        author.clean_fields()
