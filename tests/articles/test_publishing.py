"""What readers see: signed texts, named exceptions, and nothing else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import manuscript, publishing, workflow
from articles.errors import ChecksFailed, NotAllowed, Unacknowledged
from articles.models import Article, Exemption, ExemptionKind, Outcome, Stage
from tests.conftest import BODY, publish_with_warnings

pytestmark = pytest.mark.django_db
REASON = "The dose on the page is wrong."


@pytest.fixture
def urgent(published, editor, author, publisher):
    """A published article whose correction was published urgently."""
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, body=BODY.replace("eight", "seven"))
    return workflow.publish_urgently(published, by=publisher, reason=REASON)


@pytest.fixture
def a_day_later(monkeypatch):
    now = timezone.now
    monkeypatch.setattr(publishing.timezone, "now", lambda: now() + timedelta(hours=24, seconds=1))


def test_an_urgent_text_is_shown_at_once_and_named(urgent, publisher):
    exemption = urgent.live_exemption
    assert "seven hours" in urgent.live.body_html
    assert (exemption.kind, exemption.granted_by, exemption.reason) == (
        ExemptionKind.URGENT,
        publisher,
        REASON,
    )
    assert timedelta(hours=23) < exemption.deadline - timezone.now() <= timedelta(hours=24)
    assert exemption.previous.number == 1


def test_an_urgent_text_that_a_clinician_signs_stays(urgent, reviewer, a_day_later):
    workflow.approve(urgent, by=reviewer)
    assert publishing.take_back_what_is_due() == 0
    urgent.refresh_from_db()
    assert "seven hours" in urgent.live.body_html
    assert urgent.live_review.decided_by == reviewer
    assert Exemption.objects.get().outcome == Outcome.REVIEWED


def test_an_urgent_text_that_nobody_signs_is_taken_back_after_a_day(urgent, a_day_later):
    assert publishing.take_back_what_is_due() == 1
    urgent.refresh_from_db()
    assert "eight hours" in urgent.live.body_html
    assert urgent.live_review.revision == urgent.live
    assert urgent.stage == Stage.DRAFT and "seven" in urgent.body  # nothing written is lost
    exemption = Exemption.objects.get()
    assert (exemption.outcome, exemption.cleared_by.is_system) == (Outcome.REVERTED, True)
    assert urgent.events.first().verb == "take_back_urgent"
    assert publishing.take_back_what_is_due() == 0


def test_an_urgent_text_is_not_taken_back_before_its_day_has_passed(urgent):
    assert publishing.take_back_what_is_due() == 0


def test_a_first_text_that_was_urgent_and_unsigned_leaves_a_page_that_says_so(
    client, draft, publisher, editor, a_day_later
):
    workflow.publish_urgently(draft, by=publisher, reason=REASON)
    Article.objects.get().live_exemption.refresh_from_db()
    with pytest.MonkeyPatch.context() as later:
        moment = timezone.now() + timedelta(hours=25)
        later.setattr(publishing.timezone, "now", lambda: moment)
        assert publishing.take_back_what_is_due() == 1
    draft.refresh_from_db()
    assert not draft.is_public
    response = client.get("/health/sleep-well/")
    assert response.status_code == 410
    assert "Nobody confirmed it within 24 hours" in response.content.decode()
    assert not workflow.can(editor, "restore", draft)


def test_a_second_urgent_text_has_what_is_left_of_the_first_one_s_day(
    urgent, editor, author, publisher
):
    first = urgent.live_exemption
    workflow.revise(urgent, by=editor)
    manuscript.edit(urgent, by=author, body=BODY.replace("eight", "six"))
    workflow.publish_urgently(urgent, by=publisher, reason="Still wrong.")
    second = urgent.live_exemption
    assert second.deadline == first.deadline
    assert (second.previous, second.previous_review) == (first.previous, first.previous_review)


def test_no_other_exception_ends_the_day_of_an_urgent_text(urgent, editor, publisher):
    workflow.revise(urgent, by=editor)
    with pytest.raises(NotAllowed, match="waits for its signature"):
        workflow.publish_unreviewed(urgent, by=publisher, reason="An outbreak.")


def test_what_came_before_without_review_comes_back_as_the_exception_it_was(
    draft, author, editor, publisher, a_day_later
):
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")
    workflow.revise(draft, by=editor)
    manuscript.edit(draft, by=author, body=BODY.replace("eight", "seven"))
    workflow.publish_urgently(draft, by=publisher, reason=REASON)
    with pytest.MonkeyPatch.context() as later:
        moment = timezone.now() + timedelta(hours=25)
        later.setattr(publishing.timezone, "now", lambda: moment)
        assert publishing.take_back_what_is_due() == 1
    draft.refresh_from_db()
    assert "eight hours" in draft.live.body_html
    assert draft.live_exemption.kind == ExemptionKind.UNREVIEWED
    assert draft.live_exemption.reason == "An outbreak."


def test_the_person_who_published_urgently_cannot_clear_it(published, editor, author, credentialed):
    both = credentialed("publisher", "reviewer")
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, body=BODY.replace("eight", "seven"))
    workflow.submit(published, by=author)
    workflow.publish_urgently(published, by=both, reason=REASON)
    assert not workflow.can(both, "approve", published)


def test_nobody_takes_an_urgent_text_back_by_hand(urgent, superuser):
    with pytest.raises(NotAllowed, match="HealthHub itself"):
        workflow.take_back_urgent(urgent, by=superuser)


# --- the checks at the gates


def test_what_blocks_a_submission_is_named_with_its_place(make_draft, author):
    article = make_draft(references=[], funding="", body="<p>I cured my cancer. I did.</p>")
    with pytest.raises(ChecksFailed) as refused:
        workflow.submit(article, by=author)
    found = {finding.rule for finding in refused.value.findings}
    assert {"HQ-07", "HQ-08", "HQ-18"} <= found
    assert not {"HQ-03", "HQ-04", "HQ-06"} & found  # only a review or publishing supplies these
    assert all(finding.url for finding in refused.value.findings)
    assert article.revisions.count() == 0


def test_what_readers_are_told_of_a_change_is_short(draft, author):
    with pytest.raises(NotAllowed, match="has 1,001 characters"):
        workflow.submit(draft, by=author, change="update", change_note="x" * 1001)


def test_a_warning_is_acknowledged_by_name_or_nothing_is_published(
    make_draft, author, reviewer, editor
):
    article = make_draft(body=BODY.replace("Ask your doctor", "Ask somebody"))
    workflow.submit(article, by=author)
    workflow.approve(article, by=reviewer)
    with pytest.raises(Unacknowledged) as refused:
        workflow.publish(article, by=editor)
    assert [finding.rule for finding in refused.value.findings] == ["HQ-20"]
    with pytest.raises(Unacknowledged):
        workflow.publish(article, by=editor, acknowledged=["HQ-21"])
    workflow.publish(article, by=editor, acknowledged=["HQ-20"])
    event = article.events.first()
    assert event.happened_by == editor
    assert [each["rule"] for each in event.facts["acknowledged"]] == ["HQ-20"]


def test_a_claim_without_evidence_is_a_warning_of_its_own(make_draft, author, reviewer, editor):
    article = make_draft(
        body=BODY.replace("Sleep lets", '<span data-claim="1">Sleep lets').replace(
            "rest.", "rest.</span>"
        )
    )
    workflow.submit(article, by=author)
    workflow.approve(article, by=reviewer)
    with pytest.raises(Unacknowledged, match="Attach a source to this claim"):
        workflow.publish(article, by=editor)
    workflow.publish(article, by=editor, acknowledged=["CLAIM"])
    assert article.is_public


def test_an_owner_who_is_no_author_may_start_a_correction(published, make_person, editor):
    owner = make_person("author")
    assert not workflow.can(owner, "revise", published)
    manuscript.edit(published, by=editor, owner=owner)
    assert workflow.can(owner, "revise", published)


def test_what_became_a_fault_after_the_approval_blocks_publishing(draft, author, reviewer, editor):
    workflow.submit(draft, by=author)
    workflow.approve(draft, by=reviewer)
    author.disclosure_statement = ""
    author.save()
    with pytest.raises(ChecksFailed, match="disclosures"):
        publish_with_warnings(draft, by=editor)


def test_an_exception_keeps_what_it_passed_over(make_draft, publisher):
    article = make_draft(references=[], funding="", body="<p>Sleep lets your body rest.</p>")
    workflow.publish_unreviewed(article, by=publisher, reason="An outbreak.")
    kept = {each["rule"] for each in article.live_exemption.passed_over}
    assert {"HQ-03", "HQ-04", "HQ-07", "HQ-08"} <= kept


def test_the_date_of_update_moves_only_with_the_words(published, author, reviewer, editor):
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, also_known_as=["Slumber"])
    workflow.submit(published, by=author)
    workflow.approve(published, by=reviewer)
    publish_with_warnings(published, by=editor)
    assert published.updated_at is None
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, body=BODY.replace("rest.", "rest and heal."))
    workflow.submit(published, by=author)
    workflow.approve(published, by=reviewer)
    publish_with_warnings(published, by=editor)
    assert published.updated_at is not None


def test_a_whole_review_sets_the_date_of_the_next(published):
    interval = published.category.review_interval
    reviewed = timezone.localdate(published.last_review.decided_at)
    assert published.review_due_on.year * 12 + published.review_due_on.month == (
        reviewed.year * 12 + reviewed.month + interval
    )
