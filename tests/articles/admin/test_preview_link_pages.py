import re
import uuid

import pytest

from articles import preview_links, workflow
from articles.models import PreviewLink

pytestmark = pytest.mark.django_db
DESK = "/admin/articles/article/"


def text(response):
    return response.content.decode()


def address(article, page=""):
    return f"{DESK}{article.pk}/previews/{page}"


@pytest.fixture
def submitted(draft, author):
    return workflow.submit(draft, by=author)


@pytest.fixture
def link(submitted, author):
    link, _ = preview_links.invite(
        submitted, by=author, name="Gwen Guest", revision=submitted.pending
    )
    return link


def invitation(**fields):
    return {"name": "Gwen Guest", "version": "1", "days": "14", "key": str(uuid.uuid4()), **fields}


def shown_address(response):
    return re.search(r"<code>http://[^/]+(/preview/[\w-]{43}/)</code>", text(response))


def test_an_invitation_shows_its_address_once(client, submitted, author):
    client.force_login(author)
    response = client.post(address(submitted), invitation())
    opened = shown_address(response)[1]
    assert response["Cache-Control"].find("no-store") >= 0
    assert client.get(opened).status_code == 200
    again = client.get(address(submitted))
    assert shown_address(again) is None and "Opened once" in text(again)
    assert opened.split("/")[2] not in text(again)


def test_the_same_form_sent_twice_makes_one_link_and_says_so(client, submitted, author):
    client.force_login(author)
    form = invitation()
    client.post(address(submitted), form)
    response = client.post(address(submitted), form)
    assert PreviewLink.objects.count() == 1
    assert shown_address(response) is None and "shown only once" in text(response)


def test_a_new_address_takes_the_place_of_the_old(client, submitted, link, author):
    client.force_login(author)
    before = link.token_sha256
    opened = shown_address(client.post(address(submitted, f"{link.pk}/renew/")))[1]
    link.refresh_from_db()
    assert link.token_sha256 != before and client.get(opened).status_code == 200


def test_a_preview_is_ended(client, submitted, link, author):
    client.force_login(author)
    client.post(address(submitted, f"{link.pk}/end/"))
    page = text(client.get(address(submitted)))
    assert "Ended by Ada Author" in page and "Make a new address" not in page
    assert client.post(address(submitted, f"{link.pk}/renew/")).status_code == 422
    assert client.post(address(submitted, f"{link.pk}/end/")).status_code == 302


@pytest.mark.parametrize(
    "odd",
    [{"name": " "}, {"days": "0"}, {"days": "91"}, {"days": "x"}, {"days": "9" * 30},
     {"version": ""}, {"version": "99"}, {"version": "x"}, {"version": "9" * 30}],
)  # fmt: skip
def test_a_refused_invitation_keeps_what_was_typed(odd, client, submitted, author):
    client.force_login(author)
    form = invitation(name="Gwen Typed", days="33")
    response = client.post(address(submitted), {**form, **odd})
    assert response.status_code == 422 and not PreviewLink.objects.exists()
    if "name" not in odd:
        assert 'value="Gwen Typed"' in text(response)
    if "days" not in odd:
        assert 'value="33"' in text(response)


def test_the_manuscript_is_offered_to_those_who_see_it_in_every_stage(
    client, submitted, author, reviewer
):
    client.force_login(author)
    assert "The manuscript, as it stands" in text(client.get(address(submitted)))
    assert client.post(address(submitted), invitation(version="manuscript")).status_code == 200
    client.force_login(reviewer)
    assert "The manuscript, as it stands" not in text(client.get(address(submitted)))
    assert client.post(address(submitted), invitation(version="manuscript")).status_code == 422
    assert client.post(address(submitted), invitation()).status_code == 200


CHARACTERS = [
    "author", "editor", "reviewer", "moderator", "publisher", "administrator", "reader",
    "stranger", "superuser",
]  # fmt: skip
MAY = {"author", "editor", "reviewer", "administrator", "superuser"}


@pytest.mark.parametrize("who", CHARACTERS)
def test_the_doors_open_for_those_who_write_or_review_only(who, client, submitted, link, request):
    client.force_login(request.getfixturevalue(who))
    assert (client.get(address(submitted)).status_code == 200) == (who in MAY)
    if who not in MAY:
        for page in ("", f"{link.pk}/renew/", f"{link.pk}/end/"):
            status = client.post(address(submitted, page), invitation()).status_code
            assert status in {302, 403, 404}, page
        link.refresh_from_db()
        assert PreviewLink.objects.count() == 1 and not link.revoked_at and not link.renewed_at


def test_nobody_gets_in_without_an_account(client, submitted, link):
    for page in ("", f"{link.pk}/renew/", f"{link.pk}/end/"):
        for method in (client.get, client.post):
            assert method(address(submitted, page)).status_code == 302


def test_another_articles_link_is_not_found(client, link, make_draft, author, editor):
    other = workflow.submit(make_draft("Another"), by=author)
    client.force_login(editor)
    for page in ("renew/", "end/"):
        assert client.post(address(other, f"{link.pk}/{page}")).status_code == 404
        assert client.post(address(other, f"999999/{page}")).status_code == 404
    link.refresh_from_db()
    assert link.works and link.renewed_at is None


def test_wrong_methods_are_refused_and_missing_articles_not_found(client, submitted, link, author):
    client.force_login(author)
    for page in (f"{link.pk}/renew/", f"{link.pk}/end/"):
        assert client.get(address(submitted, page)).status_code == 405
    assert client.put(address(submitted)).status_code == 405
    assert client.get(f"{DESK}999999/previews/").status_code == 404
    link.refresh_from_db()
    assert link.works
