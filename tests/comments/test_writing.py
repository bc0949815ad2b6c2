"""The forms: with the way back through sign-in, with their words kept, whatever goes wrong."""

import re
import time
import uuid
from datetime import timedelta

import pytest
from django.test import Client

from comments import drafts, limits, posting
from comments.models import Comment, CommentReport
from comments.tickets import Ticket
from tests.comments.conftest import HERE, PAGE
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
NEW, YOURS = f"{PAGE}comments/new/", f"{PAGE}comments/yours/"
WORDS = "A warm bath helps me every single evening."


@pytest.fixture
def ticket(commented):
    return str(Ticket(uuid.uuid4(), commented.live_id, time.time() - 60))


@pytest.fixture
def shown(commented, trusted):
    return posting.post(commented, by=trusted("Tess"), text="Tea keeps me awake at night, sadly.")


def address(comment, verb):
    return f"{PAGE}comments/{comment.pk}/{verb}/"


def test_a_comment_is_sent_and_its_writer_told_that_it_waits(
    commented, reader, member_client, ticket
):
    client = member_client(reader)
    form = client.get(NEW)
    assert form.status_code == 200 and b"csrfmiddlewaretoken" in form.content
    assert "no-store" in form["Cache-Control"] and form["X-Robots-Tag"] == "noindex"
    response = client.post(NEW, {"ticket": ticket, "text": WORDS}, follow=True)
    comment = Comment.objects.get()
    assert response.redirect_chain == [(f"{YOURS}?saved={comment.pk}", 302)]
    assert b"Your comment waits for a moderator" in response.content
    assert WORDS.encode() in response.content
    assert (comment.writer, comment.revision) == (reader, commented.live)


def test_a_trusted_readers_comment_is_on_the_page(commented, trusted, member_client, ticket):
    response = member_client(trusted()).post(NEW, {"ticket": ticket, "text": WORDS}, follow=True)
    assert b"Your comment is on the page" in response.content
    assert WORDS.encode() in Client().get(f"{PAGE}comments/").content


def test_the_same_form_sent_twice_is_one_comment(commented, reader, member_client, ticket):
    client = member_client(reader)
    for _ in range(2):
        assert client.post(NEW, {"ticket": ticket, "text": WORDS}).status_code == 302
    assert Comment.objects.count() == 1


@pytest.mark.parametrize("verb", ["new", "yours", "1/answer", "1/edit", "1/delete", "1/report"])
def test_who_is_not_signed_in_is_led_there_and_back(client, commented, verb):
    path = f"{PAGE}comments/{verb}/"
    response = client.get(path)
    assert (response.status_code, response["Location"]) == (302, f"/accounts/login/?next={path}")
    assert client.put(path).status_code == 405


def test_what_was_typed_is_there_after_signing_in_again(commented, reader, ticket):
    """The session ended while they were writing; their browser has the form and its token."""
    client = Client(enforce_csrf_checks=True, **HERE)
    token = csrf_of(client.get("/accounts/login/"))
    sent = {"ticket": ticket, "text": WORDS, "csrfmiddlewaretoken": token}
    response = client.post(NEW, sent)
    assert response["Location"] == f"/accounts/login/?next={NEW}"
    assert not Comment.objects.exists()
    login = client.get(response["Location"])
    fields = {"login": reader.email, "password": PASSWORD, "next": NEW}
    client.post("/accounts/login/", {**fields, "csrfmiddlewaretoken": csrf_of(login)})
    form = client.get(NEW)
    assert WORDS in form.content.decode() and b"Here is what you wrote" in form.content
    shown = re.search(r'name="ticket" value="([^"]+)"', form.content.decode())[1]
    assert Ticket.read(shown) == Ticket.read(ticket)  # signed anew, and the same
    again = {"ticket": ticket, "text": WORDS, "csrfmiddlewaretoken": csrf_of(form)}
    assert client.post(NEW, again).status_code == 302
    assert Comment.objects.get().writer == reader
    assert WORDS not in client.get(NEW).content.decode()


def csrf_of(page):
    return re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[1]


