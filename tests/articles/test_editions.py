"""Earlier editions: only what readers once saw, and never what was taken away from them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import editions, editorial_notices, manuscript, publishing, restoring, workflow
from articles.models import Category
from tests.conftest import BODY, publish_with_warnings

pytestmark = pytest.mark.django_db
ALL = "/health/sleep-well/editions/"
LIVE = "/health/sleep-well/"


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def status(client, number):
    return client.get(f"{ALL}{number}/").status_code


def links(client):
    """The numbers of the editions that the list leads to."""
    html = read(client, ALL)
    return [n for n in range(1, 9) if f'href="{n}/"' in html]


@pytest.fixture
def write(published, author):
    """A further text in the manuscript, with words that are nowhere else."""

    def write(hours="nine", submit=False, **facts):
        published.refresh_from_db()
        if not published.is_open_to_writing:
            workflow.revise(published, by=author)
        body = BODY.replace("eight hours", f"{hours} hours")
        manuscript.edit(published, by=author, title=f"Sleep {hours}", body=body)
        if submit:
            workflow.submit(published, by=author, **facts)

    return write


@pytest.fixture
def replace(published, write, reviewer, editor):
    def replace(hours="nine", **facts):
        write(hours, submit=True, **facts)
        workflow.approve(published, by=reviewer)
        publish_with_warnings(published, by=editor)

    return replace


@pytest.fixture
def take_back(monkeypatch):
    """A day passes, and the clock takes back every urgent text that nobody signed in it."""

    def take_back():
        now = timezone.now
        monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(hours=25))
        return publishing.take_back_what_is_due()

    return take_back


def test_an_old_edition_is_shown_as_it_was_and_named_as_old(client, published, replace):
    replace()
    response = client.get(f"{ALL}1/")
    html = " ".join(response.content.decode().split())
    assert (
        response["X-Robots-Tag"] == "noindex" and '<meta name="robots" content="noindex">' in html
    )
    assert '<link rel="canonical" href="' in html and f'{LIVE}">' in html
    assert "This is an old edition" in html and f'href="{LIVE}"' in html
    assert "about eight hours" in html and "nine hours" not in html
    assert "Medically reviewed by" in html and "Ria Reviewer" in html and "7654321" in html
    assert "Next review" not in html and "Share this page" not in html
    assert not response.cookies and "public" in response["Cache-Control"]


def test_the_present_edition_is_the_page_itself(client, published, replace):
    replace()
    response = client.get(f"{ALL}2/")
    assert (response.status_code, response["Location"]) == (302, LIVE)
    assert links(client) == [1]
    assert "until today" in read(client, ALL)


def test_a_page_that_was_never_public_has_no_editions(client, draft, author, reviewer):
    for step in (None, "submit", "approve"):
        if step == "submit":
            workflow.submit(draft, by=author)
        elif step == "approve":
            workflow.approve(draft, by=reviewer)
        assert client.get(ALL).status_code == 404
        assert status(client, 1) == 404


def test_what_was_submitted_approved_or_sent_back_is_no_edition(
    client, published, write, author, reviewer
):
    write("nine", submit=True)
    assert status(client, 2) == 404
    workflow.request_changes(published, by=reviewer, reason="Too long.")
    assert status(client, 2) == 404
    write("ten", submit=True)
    workflow.approve(published, by=reviewer)
    assert status(client, 3) == 404
    html = read(client, ALL)
    assert "Sleep nine" not in html and "Sleep ten" not in html and links(client) == []
    for person in (author, reviewer):
        client.force_login(person)
        assert status(client, 2) == status(client, 3) == 404


def test_what_was_only_kept_of_a_manuscript_is_no_edition(
    client, published, write, replace, author
):
    replace()
    write("ten")
    restoring.restore_version(published, 1, by=author, version=published.version)
    assert published.revisions.filter(number=3).exists()
    assert status(client, 3) == 404 and links(client) == [1]


def test_an_urgent_text_that_was_taken_back_stays_away(
    client, published, write, publisher, take_back
):
    write()
    workflow.publish_urgently(published, by=publisher, reason="The dose was wrong.")
    assert status(client, 1) == 200 and status(client, 2) == 302
    assert take_back() == 1
    assert status(client, 1) == 302 and status(client, 2) == 404
    html = read(client, ALL)
    assert "Sleep nine" not in html and "taken away from readers" in html and links(client) == [1]


def test_an_urgent_text_that_nobody_signed_stays_away_when_it_is_replaced(
    client, published, write, replace, publisher
):
    write("nine")
    workflow.publish_urgently(published, by=publisher, reason="The dose was wrong.")
    replace("ten")
    assert status(client, 2) == 404 and "Sleep nine" not in read(client, ALL)
    assert links(client) == [1]


def test_an_urgent_text_that_was_signed_is_an_edition(
    client, published, write, replace, publisher, reviewer
):
    write("nine")
    workflow.publish_urgently(published, by=publisher, reason="The dose was wrong.")
    workflow.approve(published, by=reviewer)
    replace("ten")
    html = read(client, f"{ALL}2/")
    assert "nine hours" in html and "Medically reviewed by" in html
    assert "has not been medically reviewed" not in html


def test_an_edition_without_a_review_says_so(client, draft, author, reviewer, editor, publisher):
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")
    workflow.revise(draft, by=author)
    workflow.submit(draft, by=author)
    workflow.approve(draft, by=reviewer)
    publish_with_warnings(draft, by=editor)
    html = read(client, f"{ALL}1/")
    assert "has not been medically reviewed" in html and "An outbreak." in html
    assert "Medically reviewed by" not in html
    assert "Not medically reviewed" in read(client, ALL)


def test_nothing_of_a_withdrawn_page_is_shown(client, published, replace, editor):
    replace()
    workflow.withdraw(published, by=editor, reason="It is wrong.")
    for address in (ALL, f"{ALL}1/", f"{ALL}2/", f"{ALL}9/"):
        response = client.get(address)
        assert response.status_code == 410
        assert b"hours" not in response.content and b"It is wrong." in response.content


@pytest.mark.parametrize("verb", ["withdraw", "retract"])
def test_a_text_that_was_taken_away_does_not_come_back_as_an_old_edition(
    client, published, replace, editor, verb
):
    getattr(workflow, verb)(published, by=editor, reason="It is wrong.")
    replace()
    assert client.get(LIVE).status_code == 200
    assert status(client, 1) == 404 and links(client) == []
    assert "taken away from readers" in read(client, ALL)


def test_a_text_that_was_shown_again_and_then_replaced_is_an_edition(
    client, published, replace, editor
):
    workflow.withdraw(published, by=editor, reason="A mistake.")
    workflow.restore(published, by=editor)
    replace()
    assert "eight hours" in read(client, f"{ALL}1/")


def test_a_text_taken_away_after_it_had_been_an_edition_is_none_any_more(
    client, published, write, replace, editor, publisher, take_back
):
    write("nine")
    workflow.publish_urgently(published, by=publisher, reason="The dose was wrong.")
    assert take_back() == 1
    published.refresh_from_db()
    workflow.withdraw(published, by=editor, reason="It is wrong.")
    replace("ten")
    assert status(client, 1) == 404 and links(client) == []


def test_readers_of_an_edition_learn_what_was_wrong_with_it(client, published, replace, editor):
    workflow.express_concern(published, by=editor, reason="A source is in doubt.")
    replace(change="correction", change_note="Eight was wrong.")
    html = read(client, f"{ALL}1/")
    assert "Eight was wrong." in html and "A source is in doubt." in html
    assert editorial_notices.of_edition(published.live) == []


def test_a_small_repair_names_the_version_that_the_clinician_read(
    client, published, author, editor, replace
):
    workflow.revise(published, by=author)
    manuscript.edit(published, by=author, title="Sleep wel")
    workflow.submit(published, by=author, change="minor")
    workflow.sign_minor(published, by=editor)
    publish_with_warnings(published, by=editor)
    html = read(client, LIVE)
    assert f'href="{ALL}1/">Version 1</a>' in html
    assert published.revisions.get(number=1).sha256[:12] in html
    replace()
    assert f'href="{ALL}1/">Version 1</a>' in read(client, f"{ALL}2/")


def test_old_addresses_lead_to_the_new_ones(client, published, replace, editor):
    replace()
    manuscript.edit(published, by=editor, slug="sleep-best")
    manuscript.edit(published, by=editor, category=Category.objects.create(name="R", slug="rest"))
    for end in ("", "1/"):
        response = client.get(ALL + end)
        assert response.status_code == 301
        assert response["Location"] == f"/rest/sleep-best/editions/{end}"
        assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        f"{ALL}0/", f"{ALL}9/", f"{ALL}99999999999999999999/", f"{ALL}-1/", f"{ALL}x/",
        f"{ALL}?before=x", f"{ALL}?before=99999999999", "/health/nothing/editions/1/",
        "/nothing/sleep-well/editions/",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, published, address):
    assert client.get(address).status_code == 404


def test_the_doors_have_no_other_methods(client, published):
    for address in (ALL, f"{ALL}1/"):
        assert client.post(address).status_code == 405
        assert client.head(address).status_code in {200, 302}


def test_a_long_list_goes_on_by_key_and_costs_the_same(
    client, published, replace, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr(editions, "STAYS_ON_A_PAGE", 2)
    for hours in ("nine", "ten", "six"):
        replace(hours)
    with django_assert_max_num_queries(5):
        html = read(client, ALL)
    assert links(client) == [3]
    more = html.split('href="?before=')[1].split('"')[0]
    older = read(client, f"{ALL}?before={more}")
    assert 'href="2/"' in older and 'href="1/"' in older and 'href="3/"' not in older
    with django_assert_max_num_queries(8):
        read(client, f"{ALL}2/")
