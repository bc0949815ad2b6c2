"""The list of foreign addresses, and asking that one be checked again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Link

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/link/"


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def broken(published):
    link = Link.objects.get(address="https://medlineplus.gov/healthysleep.html")
    facts = {"status": "broken", "failures": 2, "first_failed": timezone.now()}
    later = timezone.now() + timedelta(days=7)
    Link.objects.filter(pk=link.pk).update(**facts, next_check=later, answer="404 Not Found")
    return link


def test_the_list_shows_the_broken_ones_first_and_others_when_asked(client, editor, broken):
    client.force_login(editor)
    page = words(client.get(LIST))
    assert "healthysleep.html" in page and "sleep.example.org" not in page
    assert "404 Not Found" in page and f"{timezone.now():%-d %B %Y}" in page
    assert "sleep.example.org" in words(client.get(LIST, {"status": "unchecked"}))
    everything = words(client.get(LIST, {"status": "all"}))
    assert "sleep.example.org" in everything and "healthysleep.html" in everything
    assert "sleep.example.org" not in words(client.get(LIST, {"status": "nonsense"}))


def test_the_list_asks_few_questions(client, editor, broken, django_assert_max_num_queries):
    client.force_login(editor)
    with django_assert_max_num_queries(8):
        client.get(LIST, {"status": "all"})


def test_a_link_tells_where_it_is_used(client, editor, broken, published):
    client.force_login(editor)
    page = words(client.get(f"{LIST}{broken.pk}/change/"))
    assert f'<a href="/admin/articles/article/{published.pk}/change/">Sleep well</a>' in page
    assert "(among the sources)" in page and "Check again now" in page
    assert 'name="_save"' not in page


def test_an_editor_has_it_checked_again(client, editor, broken, settings):
    client.force_login(editor)
    door = f"{LIST}{broken.pk}/check-again/"
    assert "switched off" in words(client.post(door, follow=True))
    settings.LINK_CHECKS = True
    assert "within a few minutes" in words(client.post(door, follow=True))
    broken.refresh_from_db()
    assert broken.next_check <= timezone.now() and broken.status == "broken"


def test_nothing_here_is_added_changed_or_deleted(client, superuser, broken):
    client.force_login(superuser)
    assert client.get(f"{LIST}add/").status_code == 403
    for page in ("change", "delete"):
        client.post(f"{LIST}{broken.pk}/{page}/", {"status": "works", "post": "yes"})
    broken.refresh_from_db()
    assert broken.status == "broken"


def test_looking_checks_nothing_and_other_methods_are_refused(client, editor, broken):
    client.force_login(editor)
    door = f"{LIST}{broken.pk}/check-again/"
    for method in (client.get, client.head, client.put, client.delete):
        assert method(door).status_code == 405
    assert client.post(f"{LIST}999999/check-again/").status_code == 404
    broken.refresh_from_db()
    assert broken.next_check > timezone.now()


ROLES = ["author", "reviewer", "moderator", "reader", "publisher"]


@pytest.mark.parametrize("name", [None, *ROLES])
def test_the_door_is_for_editors(client, request, broken, name):
    if name:
        client.force_login(request.getfixturevalue(name))
    assert client.post(f"{LIST}{broken.pk}/check-again/").status_code in {302, 403}
    opened = client.get(LIST).status_code == 200
    assert opened == (name == "publisher")
    if opened:
        assert "Check again now" not in words(client.get(f"{LIST}{broken.pk}/change/"))
    broken.refresh_from_db()
    assert broken.next_check > timezone.now()
