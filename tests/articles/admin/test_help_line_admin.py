import pytest
from django.utils import timezone

from articles.models import HelpLine, HelpLineRecord

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/helpline/"
MAY = ["editor", "administrator", "superuser"]
MAY_NOT = ["author", "reviewer", "moderator", "publisher", "reader", "stranger"]


@pytest.fixture
def line(db):
    return HelpLine.objects.get(number="1737", channel="call")


@pytest.fixture
def check(line):
    return f"{LIST}{line.pk}/check/"


def fields_of(line, **others):
    names = (
        "country country_name name channel number what_to_send hours audience languages source "
        "position"
    ).split()
    return {**{name: getattr(line, name) for name in names}, "in_use": "on", "owner": "", **others}


@pytest.mark.parametrize("person", MAY)
def test_keepers_say_that_they_checked_a_number(client, line, check, person, request):
    somebody = request.getfixturevalue(person)
    client.force_login(somebody)
    page = client.get(check).content.decode()
    assert "I checked this number today" in page and line.source in page
    assert client.post(check, {"number": "1737"}).status_code == 302
    line.refresh_from_db()
    assert (line.verified_on, line.verified_by) == (timezone.localdate(), somebody)
    record = line.records.first()
    assert (record.what, record.happened_by) == ("checked", somebody)


@pytest.mark.parametrize("person", MAY_NOT)
def test_nobody_else_gets_in(client, line, check, person, request):
    client.force_login(request.getfixturevalue(person))
    for address in (LIST, f"{LIST}add/", f"{LIST}{line.pk}/change/", check):
        assert client.get(address).status_code in {302, 403}, address
        assert client.post(address, {"number": "1737"}).status_code in {302, 403}, address
    assert HelpLineRecord.objects.exclude(what="added").count() == 0


def test_an_anonymous_visitor_is_asked_to_sign_in(client, check):
    for response in (client.get(check), client.post(check, {"number": "1737"})):
        assert response.status_code == 302 and "login" in response["Location"]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_a_check_has_no_other_methods(client, check, editor, method):
    client.force_login(editor)
    assert getattr(client, method)(check).status_code == 405


def test_looking_checks_nothing_and_a_missing_line_is_not_found(client, line, check, editor):
    client.force_login(editor)
    client.get(check)
    assert line.records.count() == 1
    assert client.get(f"{LIST}999999/check/").status_code == 404
    assert client.post(f"{LIST}999999/check/", {"number": "1"}).status_code == 404


def test_a_number_that_changed_meanwhile_is_shown_instead(client, line, check, editor):
    client.force_login(editor)
    HelpLine.objects.filter(pk=line.pk).update(number="1738")
    response = client.post(check, {"number": "1737"})
    assert response.status_code == 409
    assert "its number is now 1738" in response.content.decode()
    line.refresh_from_db()
    assert line.records.filter(what="checked").count() == 0


def test_an_editor_changes_a_line_and_gives_it_an_owner(client, line, editor):
    client.force_login(editor)
    address = f"{LIST}{line.pk}/change/"
    client.post(address, fields_of(line, owner=editor.pk))
    line.refresh_from_db()
    assert line.owner == editor and line.verified_on is not None
    client.post(address, fields_of(line, owner=editor.pk, number="1738"))
    line.refresh_from_db()
    assert line.number == "1738" and line.verified_on is None
    assert [record.what for record in line.records.all()][:2] == ["changed", "changed"]


def test_only_keepers_can_be_owners(client, line, editor, author):
    client.force_login(editor)
    response = client.post(f"{LIST}{line.pk}/change/", fields_of(line, owner=author.pk))
    assert response.status_code == 200 and "owner" in response.context["adminform"].form.errors


def test_an_old_number_is_refused_and_what_was_typed_is_kept(client, line, editor):
    client.force_login(editor)
    response = client.post(f"{LIST}add/", fields_of(line, number="1-800-273-TALK"))
    page = response.content.decode()
    assert response.status_code == 200 and "old number of the US lifeline" in page
    assert 'value="1-800-273-TALK"' in page


def test_too_many_lines_are_refused_in_the_form(client, line, editor, monkeypatch):
    from articles import keeping_help_lines

    monkeypatch.setattr(keeping_help_lines, "MOST_IN_USE", 3)
    client.force_login(editor)
    response = client.post(f"{LIST}add/", fields_of(line, number="55 55"))
    assert response.status_code == 200 and "Take one out of use" in response.content.decode()


def test_a_line_is_never_deleted(client, line, superuser):
    client.force_login(superuser)
    assert client.post(f"{LIST}{line.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{LIST}{line.pk}/history/")["Location"].endswith("/check/")


@pytest.mark.parametrize("key", ["999999", "nothing", "0", "1.5", "9" * 40])
def test_the_history_of_a_line_that_is_not_there_is_not_found(client, editor, key):
    client.force_login(editor)
    assert client.get(f"{LIST}{key}/history/").status_code == 404


@pytest.mark.parametrize("person", MAY_NOT)
@pytest.mark.parametrize("key", ["{}", "nothing"])
def test_the_history_of_a_line_is_for_keepers(client, line, person, key, request):
    client.force_login(request.getfixturevalue(person))
    response = client.get(f"{LIST}{key.format(line.pk)}/history/")
    assert response.status_code in (302, 403)
    assert "/check/" not in response.get("Location", "")


def test_the_list_says_how_each_line_stands_in_few_questions(
    client, editor, django_assert_max_num_queries
):
    client.force_login(editor)
    HelpLine.objects.filter(number="911").update(in_use=False)
    HelpLine.objects.filter(number="988").update(verified_on=None, verified_by=None)
    HelpLine.objects.filter(number="1737").update(verified_on="2020-01-01")
    with django_assert_max_num_queries(8):
        page = client.get(LIST).content.decode()
    for words in ("Out of use", "readers do not see it", "do not see it any more", "shown until"):
        assert words in page
