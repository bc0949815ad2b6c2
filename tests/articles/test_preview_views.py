import logging
import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from articles import manuscript, preview_links, remarks, workflow
from articles.models import Opening, PreviewLink, Remark

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_guesses_yet():
    cache.clear()


def text(response):
    return response.content.decode()


@pytest.fixture
def submitted(draft, author):
    return workflow.submit(draft, by=author)


@pytest.fixture
def link(submitted, author):
    return preview_links.invite(submitted, by=author, name="Gwen Guest", revision=submitted.pending)


@pytest.fixture
def here(link):
    return f"/preview/{link[1]}/"


def form_of(response):
    page = text(response).split('<form method="post">', 1)[1]
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


# --- reading


def test_an_invited_person_reads_the_version(client, here, submitted, author):
    page = text(client.get(here))
    for shown in (
        "Sleep well",
        "Sleep lets your body rest.",
        "A preview for Gwen Guest",
        "version 1",
    ):
        assert shown in page, shown
    workflow.recall(submitted, by=author)
    manuscript.edit(submitted, by=author, body="<p>MARKER</p>")
    assert "MARKER" not in text(client.get(here))


def test_a_manuscript_is_shown_as_it_stands(client, draft, author):
    _, token = preview_links.invite(draft, by=author, name="Gwen")
    manuscript.edit(draft, by=author, body="<p>Newer words.</p>")
    page = text(client.get(f"/preview/{token}/"))
    assert "Newer words." in page and "manuscript as it stands" in page


def test_a_preview_is_kept_out_of_caches_indexes_and_referers(client, here):
    for page in (here, f"{here}remark/", "/preview/nothing/"):
        response = client.get(page)
        assert response["Cache-Control"] == "private, no-store"
        assert "noindex" in response["X-Robots-Tag"]
        assert '<meta name="robots" content="noindex' in text(response)
        assert '<link rel="canonical"' not in text(response)
    assert client.get(here)["Referrer-Policy"] == "no-referrer"
    assert client.get(f"{here}remark/")["Referrer-Policy"] == "strict-origin"


def test_no_public_page_names_the_preview(client, here, published):
    token = here.split("/")[2]
    for page in ("/", "/health/", "/robots.txt", "/sitemap.xml"):
        shown = text(client.get(page)).replace("Disallow: /preview/", "")
        assert token not in shown and "/preview/" not in shown


def test_openings_are_logged_by_a_get_alone(client, here):
    client.head(here)
    assert not Opening.objects.exists()
    client.get(here)
    client.get(f"{here}remark/")
    assert Opening.objects.count() == 1


def test_the_text_page_sets_no_cookie_and_counts_no_read(client, here):
    assert not client.get(here).cookies


# --- addresses that do not open


def ended(link, author):
    preview_links.revoke(link, by=author)


def run_out(link, author):
    PreviewLink.objects.filter(pk=link.pk).update(valid_until=timezone.now())


def renewed(link, author):
    preview_links.renew(link, by=author)


@pytest.mark.parametrize("end", [ended, run_out, renewed])
def test_wrong_ended_and_run_out_addresses_are_one_page(end, client, link, here, author):
    end(link[0], author)
    wrong = client.get("/preview/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/")
    for page in (here, f"{here}remark/"):
        response = client.get(page)
        assert response.status_code == wrong.status_code == 404
        assert response.content == wrong.content and dict(response.items()) == dict(wrong.items())
    assert "Ask the person who sent it" in text(wrong) and "Sleep" not in text(wrong)


@pytest.mark.parametrize("token", ["x", "a" * 3000, "%00", "%ff", "é", "..", "a b"])
def test_odd_tokens_are_no_fault(token, client):
    assert client.get(f"/preview/{token}/").status_code in {400, 404}


def test_guesses_are_slowed_down(client, here):
    for number in range(30):
        assert client.get(f"/preview/guess{number}/").status_code == 404
    assert client.get(here).status_code == 404  # not even the right one, for a while
    cache.clear()
    assert client.get(here).status_code == 200


def test_a_preview_that_is_opened_too_often_says_so(client, here, monkeypatch):
    monkeypatch.setattr(preview_links, "OPENINGS_AN_HOUR", 1)
    assert client.get(here).status_code == 200
    response = client.get(here)
    assert response.status_code == 429 and "Try again in an hour" in text(response)


# --- remarks


