"""The verbs of judgement: a named person signs exactly one frozen text, or sends it back."""

from articles.errors import NotAllowed
from articles.models import Article, Decision, Outcome, Review, ReviewKind
from articles.rules import awaiting_signature
from articles.steps import (
    DEMONSTRATION_STATEMENT,
    MINOR_STATEMENT,
    STATEMENT,
    UNCHANGED_STATEMENT,
)
from articles.walk import walking

STATEMENTS = {
    ReviewKind.WHOLE: STATEMENT,
    ReviewKind.UNCHANGED: UNCHANGED_STATEMENT,
    ReviewKind.MINOR: MINOR_STATEMENT,
}
CLINICIAN, EDITOR = "Clinician reviewer", "Editor"


def approve(
    article: Article, *, by, reason: str = "", answers=None, version: int | None = None
) -> Article:
    """Sign the submitted version, or the live one where it was published without a review."""
    with walking(article, "approve", by, version, reason) as walk:
        walk.revision = awaiting_signature(walk.article)
        review = sign(walk, Decision.APPROVED, ReviewKind.WHOLE, answers=answers)
        if walk.article.live_exemption_id and walk.revision == walk.article.live:
            walk.clear_exemption(Outcome.REVIEWED)
            walk.sign(review)
    return article


def sign_minor(article: Article, *, by, reason: str = "", version: int | None = None) -> Article:
    """An editor keeps the clinician's whole review for a text that differs in a few letters."""
    with walking(article, "sign_minor", by, version, reason) as walk:
        walk.revision = walk.pending
        sign(walk, Decision.APPROVED, ReviewKind.MINOR, basis=walk.article.last_review)
    return article


def request_changes(
    article: Article, *, by, reason: str, answers=None, version: int | None = None
) -> Article:
    with walking(article, "request_changes", by, version, reason) as walk:
        walk.revision = walk.pending
        sign(walk, Decision.CHANGES_REQUESTED, ReviewKind.WHOLE, answers=answers)
        walk.drop_pending()
    return article


def mark_reviewed_unchanged(
    article: Article, *, by, reason: str = "", answers=None, version: int | None = None
) -> Article:
    """Sign the live text once more, as it is: the date of the last review moves, nothing else."""
    with walking(article, "mark_reviewed_unchanged", by, version, reason) as walk:
        walk.revision = walk.article.live
        walk.sign(sign(walk, Decision.APPROVED, ReviewKind.UNCHANGED, answers=answers))
    return article


def statement_of(user, kind: str = ReviewKind.WHOLE) -> str:
    """The words that this person signs."""
    if user.is_demo and kind != ReviewKind.MINOR:
        return DEMONSTRATION_STATEMENT
    return STATEMENTS[ReviewKind(kind)]


def sign(walk, decision, kind, *, basis=None, answers=None) -> Review:
    """The review's row: who, in which role, with which credential, of which text, as it stood."""
    revision, by = walk.revision, walk.by
    if not revision.is_intact:
        raise NotAllowed(
            "The stored text does not match its hash"
            ", so it cannot be judged. Tell an administrator."
        )
    credential = None if kind == ReviewKind.MINOR else by.signing_credential()
    review = Review.objects.create(
        revision=revision,
        decision=decision,
        kind=kind,
        basis=basis,
        remarks=walk.reason,
        statement=statement_of(by, kind) if decision == Decision.APPROVED else "",
        sha256=revision.sha256,
        name=by.display_name,
        role=EDITOR if kind == ReviewKind.MINOR or not credential else CLINICIAN,
        credentials=by.credentials or (credential.name if credential else ""),
        credential=credential.facts() if credential else {},
        disclosure_statement=by.disclosure_statement,
        answers=answers or {},
        is_demonstration=by.is_demo,
        decided_by=by,
    )
    walk.keep(review)
    return review
