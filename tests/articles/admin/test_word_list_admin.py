import pytest

from articles import word_lists
from articles.models import WordList
from articles.quality import shipped

pytestmark = pytest.mark.django_db
LISTS = "/admin/articles/wordlist/"


@pytest.fixture
def stigma():
    return WordList.objects.get(key="stigma")


def address(word_list, page="change"):
    return f"{LISTS}{word_list.pk}/{page}/"


def text(response):
    return response.content.decode()


def typed(word_list, **changes):
    held = word_list.newest()
    facts = {"text": held.text, "source": held.source, "owner": held.owner_id or ""}
    return {**facts, "reason": "Because.", "opened": held.number, **changes}


def test_an_editor_saves_a_new_version(client, editor, stigma):
    client.force_login(editor)
    page = text(client.get(address(stigma)))
    assert "came with HealthHub" in page and "Nobody yet" in page
    assert "stands for any ending" in page and "junkie" in page
    changed = typed(stigma, text="sleepyhead\r\n", owner=editor.pk)
    assert client.post(address(stigma), changed).status_code == 302
    newest = stigma.newest()
    assert (newest.number, newest.text, newest.owner) == (2, "sleepyhead\n", editor)
    assert (newest.made_by, newest.reason) == (editor, "Because.")


def test_what_is_wrong_is_named_by_its_line_and_nothing_is_lost(client, editor, stigma):
    client.force_login(editor)
    response = client.post(address(stigma), typed(stigma, text="fine\nodd(\n", reason="Mine."))
    page = text(response)
    assert response.status_code == 200
    assert "Line 2: “(” cannot be used." in page and "odd(" in page and "Mine." in page
    assert stigma.versions.count() == 1


def test_a_stale_save_is_refused_with_both_texts(client, editor, administrator, stigma):
    client.force_login(editor)
    mine = typed(stigma, text="fine\nmine\n")
    held = typed(stigma, text="fine\ntheirs\n", source="x")
    del held["opened"], held["owner"]
    word_lists.revise(stigma, by=administrator, on=1, **held)
    response = client.post(address(stigma), mine)
    page = text(response)
    assert "Alma Admin saved version 2" in page
    assert "<del>theirs</del>" in page and "<ins>mine</ins>" in page
    again = {**mine, "opened": response.context["adminform"].form["opened"].value()}
    assert client.post(address(stigma), again).status_code == 302
    assert (stigma.newest().number, stigma.newest().text) == (3, "fine\nmine\n")


@pytest.mark.parametrize("opened", ["", "x", "0", "99999999999999999999"])
def test_a_save_without_its_version_is_refused(client, editor, stigma, opened):
    client.force_login(editor)
    client.post(address(stigma), typed(stigma, text="x", opened=opened))
    assert stigma.versions.count() == 1


def test_a_save_without_a_change_says_so(client, editor, stigma):
    client.force_login(editor)
    response = client.post(address(stigma), typed(stigma), follow=True)
    assert "Nothing differs" in text(response) and stigma.versions.count() == 1
    assert "successfully" not in text(response)


def test_an_editor_adds_a_topic_pack(client, editor):
    client.force_login(editor)
    assert "Medicines: warfarin" in text(client.get(f"{LISTS}add/"))
    pack = {
        "title": "Warfarin", "explanation": "What it must say.", "source": "Label", "owner": "",
        "text": "Medicines: warfarin\n\nbleeding:\nbleed*\n", "reason": "Often read.",
    }  # fmt: skip
    assert client.post(f"{LISTS}add/", pack).status_code == 302
    assert WordList.objects.get(key="warfarin").newest().made_by == editor
    page = text(client.post(f"{LISTS}add/", pack))
    assert "already exists" in page or "Choose another" in page


def test_versions_are_listed_compared_and_gone_back_to(client, editor, stigma):
    word_lists.revise(
        stigma, by=editor, on=1, text="addict\nsleepyhead", source="x", reason="Shorter."
    )
    client.force_login(editor)
    page = text(client.get(address(stigma, "history")))
    assert "Shorter." in page and "Came with HealthHub." in page
    page = text(client.get(address(stigma, "versions/2")))
    assert "sleepyhead</ins>" in page and "Go back to" not in page
    old = address(stigma, "versions/1")
    assert "Go back to version 1" in text(client.get(old))
    refused = client.post(old, {"opened": 1, "reason": "Too short."})
    assert refused.status_code == 409 and "Too short." in text(refused)
    assert client.post(old, {"opened": 2, "reason": ""}).status_code == 409
    assert client.post(old, {"opened": 2, "reason": "Too short."}).status_code == 302
    assert stigma.newest().text == shipped.BY_KEY["stigma"].text


def test_a_list_without_an_owner_is_taken_over(client, editor, stigma):
    client.force_login(editor)
    assert "Take this list over" in text(client.get(address(stigma)))
    response = client.post(address(stigma, "take-over"), {"opened": 1}, follow=True)
    assert "You own “Words that stigmatise” now" in text(response)
    assert "Take this list over" not in text(response)
    assert stigma.newest().owner == editor


def test_who_writes_may_look(client, author, stigma):
    client.force_login(author)
    page = text(client.get(address(stigma)))
    assert "junkie" in page and "Why you change it" not in page and "_save" not in page
    assert client.get(LISTS).status_code == 200
    assert client.get(address(stigma, "history")).status_code == 200
    assert "Go back" not in text(client.get(address(stigma, "versions/1")))


@pytest.mark.parametrize("page", ["change", "versions/1", "take-over"])
def test_who_may_only_look_changes_nothing(client, author, stigma, page):
    client.force_login(author)
    client.post(address(stigma, page), typed(stigma, text="x"))
    assert stigma.versions.count() == 1


@pytest.mark.parametrize("page", ["versions/1", "take-over"])
def test_a_wrong_role_is_refused(client, author, stigma, page):
    client.force_login(author)
    assert client.post(address(stigma, page), typed(stigma)).status_code == 403


@pytest.mark.parametrize("who", ["reader", "moderator", None])
@pytest.mark.parametrize("page", ["change", "history", "versions/1", "take-over"])
def test_nobody_else_looks(client, request, stigma, who, page):
    if who:
        client.force_login(request.getfixturevalue(who))
    for method in (client.get, client.post):
        assert method(address(stigma, page)).status_code in {302, 403, 405}


def test_what_is_not_there_is_not_found(client, editor, stigma):
    client.force_login(editor)
    for page in (
        "999999/history/",
        "999999/versions/1/",
        f"{stigma.pk}/versions/99/",
        "x/history/",
    ):
        assert client.get(LISTS + page).status_code == 404, page
    assert client.post(f"{LISTS}999999/take-over/").status_code == 404


def test_a_list_is_never_deleted(client, superuser, stigma):
    client.force_login(superuser)
    assert client.get(address(stigma, "delete")).status_code == 403


def test_lookups_have_no_other_methods(client, editor, stigma):
    client.force_login(editor)
    assert client.get(address(stigma, "take-over")).status_code == 405
    assert client.post(address(stigma, "history")).status_code == 405
    assert client.put(address(stigma, "versions/1")).status_code == 405


def test_the_list_of_lists_takes_few_queries(client, editor, django_assert_max_num_queries):
    client.force_login(editor)
    with django_assert_max_num_queries(9):
        page = text(client.get(LISTS))
    assert "Trusted sites" in page and "Version 1, came with HealthHub" in page