def test_a_guest_leaves_a_remark_on_a_paragraph(client, here, submitted):
    assert 'href="remark/?block=3"' in text(client.get(here))
    form = form_of(client.get(f"{here}remark/?block=3"))
    assert form["quote"] == "Sleep lets your body rest."
    response = client.post(f"{here}remark/", {**form, "text": "For how long?"})
    left = Remark.objects.get()
    assert response["Location"] == f"{here}#remark-{left.pk}"
    assert (left.writer, left.quote, left.must_fix) == ("Gwen Guest", form["quote"], False)
    assert left.revision == submitted.pending
    assert "For how long?" in text(client.get(here))


def test_a_guest_sees_answers_and_nothing_that_others_wrote(client, here, submitted, reviewer):
    remarks.leave(submitted, by=reviewer, text="Between us.")
    client.post(f"{here}remark/", {"text": "For how long?"})
    remarks.answer(Remark.objects.get(text="For how long?"), by=reviewer, text="Seven hours.")
    page = text(client.get(here))
    assert "Seven hours." in page and "Between us." not in page


@pytest.mark.parametrize("typed", ["", "x" * 2001])
def test_a_refused_remark_keeps_what_was_typed(typed, client, here):
    form = form_of(client.get(f"{here}remark/?block=3"))
    response = client.post(f"{here}remark/", {**form, "text": typed})
    assert response.status_code == 422 and f">{typed}</textarea>" in text(response)
    assert form_of(response) == form and not Remark.objects.exists()


def test_a_remark_typed_while_the_preview_ended_is_given_back(client, link, here, author):
    preview_links.revoke(link[0], by=author)
    response = client.post(f"{here}remark/", {"text": "My words."})
    assert response.status_code == 404 and "My words." in text(response)


def test_a_passage_that_changed_meanwhile_keeps_the_words(client, draft, author):
    _, token = preview_links.invite(draft, by=author, name="Gwen")
    form = form_of(client.get(f"/preview/{token}/remark/?block=3"))
    manuscript.edit(draft, by=author, body="<p>Entirely other words.</p>")
    response = client.post(f"/preview/{token}/remark/", {**form, "text": "My words."})
    assert response.status_code == 409 and "My words." in text(response)


def test_a_guest_cannot_require_answer_or_sign(client, here, submitted):
    client.post(f"{here}remark/", {"text": "Wrong.", "must_fix": "on", "ending": "approve"})
    left = Remark.objects.get()
    assert not left.must_fix
    submitted.refresh_from_db()
    assert submitted.stage == "in_review"
    page = f"/admin/articles/article/{submitted.pk}/remarks/{left.pk}/resolve/"
    assert client.post(page).status_code == 302
    left.refresh_from_db()
    assert left.is_open


def test_a_guests_limits_are_said_and_their_words_kept(client, here, monkeypatch):
    monkeypatch.setattr(remarks, "OF_A_GUEST_AN_HOUR", 1)
    client.post(f"{here}remark/", {"text": "One."})
    response = client.post(f"{here}remark/", {"text": "Two."})
    assert response.status_code == 422 and "Two.</textarea>" in text(response)


def test_a_post_without_its_token_is_refused(here):
    client = Client(enforce_csrf_checks=True)
    assert client.post(f"{here}remark/", {"text": "x"}).status_code == 403
    page = client.get(f"{here}remark/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text(page))[1]
    sent = {"text": "x", "csrfmiddlewaretoken": token}
    assert client.post(f"{here}remark/", sent).status_code == 302


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_there_are_no_other_methods(method, client, here):
    assert getattr(client, method)(here).status_code == 405
    assert getattr(client, method)(f"{here}remark/").status_code == 405
    assert client.post(here).status_code == 405


def test_what_a_guest_writes_is_shown_as_words(client, here):
    hostile = "<script>alert(1)</script>"
    client.post(f"{here}remark/", {"text": hostile})
    assert hostile not in text(client.get(here))


# --- logs


def test_no_log_has_the_address(client, here, monkeypatch, caplog):
    from articles import preview_views

    token = here.split("/")[2]
    client.raise_request_exception = False
    monkeypatch.setattr(preview_views, "_remarked", lambda *a: 1 / 0)
    assert client.get(here).status_code == 500
    Client(enforce_csrf_checks=True).post(f"{here}remark/", {"text": "x"})
    (handler,) = [h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler]
    lines = [handler.format(record) for record in caplog.records]
    assert any("/preview/…/" in line for line in lines)
    assert not any(token in line for line in lines)
