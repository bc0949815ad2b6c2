"""A signature means: this person, with this credential, judged exactly this text."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Credential
from articles import manuscript, restoring, workflow
from articles.errors import NotAllowed
from articles.models import Review, ReviewKind, Stage
from tests.conftest import BODY, publish_with_warnings

pytestmark = pytest.mark.django_db


@pytest.fixture
def correct(author, editor):
    """Starts a correction of a published article, changes it, and submits it."""

    def correct(article, by=author, **changes):
        words = {"change": changes.pop("change", "minor"), "change_note": "A slip of the pen."}
        workflow.revise(article, by=editor)
        manuscript.edit(article, by=by, **changes)
        return workflow.submit(article, by=author, **words)

    return correct


def test_a_signature_keeps_the_credential_as_it_stood(published, reviewer):
    Credential.objects.filter(user=reviewer).update(number="1", verified_at=None, verified_by=None)
    review = Review.objects.get()
    assert review.credential["name"] == "MD"
    assert review.credential["number"] == "7654321"
    assert review.credential["verified_on"] == str(timezone.localdate())
    assert review.role == "Clinician reviewer"
    assert review.statement and review.sha256 == review.revision.sha256


def test_nobody_signs_without_a_credential(draft, author, make_person):
    bare = make_person("reviewer", credentials="MD")
    workflow.submit(draft, by=author)
    with pytest.raises(NotAllowed, match="no verified credential"):
        workflow.approve(draft, by=bare)


def test_nobody_signs_with_a_credential_that_nobody_verified(draft, author, credentialed):
    person = credentialed("reviewer")
    person.held.update(verified_at=None, verified_by=None)
    workflow.submit(draft, by=author)
    assert not workflow.can(person, "approve", draft)


def test_nobody_signs_with_an_expired_credential(draft, author, credentialed):
    expired, last_day = (
        credentialed("reviewer", valid_for=-1),
        credentialed("reviewer", valid_for=0),
    )
    workflow.submit(draft, by=author)
    assert not workflow.can(expired, "approve", draft)
    assert workflow.can(last_day, "approve", draft)


def test_the_database_refuses_an_approval_without_a_credential(draft, author, reviewer):
    workflow.submit(draft, by=author)
    bare = Review(
        revision=draft.pending,
        decision="approved",
        sha256=draft.pending.sha256,
        name="Nobody",
        decided_by=reviewer,
    )
    with pytest.raises(IntegrityError, match="verified credential"), transaction.atomic():
        bare.save()


def test_an_editor_of_an_older_signed_text_may_sign_the_next(
    published, correct, credentialed, author, editor
):
    """Independence counts from the last signed revision, for those whom the page does not name."""
    long_ago = credentialed("editor", "reviewer")
    correct(published, by=long_ago, summary="A summary that somebody else wrote, long ago.")
    assert not workflow.can(long_ago, "approve", published)
    someone = credentialed("reviewer")
    workflow.approve(published, by=someone)
    publish_with_warnings(published, by=editor)
    correct(published, body=BODY.replace("rest", "rest and heal"))
    assert workflow.can(long_ago, "approve", published)


def test_a_named_author_never_signs_whoever_changed_it_last(published, correct, author, editor):
    Credential.objects.create(
        user=author,
        name="MD",
        issuer="General Medical Council",
        number="1",
        valid_until=timezone.localdate() + timedelta(days=9),
        verified_at=timezone.now(),
        verified_by=editor,
        evidence="The register.",
    )
    author.roles = ["author", "reviewer"]
    author.save()
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=editor, body=BODY.replace("rest", "rest and heal"))
    workflow.submit(published, by=editor)
    assert "cannot approve" in workflow.refusal(author, "approve", published)


# --- small repairs


def test_an_editor_signs_a_small_repair_and_the_review_date_stays(published, correct, editor):
    whole, due = published.last_review, published.review_due_on
    correct(published, body=BODY.replace("your body rest", "your whole body rest"))
    workflow.sign_minor(published, by=editor)
    assert published.stage == Stage.APPROVED
    publish_with_warnings(published, by=editor)
    review = published.live_review
    assert (review.kind, review.basis, review.decided_by) == (ReviewKind.MINOR, whole, editor)
    assert (published.last_review, published.review_due_on) == (whole, due)


@pytest.mark.parametrize(
    "before, after",
    [
        ("eight hours", "nine 9 hours"),
        ("Sleep lets", "Sleep does not let"),
        ("Sleep lets your body rest.", "Sleep lets your body and your mind rest and heal."),
        ('data-source="1"', 'data-source="2"'),
    ],
)
def test_more_than_a_small_repair_needs_a_clinician(published, correct, editor, before, after):
    correct(published, body=BODY.replace(before, after))
    with pytest.raises(NotAllowed, match="A clinician must read it"):
        workflow.sign_minor(published, by=editor)


def test_the_name_of_a_medicine_is_never_a_small_repair(make_published, correct, editor):
    body = BODY + "<p>Ibuprofen can have side effects.</p>"
    article = make_published(body=body)
    correct(article, body=body.replace("Ibuprofen", "Naproxen"))
    assert "no digit, medicine" in workflow.refusal(editor, "sign_minor", article)


@pytest.mark.parametrize(
    "changes",
    [
        {"references": []},
        {"medicines": ["Naltrexone"]},
        {"funding": "A company that sells beds."},
        {"content_type": "treatment"},
        {"body": BODY.replace("rest.", '<a href="https://evil.example/">rest</a>.')},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_is_no_wording_is_never_a_small_repair(make_published, correct, editor, changes):
    article = make_published(body=BODY.replace("rest.", '<a href="https://nhs.uk/">rest</a>.'))
    if "references" in changes:
        changes = {"references": article.references.values()[1:]}
        changes["references"] = [
            {k: v for k, v in row.items() if k not in ("id", "article_id")}
            for row in [*article.references.order_by("number").values()]
        ]
        changes["references"][0]["title"] = "Healthy Sleepers"
    correct(article, **changes)
    assert workflow.refusal(editor, "sign_minor", article)


def test_small_repairs_do_not_add_up_to_a_large_one(published, correct, editor):
    body = BODY
    for old, new in [("lets your", "lets dear your"), ("each night", "each calm night")]:
        body = body.replace(old, new)
        correct(published, body=body)
        workflow.sign_minor(published, by=editor)
        publish_with_warnings(published, by=editor)
    correct(published, body=body.replace("your doctor", "your own good kind doctor"))
    assert workflow.refusal(editor, "sign_minor", published)


def test_what_was_submitted_as_an_update_is_no_small_repair(published, correct, editor):
    correct(published, body=BODY.replace("rest.", "rests."), change="update")
    assert "not submitted as a small repair" in workflow.refusal(editor, "sign_minor", published)


def test_a_text_that_nobody_signed_has_no_small_repairs(draft, author, publisher, editor):
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")
    workflow.revise(draft, by=editor)
    workflow.submit(draft, by=author, change="minor")
    assert "has signed" in workflow.refusal(editor, "sign_minor", draft)


def test_an_author_does_not_sign_small_repairs(published, correct, author):
    correct(published, body=BODY.replace("rest.", "rests."))
    assert not workflow.can(author, "sign_minor", published)


def test_the_database_refuses_a_small_repair_on_the_ground_of_another_article(
    published, make_published, correct, editor
):
    other = make_published("Wake well")
    correct(published, body=BODY.replace("rest.", "rests."))
    forged = Review(
        revision=published.pending,
        decision="approved",
        kind=ReviewKind.MINOR,
        basis=other.last_review,
        sha256=published.pending.sha256,
        name="Edda",
        decided_by=editor,
    )
    with pytest.raises(IntegrityError, match="same article"), transaction.atomic():
        forged.save()


def test_words_that_come_back_from_an_old_version_keep_their_writer_from_signing(
    draft, author, editor, reviewer, credentialed
):
    writer = credentialed("editor", "reviewer")
    manuscript.edit(draft, by=writer, summary="A summary that somebody else wrote, long ago.")
    workflow.submit(draft, by=author)
    workflow.recall(draft, by=author)
    manuscript.edit(draft, by=author, summary="A summary that the author wrote after that.")
    workflow.submit(draft, by=author)
    workflow.approve(draft, by=reviewer)
    publish_with_warnings(draft, by=editor)
    workflow.revise(draft, by=author)
    restoring.restore_version(draft, 1, by=author, version=draft.version)
    workflow.submit(draft, by=author)
    assert not workflow.can(writer, "approve", draft)


def test_a_demonstration_account_signs_no_real_text(draft, author, credentialed):
    workflow.submit(draft, by=author)
    shown = credentialed("reviewer", is_demo=True)
    assert "demonstration articles only" in workflow.refusal(shown, "approve", draft)


# --- read again, and left as it was


def test_reading_again_moves_the_date_of_review_and_nothing_else(published, credentialed):
    words, due = published.live, published.review_due_on
    again = credentialed("reviewer")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_article SET review_due_on = '2026-01-01'")
    published.refresh_from_db()
    workflow.mark_reviewed_unchanged(published, by=again)
    assert published.live == words and published.updated_at is None
    assert published.live_review.decided_by == again
    assert published.last_review.kind == ReviewKind.UNCHANGED
    assert published.review_due_on == due


def test_reading_again_takes_an_independent_reviewer_with_a_credential(
    published, author, editor, make_person
):
    for person in (author, editor, make_person("reviewer")):
        assert not workflow.can(person, "mark_reviewed_unchanged", published)


def test_a_text_published_without_review_is_not_confirmed_but_approved(draft, publisher, reviewer):
    workflow.publish_unreviewed(draft, by=publisher, reason="An outbreak.")
    assert "needs a whole review" in workflow.refusal(reviewer, "mark_reviewed_unchanged", draft)
    assert workflow.can(reviewer, "approve", draft)


def test_a_text_altered_behind_the_application_is_not_signed(draft, author, reviewer):
    workflow.submit(draft, by=author)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE articles_revision SET title = 'Another title'")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    draft.refresh_from_db()
    with pytest.raises(NotAllowed, match="does not match its hash"):
        workflow.approve(draft, by=reviewer)
