"""“Report a problem”: the form, without cookies and without JavaScript."""

import time
import uuid

import pytest
from django.core.signing import dumps
from django.test import Client

from articles import workflow
from articles.models import Article, Category, FormerAddress
from comments import limits, tickets
from comments.models import Case, Severity
from comments.tickets import Ticket
from tests.comments.conftest import HERE, PAGE

pytestmark = pytest.mark.django_db
DOOR = f"{PAGE}report/"


def text(response):
    return response.content.decode()


def test_the_form_needs_no_cookie_and_is_not_kept(reader_client, published):
    response = reader_client.get(f"{DOOR}?edition=1")
    assert response.status_code == 200 and not response.cookies
    assert "no-store" in response["Cache-Control"] and response["X-Robots-Tag"] == "noindex"
    assert "csrf" not in text(response) and 'name="ticket"' in text(response)
    assert "Cookie" not in response.get("Vary", "")


def test_a_report_opens_a_case_on_the_edition_that_was_read(report, published):
    response = report(passage="Sleep lets your body rest.", email="rosa@example.org", harmful="on")
    assert response.status_code == 200 and "Thank you" in text(response)
    assert "rosa@example.org" not in text(response) and not response.cookies
    case = Case.objects.get()
    assert (case.article, case.revision, case.kind) == (published, published.live, "wrong")
    assert (case.severity, case.email) == (Severity.DANGER, "rosa@example.org")
    assert case.opened_by.is_system and case.is_waiting


def test_sent_twice_it_is_one_case_and_other_words_are_another(report):
    assert report().status_code == report().status_code == 200
    assert Case.objects.count() == 1
    report(text="And one more thing.")
    assert Case.objects.count() == 2


def test_what_is_missing_or_wrong_is_told_and_what_was_typed_stays(report):
    response = report(kind="", text=" ", passage="These words", email="no address", harmful="on")
    page = text(response)
    assert response.status_code == 422
    for said in ("Choose what kind", "Write what is wrong", "like name@example.org"):
        assert said in page
    for typed in ("These words", "no address", 'name="harmful" checked'):
        assert typed in page
    assert "<title>Error:" in page and 'href="#report-text"' in page
    assert Case.objects.count() == 0


def test_words_that_do_not_fit_are_not_cut(report):
    long = "word " * 400 + "end"
    assert report(text="x" * 1_999 + "\r\n").status_code == 200
    response = report(text=long)
    assert response.status_code == 422 and "Shorten this by 3 characters" in text(response)
    assert long in text(response)
    assert "1000 fit" in text(report(text="x", passage="y" * 1_001))


def test_what_a_robot_would_do_is_told_and_nothing_is_lost(report, published):
    response = report(website="https://buy.example/")
    assert response.status_code == 422 and "send again" in text(response)
    assert "The dose is not right." in text(response) and "buy.example" not in text(response)
    quick = str(Ticket(uuid.uuid4(), published.live_id, time.time()))
    response = report(ticket=quick)
    assert response.status_code == 422 and "quicker than we can read" in text(response)
    assert f'value="{quick}"' in text(response) and Case.objects.count() == 0


@pytest.mark.parametrize("bad", ["", "x", "made:up:ticket"])
def test_a_ticket_that_was_not_given_out_is_replaced(report, bad):
    response = report(ticket=bad)
    assert response.status_code == 409 and "The dose is not right." in text(response)
    assert Case.objects.count() == 0


def test_an_old_or_foreign_ticket_is_replaced(report, published, make_published, draft):
    long_ago = time.time() - tickets.LASTS - 60
    other = make_published("Another page")
    for ticket in (
        Ticket(uuid.uuid4(), published.live_id, long_ago),
        Ticket(uuid.uuid4(), other.live_id, time.time() - 60),
        dumps(["x"], salt="another"),
    ):
        assert report(ticket=str(ticket)).status_code == 409
    assert Case.objects.count() == 0


def test_a_page_that_changed_since_takes_the_report_for_what_was_read(
    report, reader_client, published, make_edition
):
    old = published.live
    make_edition(published)
    assert "This page has changed" in text(reader_client.get(f"{DOOR}?edition=1"))
    assert "This page has changed" not in text(reader_client.get(f"{DOOR}?edition=2"))
    assert report().status_code == 200
    assert Case.objects.get().revision == old


