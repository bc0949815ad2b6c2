import re

import pytest

from articles import appraisal, manuscript, remarks, workflow
from articles.models import Review, Stage

pytestmark = pytest.mark.django_db
DESK = "/admin/articles/article/"


def text(response):
    return response.content.decode()


def address(article, page="review/"):
    return f"{DESK}{article.pk}/{page}"


@pytest.fixture
def submitted(draft, author):
    return workflow.submit(draft, by=author)


@pytest.fixture
def corrected(published, author, editor):
    """A correction in review; readers see the text before it."""
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, body=published.body.replace("eight", "seven"))
    return workflow.submit(published, by=author, change="correction", change_note="The hours.")


def decision(article, ending="approve", **fields):
    return {"version": article.version, "ending": ending, "reason": "", **fields}


# --- what the page says


def test_the_page_has_all_that_is_read_before_a_decision(client, submitted, reviewer):
    client.force_login(reviewer)
    remarks.leave(submitted, by=reviewer, text="Whose hours?", must_fix=True)
    page = text(client.get(address(submitted)))
    for shown in (
        "Sleep well", "Sleep lets your body rest.", "Version 1", "Ada Author", "so all of it is new",
        "Healthy Sleep", "https://medlineplus.gov/healthysleep.html", "Cited in:",
        "Whose hours?", "One remark must be fixed", "DISCERN 16", "CDC Index 18", "PEMAT 18",
        "I have read this version from beginning to end", "General Medical Council",
        "Approve this version", "Ask for changes",
    ):  # fmt: skip
        assert shown in page, shown


def test_the_differences_from_the_live_text_are_shown_by_words(client, corrected, reviewer):
    client.force_login(reviewer)
    page = text(client.get(address(corrected)))
    assert re.search(r"<del>.*eight.*</del><ins>.*seven.*</ins>", page)
    assert "Correction: something was wrong" in page and "The hours." in page


def test_issues_lead_to_their_place_in_the_text(client, make_draft, author, reviewer):
    body = "<h2>Why</h2><p>This tea is guaranteed to help you sleep. Ask a doctor.</p>"
    article = make_draft(body=body)
    workflow.submit(article, by=author)
    client.force_login(reviewer)
    page = text(client.get(address(article)))
    finding = page.split("Say this less absolutely", 1)[1]
    assert 'href="#block-3"' in finding[:200] and 'id="block-3"' in page


def test_every_paragraph_has_a_link_that_leaves_a_remark(client, submitted, reviewer):
    client.force_login(reviewer)
    page = text(client.get(address(submitted)))
    for block in remarks.reading_of(submitted.pending).blocks:
        link = f"{address(submitted, 'remarks/add/')}?on=review&amp;block={block.number}"
        assert page.count(f'href="{link}"') == 1, block


def test_claims_are_shown_with_their_evidence(client, submitted, reviewer, monkeypatch):
    from articles.evidence import Evidence, Support

    claim = Evidence(1, "Sleep helps.", "High", "A note.", [Support(1, "Healthy Sleep.", [])])
    monkeypatch.setattr("articles.admin.review_pages.evidence.of", lambda revision: [claim])
    client.force_login(reviewer)
    page = text(client.get(address(submitted)))
    assert "“Sleep helps.”" in page and "Strength of the evidence: High. A note." in page


def test_the_number_of_queries_does_not_grow_with_the_remarks(
    client, submitted, reviewer, django_assert_max_num_queries
):
    client.force_login(reviewer)
    for number in range(30):
        remarks.leave(submitted, by=reviewer, text=str(number))
    with django_assert_max_num_queries(45):
        client.get(address(submitted))


# --- deciding


def test_a_reviewer_approves_and_the_answers_are_kept(client, submitted, reviewer):
    client.force_login(reviewer)
    fields = {"answer-discern-1": "yes", "note-discern-1": "At the top.", "answer-pemat-2": "na"}
    response = client.post(address(submitted), decision(submitted, reason="Good.", **fields))
    assert response.status_code == 302
    review = Review.objects.get()
    assert (review.decision, review.remarks) == ("approved", "Good.")
    assert review.answers["set"] == appraisal.QUESTION_SET
    assert review.answers["answers"]["discern-1"]["note"] == "At the top."
    assert set(review.answers["answers"]) == {"discern-1", "pemat-2"}
    submitted.refresh_from_db()
    assert submitted.stage == Stage.APPROVED


