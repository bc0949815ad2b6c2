"""Everybody who may open the desk chooses when HealthHub writes to them, for themselves alone."""

import pytest

pytestmark = pytest.mark.django_db
PAGE = "/admin/accounts/user/my-mail/"


@pytest.mark.parametrize("who", ["author", "reviewer", "moderator", "publisher", "administrator"])
def test_one_chooses_for_oneself(who, client, request, editor):
    person = request.getfixturevalue(who)
    client.force_login(person)
    page = client.get(PAGE).content.decode()
    assert "At once" in page and "Once a day" in page and "Never" in page and person.email in page

    response = client.post(PAGE, {"notices": "daily", "user": editor.pk, "roles": "admin"})

    assert response.status_code == 302
    before = person.roles
    person.refresh_from_db()
    editor.refresh_from_db()
    assert (person.notices, person.roles, editor.notices) == ("daily", before, "at_once")


@pytest.mark.parametrize("sent", [{}, {"notices": ""}, {"notices": "hourly"}])
def test_what_is_no_choice_is_refused(client, author, sent):
    client.force_login(author)
    response = client.post(PAGE, sent)
    assert response.status_code == 200 and b"errorlist" in response.content
    author.refresh_from_db()
    assert author.notices == "at_once"


def test_it_is_closed_to_those_without_a_role(client, reader):
    assert client.get(PAGE).status_code == 302
    assert client.post(PAGE, {"notices": "none"}).status_code == 302
    client.force_login(reader)
    assert client.post(PAGE, {"notices": "none"}).status_code == 302
    reader.refresh_from_db()
    assert reader.notices == "at_once"


def test_it_has_no_other_methods(client, author):
    client.force_login(author)
    for method in (client.put, client.delete, client.patch):
        assert method(PAGE).status_code == 405


def test_an_administrator_sets_it_for_others_too(client, administrator, author):
    client.force_login(administrator)
    page = client.get(f"/admin/accounts/user/{author.pk}/change/").content.decode()
    assert 'name="notices"' in page