def test_an_edition_that_readers_never_saw_is_not_shown(reader_client, published, editor):
    from articles import manuscript

    workflow.revise(published, by=editor)
    manuscript.edit(published, by=editor, title="A secret title")
    workflow.submit(published, by=editor, change="update", change_note="New words.")
    assert "secret" not in text(reader_client.get(f"{DOOR}?edition=2"))


def test_what_is_not_public_has_no_form(reader_client, published, draft, make_draft, report):
    make_draft("Unseen", slug="unseen")
    for address in ("/health/unseen/report/", "/health/nothing/report/", "/no/sleep-well/report/"):
        assert reader_client.get(address).status_code == 404
        assert report(address).status_code == 404
        assert reader_client.post(address.replace("report", "useful")).status_code == 404
    assert Case.objects.count() == 0


def test_a_withdrawn_page_says_that_it_is_gone_and_gives_back_what_was_typed(
    report, reader_client, published, editor
):
    workflow.withdraw(published, by=editor, reason="Wrong.")
    assert reader_client.get(DOOR).status_code == 410
    response = report(text="My own words.")
    assert response.status_code == 410 and "My own words." in text(response)
    assert reader_client.post(f"{PAGE}useful/", {"answer": "no"}).status_code == 410
    assert Case.objects.count() == 0


def test_a_former_address_leads_to_the_form_and_takes_the_report(report, reader_client, published):
    other = Category.objects.create(name="Sleep", slug="sleep")
    FormerAddress.objects.create(category=published.category, slug="sleep-well", article=published)
    Article.objects.filter(pk=published.pk).update(category=other)
    response = reader_client.get(f"{DOOR}?edition=1")
    assert response.status_code == 301
    assert response["Location"] == "/sleep/sleep-well/report/?edition=1"
    assert report().status_code == 200 and Case.objects.count() == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_REFERER": "https://evil.example/testserver/"},
        {"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": "http://testserver"},
        {},
    ],
)
def test_a_form_on_another_site_is_refused_with_a_sentence(published, ticket, headers):
    client = Client(**headers)
    for door in (DOOR, f"{PAGE}useful/", "/feedback/address/x/"):
        response = client.post(door, {"ticket": ticket, "kind": "wrong", "text": "x"})
        assert response.status_code == 403 and "send it again" in text(response), door
    assert Case.objects.count() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_ORIGIN": "http://testserver"},
        {"HTTP_REFERER": f"http://testserver{PAGE}"},
    ],
)
def test_older_browsers_name_this_site_in_their_own_way(published, ticket, headers):
    sent = {"ticket": ticket, "kind": "wrong", "text": "x"}
    assert Client(**headers).post(DOOR, sent).status_code == 200


def test_too_many_reports_from_one_network_wait_and_keep_what_was_typed(report, monkeypatch):
    monkeypatch.setitem(limits.RATES, "report", "1/h/key")
    assert report().status_code == 200
    response = report(text="Another thing.")
    assert response.status_code == 429 and "Another thing." in text(response)
    assert "in an hour" in text(response) and Case.objects.count() == 1


def test_who_may_be_in_danger_is_shown_help_lines_even_when_the_form_is_not_complete(report):
    panel = 'id="help-panel"'
    assert panel in text(report(text="I want to die.", kind=""))
    response = report(text="I want to die.")
    assert response.status_code == 200 and panel in text(response)
    case = Case.objects.get()
    assert case.severity == Severity.DANGER and "may be in danger" in case.raised_because
    assert panel not in text(report(text="A comma is missing."))


def test_what_a_reader_writes_is_never_markup(report, client, editor):
    report(text="<script>alert(1)</script>", passage="<img src=x onerror=alert(1)>")
    client.force_login(editor)
    page = text(client.get(f"/admin/comments/case/{Case.objects.get().pk}/change/"))
    assert "&lt;script&gt;" in page and "<script>alert" not in page and "<img src=x" not in page


def test_the_door_has_no_other_methods(reader_client, published):
    for method in ("put", "patch", "delete"):
        assert getattr(reader_client, method)(DOOR).status_code == 405
    assert HERE