def test_a_reviewer_sends_back_and_goes_on_from_the_desk(client, submitted, reviewer):
    client.force_login(reviewer)
    sent = decision(submitted, "request_changes", reason="Too long.", **{"answer-facts": "no"})
    response = client.post(address(submitted), sent)
    assert response["Location"] == "/admin/"
    review = Review.objects.get()
    assert review.decision == "changes_requested" and review.answers["answers"]["facts"]


def test_a_published_text_is_read_again_and_left_as_it_is(client, published, credentialed):
    client.force_login(credentialed("reviewer"))
    page = text(client.get(address(published)))
    assert "I confirm that exactly this text still holds" in page
    assert "this is the text that readers see" in page
    assert "Ask for changes" not in page
    client.post(address(published), decision(published, "mark_reviewed_unchanged"))
    assert Review.objects.filter(kind="unchanged").exists()


def test_a_text_published_without_review_is_signed_here_too(client, draft, publisher, reviewer):
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")
    client.force_login(reviewer)
    client.post(address(draft), decision(draft))
    draft.refresh_from_db()
    assert draft.live_review.decided_by == reviewer


def test_what_was_kept_is_shown_to_the_next_reviewer(client, submitted, author, reviewer):
    answers = appraisal.kept(appraisal.read({"answer-facts": "no", "note-facts": "Old table."}))
    workflow.request_changes(submitted, by=reviewer, reason="Newer figures.", answers=answers)
    workflow.submit(submitted, by=author)
    client.force_login(reviewer)
    page = text(client.get(address(submitted)))
    assert "Changes requested, Ria Reviewer" in page
    assert "Old table." in page and "Newer figures." in page


TYPED = {
    "reason": "My long remarks.",
    "answer-discern-9": "partly",
    "note-discern-9": "Half of them.",
}


def holds_what_was_typed(response):
    page = text(response)
    return (
        "My long remarks." in page
        and "Half of them." in page
        and 'name="answer-discern-9" value="partly" checked' in page
    )


def test_a_stale_review_keeps_what_was_typed(client, submitted, reviewer):
    client.force_login(reviewer)
    response = client.post(address(submitted), {**decision(submitted), **TYPED, "version": 1})
    assert response.status_code == 409 and holds_what_was_typed(response)
    assert not Review.objects.exists()


def test_a_refused_review_keeps_what_was_typed(client, draft, author, reviewer, credentialed):
    workflow.submit(draft, by=author)
    client.force_login(reviewer)
    reviewer.held.update(valid_until="2020-01-01")
    response = client.post(address(draft), {**decision(draft), **TYPED})
    assert response.status_code == 422 and holds_what_was_typed(response)
    assert "no verified credential" in text(response)


def test_sending_back_without_a_word_is_refused_and_keeps_the_answers(client, submitted, reviewer):
    client.force_login(reviewer)
    sent = {**decision(submitted, "request_changes"), "answer-facts": "no", "reason": " "}
    response = client.post(address(submitted), sent)
    assert response.status_code == 422
    assert 'name="answer-facts" value="no" checked' in text(response)


def test_an_answer_that_cannot_be_kept_stops_the_signature(client, submitted, reviewer):
    client.force_login(reviewer)
    for odd in ({"answer-facts": "maybe"}, {"note-facts": "x" * 501}):
        response = client.post(address(submitted), {**decision(submitted), **odd})
        assert response.status_code == 422
    assert not Review.objects.exists()


def test_words_typed_while_the_article_was_taken_back_are_given_back(
    client, submitted, author, reviewer
):
    client.force_login(reviewer)
    workflow.recall(submitted, by=author)
    response = client.post(address(submitted), {**decision(submitted), **TYPED})
    assert response.status_code == 404
    assert "My long remarks." in text(response) and "Half of them." in text(response)
    assert "Sleep" not in text(response)