def test_a_token_that_fails_costs_nobody_their_words(commented, reader, ticket):
    client = Client(enforce_csrf_checks=True, **HERE)
    client.force_login(reader)
    sent = {"ticket": ticket, "text": WORDS, "csrfmiddlewaretoken": "x" * 64}
    response = client.post(NEW, sent, follow=True)
    assert not Comment.objects.exists()
    assert response.redirect_chain == [(NEW, 302)] and WORDS in response.content.decode()


def test_a_form_of_another_site_is_refused_and_leaves_nothing_behind(commented, reader, ticket):
    client = Client(enforce_csrf_checks=True, HTTP_SEC_FETCH_SITE="cross-site")
    client.force_login(reader)
    response = client.post(NEW, {"ticket": ticket, "text": WORDS})
    assert response.status_code == 403 and not Comment.objects.exists()
    assert WORDS not in client.get(NEW).content.decode()


def test_what_nobody_could_have_typed_is_not_kept_for_long(rf, commented):
    kept = {}
    for n in range(5):
        request = rf.post(f"/{n}/", {"text": "x" * 20_000})
        request.session = kept
        drafts.keep(request)
    assert [*kept[drafts.KEY]] == ["/2/", "/3/", "/4/"]
    assert all(len(draft["text"]) == drafts.LONGEST for draft in kept[drafts.KEY].values())


@pytest.mark.parametrize(
    "sent, status, said",
    [
        ({"text": ""}, 422, "Write your comment first."),
        ({"text": "x" * 2003}, 422, "Shorten this by 3 characters"),
        ({"text": WORDS, "website": "x"}, 422, "One field, which people do not see"),
        ({"text": WORDS, "ticket": "forged"}, 409, "open for very long"),
    ],
)
def test_every_error_keeps_what_was_typed(
    commented, reader, member_client, ticket, sent, status, said
):
    response = member_client(reader).post(NEW, {"ticket": ticket, **sent})
    page = response.content.decode()
    assert response.status_code == status and said in page and sent["text"] in page
    assert not Comment.objects.exists()


def test_a_form_of_another_page_is_not_taken_for_one_of_this(
    commented, make_published, reader, member_client
):
    other = make_published("Walk well")
    ticket = str(Ticket(uuid.uuid4(), other.live_id, time.time() - 60))
    response = member_client(reader).post(NEW, {"ticket": ticket, "text": WORDS})
    assert response.status_code == 409 and not Comment.objects.exists()


@pytest.mark.parametrize("full", ["comment", "comment_of_account"])
def test_after_many_comments_one_waits_and_loses_no_word(
    commented, reader, member_client, ticket, monkeypatch, full
):
    monkeypatch.setitem(limits.RATES, full, "1/10m/key")
    client = member_client(reader)
    assert client.post(NEW, {"ticket": ticket, "text": WORDS}).status_code == 302
    response = client.post(NEW, {"ticket": ticket, "text": "And another thing entirely."})
    assert response.status_code == 429 and b"And another thing entirely." in response.content
    # What was sent twice by mistake is not counted against anybody.
    assert client.post(NEW, {"ticket": ticket, "text": WORDS}).status_code == 302


def test_who_writes_of_crisis_sees_the_help_lines_at_once(commented, reader, member_client, ticket):
    sent = {"ticket": ticket, "text": "I want to end my life."}
    response = member_client(reader).post(NEW, sent, follow=True)
    assert b'id="help-panel"' in response.content
    assert b"Your comment waits for a moderator" in response.content


def test_where_comments_closed_meanwhile_the_words_are_handed_back(
    commented, category, reader, member_client, ticket
):
    type(commented).objects.filter(pk=commented.pk).update(published_at="2020-01-01T00:00Z")
    response = member_client(reader).post(NEW, {"ticket": ticket, "text": WORDS})
    assert response.status_code == 403
    assert (
        b"Comments on this page closed" in response.content and WORDS.encode() in response.content
    )


# --- answers, edits, deleting


def test_an_answer_shows_what_it_answers_and_stands_below_it(
    commented, shown, reader, member_client, ticket
):
    client = member_client(reader)
    assert b"Tea keeps me awake" in client.get(address(shown, "answer")).content
    client.post(address(shown, "answer"), {"ticket": ticket, "text": WORDS})
    assert Comment.objects.get(writer=reader).parent == shown


