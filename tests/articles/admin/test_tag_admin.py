"""Merging tags and giving them other names on the desk."""

import pytest

from articles import tagging
from articles.models import Tag

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/tag/"


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def tags(published, make_draft):
    make_draft("Other", tags=["Sleep", "Slumber"])
    return {tag.name: tag for tag in Tag.objects.all()}


def test_an_editor_merges_a_tag_and_is_told(client, editor, tags):
    client.force_login(editor)
    page = words(client.get(f"{LIST}{tags['Slumber'].pk}/change/"))
    door = f"{LIST}{tags['Slumber'].pk}/names/"
    assert door in page
    assert "1 article carries this tag" in words(client.get(door))
    response = client.post(door, {"into": " sleep "}, follow=True)
    assert "“Slumber” is a name of “Sleep” now" in words(response)
    assert "Slumber (Edda Editor," in words(response)
    page = words(client.get(f"{LIST}{tags['Slumber'].pk}/change/"))
    assert "Edda Editor made this a name of “Sleep”" in page and 'name="_save"' not in page
    assert client.get(door).status_code == 404
    found = client.get(f"{LIST}complete/", {"q": "s"}).json()["results"]
    assert found == ["Sleep"]


def test_a_refused_name_says_why_and_stays_in_its_field(client, editor, tags):
    client.force_login(editor)
    door = f"{LIST}{tags['Slumber'].pk}/names/"
    response = client.post(door, {"into": "Nowhere"})
    assert response.status_code == 409
    assert "There is no tag “Nowhere”" in words(response) and 'value="Nowhere"' in words(response)
    response = client.post(door, {"name": "…"})
    assert response.status_code == 400 and "no letter or digit" in words(response)
    assert "There is a tag “Sleep” already" in words(client.post(door, {"name": "sleep"}))
    assert "is a name of “Slumber” now" in words(client.post(door, {"name": "Nod"}, follow=True))


def test_nobody_makes_a_tag_of_a_merged_name_or_deletes_one(client, editor, tags):
    client.force_login(editor)
    tagging.merge(tags["Slumber"], tags["Sleep"], by=editor)
    response = client.post(f"{LIST}add/", {"name": "slumber", "slug": "slumber-2"})
    assert "is another name of the tag “Sleep”" in words(response)
    for name, why in (("Slumber", "its address leads there"), ("Sleep", "other names that lead")):
        address = f"{LIST}{tags[name].pk}/delete/"
        assert why in words(client.post(address, {"post": "yes"}, follow=True))
    assert Tag.objects.count() == 2


@pytest.mark.parametrize("person", ["author", "reviewer", "moderator", "publisher", "stranger"])
def test_only_editors_merge(client, request, tags, person):
    client.force_login(request.getfixturevalue(person))
    door = f"{LIST}{tags['Slumber'].pk}/names/"
    assert client.get(door).status_code == 403
    assert client.post(door, {"into": "Sleep"}).status_code == 403
    assert tags["Slumber"].tagged.count() == 1


def test_the_door_takes_no_other_methods(client, editor, tags):
    client.force_login(editor)
    assert client.put(f"{LIST}{tags['Slumber'].pk}/names/").status_code == 405