def test_somebody_who_sees_drafts_gets_the_words_back_on_the_page(
    client, submitted, author, editor
):
    client.force_login(editor)
    version = submitted.version
    workflow.recall(submitted, by=author)
    sent = {**decision(submitted, "request_changes"), **TYPED, "version": version}
    response = client.post(address(submitted), sent)
    assert response.status_code == 409 and holds_what_was_typed(response)
    assert "Nothing of this article waits" in text(response)


# --- who may


def test_why_somebody_cannot_sign_is_said(client, submitted, editor, make_person):
    client.force_login(editor)
    page = text(client.get(address(submitted)))
    assert "You cannot sign this text. Your roles do not include" in page
    assert "Approve this version</button>" not in page and "Ask for changes</button>" in page
    client.force_login(make_person("reviewer"))
    assert "no verified credential" in text(client.get(address(submitted)))


OPENS = {"reviewer", "editor", "administrator", "superuser"}
CHARACTERS = [
    "author", "editor", "reviewer", "moderator", "publisher", "administrator", "reader",
    "stranger", "superuser",
]  # fmt: skip


@pytest.mark.parametrize("who", CHARACTERS)
def test_the_page_opens_for_those_who_judge_only(who, client, submitted, request):
    client.force_login(request.getfixturevalue(who))
    for method in (client.get, client.post):
        status = method(address(submitted)).status_code
        assert (status in {200, 400}) == (who in OPENS), (who, status)


def test_an_editor_does_not_sign_by_sending_the_form(client, submitted, editor):
    client.force_login(editor)
    assert client.post(address(submitted), decision(submitted)).status_code == 403
    assert not Review.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_the_page_has_no_other_methods(method, client, submitted, reviewer):
    client.force_login(reviewer)
    assert getattr(client, method)(address(submitted)).status_code == 405


def test_an_article_that_is_not_there_or_not_seen_is_not_found(client, draft, reviewer):
    client.force_login(reviewer)
    for pk in (draft.pk, 10**9):
        assert client.get(f"{DESK}{pk}/review/").status_code == 404
        assert client.post(f"{DESK}{pk}/review/").status_code == 404


@pytest.mark.parametrize(
    "odd", [{"version": ""}, {"version": "x"}, {"ending": "publish"}, {"ending": ""}]
)
def test_a_form_without_its_version_or_end_does_nothing(odd, client, submitted, reviewer):
    client.force_login(reviewer)
    assert client.post(address(submitted), {**decision(submitted), **odd}).status_code == 400
    submitted.refresh_from_db()
    assert submitted.stage == Stage.IN_REVIEW


def test_a_draft_waits_for_no_review(client, draft, editor):
    client.force_login(editor)
    response = client.get(address(draft), follow=True)
    assert "waits for a review" in text(response)


def test_looking_changes_nothing(client, submitted, reviewer):
    client.force_login(reviewer)
    before = submitted.version
    client.get(address(submitted))
    submitted.refresh_from_db()
    assert submitted.version == before


# --- where it is linked


def test_the_writing_page_leads_reviewers_here_and_lists_what_is_open(
    client, submitted, reviewer, author
):
    remark = remarks.leave(submitted, by=reviewer, text="Whose hours?", must_fix=True)
    client.force_login(reviewer)
    page = text(client.get(address(submitted, "change/")))
    assert f'href="{address(submitted)}"' in page and "steps/approve" not in page
    client.force_login(author)
    page = text(client.get(address(submitted, "change/")))
    assert f'href="{address(submitted, "remarks/")}#remark-{remark.pk}"' in page
    assert "Must fix:" in page and 'id="remarks"' in page
    page = text(client.get(address(submitted, "preview/")))
    assert "Whose hours?" in page


def test_remarks_are_not_named_to_those_who_only_see_the_public_page(
    client, published, reviewer, stranger
):
    remarks.leave(published, by=reviewer, text="Between us.")
    client.force_login(stranger)
    for page in ("change/", "preview/"):
        assert "Between us." not in text(client.get(address(published, page)))