def test_nothing_is_answered_or_reported_that_is_not_shown(
    commented, reader, stranger, shown, member_client
):
    waiting = posting.post(commented, by=reader, text=WORDS)
    client = member_client(stranger)
    for verb in ("answer", "report"):
        assert client.get(address(waiting, verb)).status_code == 404
        assert client.post(address(waiting, verb), {"text": "x"}).status_code == 404
        assert client.get(f"{PAGE}comments/{10**9}/{verb}/").status_code == 404


@pytest.mark.parametrize("verb", ["edit", "delete"])
@pytest.mark.parametrize("person", ["stranger", "moderator", "superuser"])
def test_nobody_but_its_writer_edits_or_deletes(shown, member_client, request, verb, person):
    client = member_client(request.getfixturevalue(person))
    for method in (client.get, client.post):
        assert method(address(shown, verb), {"text": "Mine", "version": 1}).status_code == 404
    shown.refresh_from_db()
    assert shown.is_shown and "Tea" in shown.text


def test_an_edit_is_on_the_page_at_once(shown, member_client):
    client = member_client(shown.writer)
    form = client.get(address(shown, "edit"))
    assert b"Tea keeps me awake" in form.content
    sent = {"text": "Coffee keeps me awake at night.", "version": 1}
    assert client.post(address(shown, "edit"), sent).status_code == 302
    page = Client().get(f"{PAGE}comments/").content
    assert b"Coffee keeps me awake" in page and b"edited" in page


def test_an_edit_of_an_older_version_is_told_so_and_keeps_its_words(shown, reader, member_client):
    posting.report(shown, by=reader, kind="other")
    sent = {"text": "Coffee keeps me awake at night.", "version": 1}
    response = member_client(shown.writer).post(address(shown, "edit"), sent)
    assert response.status_code == 409 and b"Coffee keeps me awake" in response.content
    assert b'name="version" value="2"' in response.content


def test_an_edit_after_its_time_hands_the_words_back(shown, member_client, monkeypatch):
    client = member_client(shown.writer)
    monkeypatch.setattr(posting, "EDITED_WITHIN", timedelta(0))
    assert client.get(address(shown, "edit")).status_code == 403
    response = client.post(address(shown, "edit"), {"text": WORDS, "version": 1})
    assert response.status_code == 403 and WORDS.encode() in response.content


def test_deleting_asks_first_and_then_tells(shown, member_client):
    client = member_client(shown.writer)
    assert b"Delete your comment?" in client.get(address(shown, "delete")).content
    response = client.post(address(shown, "delete"), follow=True)
    assert b"Your comment is deleted" in response.content
    assert client.get(address(shown, "delete")).status_code == 404
    assert b"Tea" not in Client().get(f"{PAGE}comments/").content


# --- reports, and one's own


def test_a_report_is_kept_once_and_worries_show_help(shown, reader, member_client):
    client = member_client(reader)
    assert b"Tea keeps me awake" in client.get(address(shown, "report")).content
    bad = client.post(address(shown, "report"), {"kind": "", "text": "Keep this"})
    assert bad.status_code == 422 and b"Keep this" in bad.content
    for _ in range(2):
        response = client.post(address(shown, "report"), {"kind": "crisis", "text": "I worry."})
        assert b"Thank you for your report" in response.content
        assert b'id="help-panel"' in response.content
    report = CommentReport.objects.get()
    assert (report.reporter, report.kind, report.text) == (reader, "crisis", "I worry.")


def test_ones_own_comment_is_not_reported(shown, member_client):
    response = member_client(shown.writer).post(address(shown, "report"), {"kind": "spam"})
    assert response.status_code == 422 and b"You can delete it" in response.content


def test_everybody_sees_their_own_waiting_comments_and_nobody_elses(
    commented, reader, stranger, member_client
):
    posting.post(commented, by=reader, text=WORDS)
    mine = member_client(reader).get(YOURS)
    assert WORDS.encode() in mine.content and b"Waits for a moderator" in mine.content
    assert "no-store" in mine["Cache-Control"]
    assert WORDS.encode() not in member_client(stranger).get(YOURS).content
