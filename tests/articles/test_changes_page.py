import pytest

from articles import changes, editorial_notices, manuscript, workflow
from tests.conftest import publish_with_warnings

ADDRESS = "/health/sleep-well/history/"


@pytest.fixture
def corrected(published, author, reviewer, editor):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="Sleep very well")
    workflow.submit(published, by=author, change="correction", change_note="It was vague.")
    workflow.approve(published, by=reviewer)
    return publish_with_warnings(published, by=editor)


def read(client, address=ADDRESS):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_readers_see_what_changed_when_why_and_who_signed(client, corrected):
    html = read(client)
    assert "Correction, <time" in html and "It was vague." in html and "Ria Reviewer" in html
    assert "<ins>" in html and "very" in html and "Published, <time" in html


def test_a_typo_is_folded_away(client, published, author, reviewer, editor):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="Sleep wel")
    workflow.submit(published, by=author, change="minor")
    workflow.approve(published, by=reviewer)
    publish_with_warnings(published, by=editor)
    html = read(client)
    folded = html.partition("<details>")[2].partition("</details>")[0]
    assert "Show the small repair of" in folded and "<del>" in folded
    assert html.count("<del>") == folded.count("<del>") + 1  # and the one of the legend


def test_nothing_unpublished_is_in_it(client, published, author, reviewer, editor):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="A secret title")
    assert "secret" not in read(client)
    workflow.submit(published, by=author, change="update", change_note="A secret note.")
    assert "secret" not in read(client)
    workflow.approve(published, by=reviewer, reason="A secret remark.")
    assert "secret" not in read(client)


def test_a_withdrawn_page_keeps_its_list_without_words(client, corrected, editor):
    workflow.withdraw(corrected, by=editor, reason="It is wrong.")
    html = read(client)
    assert "It is wrong." in html and "It was vague." in html and "This page was withdrawn" in html
    assert "<ins>" not in html and "<del>" not in html


@pytest.mark.parametrize("address", ["/health/nothing/history/", "/nothing/sleep-well/history/"])
def test_what_is_not_there_is_not_found(client, published, address):
    assert client.get(address).status_code == 404


def test_a_draft_has_no_public_history(client, draft, author):
    assert client.get(ADDRESS).status_code == 404
    client.force_login(author)
    assert client.get(ADDRESS).status_code == 404


def test_an_old_address_leads_to_the_new_list(client, published, editor):
    manuscript.edit(published, by=editor, slug="sleep-better")
    response = client.get(ADDRESS)
    assert response.status_code == 301
    assert response["Location"] == "/health/sleep-better/history/"


@pytest.mark.parametrize("before", ["x", "-1", "1.5", "99999999999", "%00"])
def test_a_place_that_no_list_gave_out_is_not_found(client, published, before):
    assert client.get(f"{ADDRESS}?before={before}").status_code in (400, 404)


def test_an_older_part_has_its_own_address(client, corrected, monkeypatch):
    monkeypatch.setattr(changes, "ENTRIES_ON_A_PAGE", 1)
    html = read(client)
    assert "Published, <time" not in html
    number = corrected.events.get(verb="publish", shown=corrected.live).sequence
    assert f'href="?before={number}"' in html
    assert "Published, <time" in read(client, f"{ADDRESS}?before={number}")


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_the_list_is_read_only(client, published, method):
    assert getattr(client, method)(ADDRESS).status_code == 405


def test_the_list_is_for_everybody_alike(client, corrected, superuser):
    open_to_all = client.get(ADDRESS)
    assert "public" in open_to_all.headers["Cache-Control"]
    client.force_login(superuser)
    assert client.get(ADDRESS).content == open_to_all.content


def test_the_list_takes_four_queries(client, corrected, django_assert_num_queries):
    client.get(ADDRESS)
    with django_assert_num_queries(4):  # the article, its events, their reviews, the categories
        client.get(ADDRESS)


# --- the article's own page


def test_the_article_shows_its_notices_its_newest_changes_and_the_way_to_all(client, corrected):
    html = read(client, "/health/sleep-well/")
    assert html.count("It was vague.") == 3  # above the text, in the short list, and for machines
    assert f'href="{ADDRESS}"' in html


def test_an_open_concern_stands_above_the_text(client, published, editor):
    workflow.express_concern(published, by=editor, reason="A source is in doubt.")
    html = read(client, "/health/sleep-well/")
    assert html.index("Expression of concern") < html.index('class="prose"')


def test_a_retracted_page_is_gone_with_its_reason_date_and_history(client, published, editor):
    editorial_notices.raise_notice(published, kind="concern", text="In doubt.", by=editor)
    workflow.retract(published, by=editor, reason="The study was made up.")
    response = client.get("/health/sleep-well/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "Retracted article" in html and html.count("The study was made up.") == 1
    assert "In doubt." in html and f'href="{ADDRESS}"' in html
    assert published.live.plain_text.splitlines()[1] not in html
