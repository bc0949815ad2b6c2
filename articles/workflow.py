"""The walk of an article: who may take which step, and one function for each verb.

Buttons, the admin, importers, commands and the picture in docs/workflow.md all read STEPS, the
table of steps.
A verb locks the article, compares the version that its caller had read, asks again whether
the step is allowed, does it, records an Event and tells people, in one transaction.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from articles import notifications, rules
from articles.errors import NotAllowed, StaleArticle
from articles.freezing import freeze
from articles.models import Article, Decision, Event, Exemption, Review, Revision, Stage
from articles.public_index import refresh_public_index
from articles.steps import DEMONSTRATION_STATEMENT, STATEMENT, STEPS, Step


def refusal(user, verb: str, article: Article) -> str:
    """Why this person may not take this step now, as a sentence; "" when they may."""
    step = STEPS.get(verb)
    if step is None:
        return f"There is no step called “{verb}”."
    if not user.has_perm(step.permission):
        return f"Your roles do not include “{step.label}”."
    if article.stage not in step.moves:
        return f"“{step.label}” is not possible while the article is {_stage(article)}."
    return next((no for rule in step.rules if (no := rule(user, article))), "")


def can(user, verb: str, article: Article) -> bool:
    return not refusal(user, verb, article)


def steps_for(user, article: Article) -> list[Step]:
    """The steps that this person may take with this article now: one button each."""
    return [step for verb, step in STEPS.items() if can(user, verb, article)]


def may_write(user, article: Article) -> bool:
    """Whether this person may change the manuscript now."""
    return (
        article.is_open_to_writing
        and user.has_perm("articles.change_article")
        and not rules.is_own_or_any(user, article)
    )


def may_catalogue(user, article: Article) -> bool:
    """Whether this person may change slug, category, tags and featuring, which act at once."""
    return (
        user.has_perm("articles.change_catalogue")
        or may_write(user, article)
        and not article.published_at
    )


def submit(article: Article, *, by, version: int | None = None) -> Article:
    with _walking(article, "submit", by, version) as walk:
        walk.revision = walk.article.pending = freeze(walk.article, by=by)
    return article


def recall(article: Article, *, by, version: int | None = None) -> Article:
    with _walking(article, "recall", by, version) as walk:
        walk.drop_pending()
    return article


def approve(article: Article, *, by, reason: str = "", version: int | None = None) -> Article:
    """Sign the submitted version, or the live one where it was published without a review."""
    with _walking(article, "approve", by, version, reason) as walk:
        walk.revision = rules.awaiting_signature(walk.article)
        review = _sign(walk.revision, Decision.APPROVED, by, reason)
        if walk.article.live_exemption_id and walk.revision == walk.article.live:
            walk.clear_exemption()
            walk.article.live_review, walk.article.live_exemption = review, None
    return article


def request_changes(article: Article, *, by, reason: str, version: int | None = None) -> Article:
    with _walking(article, "request_changes", by, version, reason) as walk:
        walk.revision = walk.pending
        _sign(walk.revision, Decision.CHANGES_REQUESTED, by, reason)
        walk.drop_pending()
    return article


def publish(article: Article, *, by, version: int | None = None) -> Article:
    with _walking(article, "publish", by, version) as walk:
        review = walk.pending.reviews.filter(decision=Decision.APPROVED).first()
        walk.go_live(walk.pending, review=review)
    return article


def publish_unreviewed(article: Article, *, by, reason: str, version: int | None = None) -> Article:
    with _walking(article, "publish_unreviewed", by, version, reason) as walk:
        revision = walk.article.pending or freeze(walk.article, by=by)
        exemption = Exemption.objects.create(revision=revision, reason=walk.reason, granted_by=by)
        walk.go_live(revision, exemption=exemption)
    return article


def revise(article: Article, *, by, version: int | None = None) -> Article:
    with _walking(article, "revise", by, version) as walk:
        walk.drop_pending()
    return article


def withdraw(article: Article, *, by, reason: str, version: int | None = None) -> Article:
    with _walking(article, "withdraw", by, version, reason) as walk:
        walk.revision = walk.article.live
        walk.article.withdrawn_at, walk.article.withdrawn_by = timezone.now(), by
        walk.article.withdrawn_reason = walk.reason
    return article


def restore(article: Article, *, by, version: int | None = None) -> Article:
    with _walking(article, "restore", by, version) as walk:
        walk.revision = walk.article.live
        walk.end_withdrawal()
    return article


VERBS: dict[str, Callable[..., Article]] = {
    verb.__name__: verb
    for verb in (
        submit,
        recall,
        approve,
        request_changes,
        publish,
        revise,
        withdraw,
        restore,
        publish_unreviewed,
    )
}


def take(verb: str, article: Article, *, by, version: int, reason: str = "") -> Article:
    """Take a step by its name, as a door does that was given the name by a person."""
    words = {"reason": reason} if STEPS[verb].note else {}
    return VERBS[verb](article, by=by, version=version, **words)


@dataclass
class _Walk:
    """The locked article while one verb is at work on it."""

    article: Article
    by: Any
    reason: str
    revision: Revision | None = None

    @property
    def pending(self) -> Revision:
        """The submitted version; in the stages where it is judged, the database holds one."""
        return cast(Revision, self.article.pending)

    def drop_pending(self):
        self.revision, self.article.pending = self.revision or self.article.pending, None

    def clear_exemption(self):
        if exemption := self.article.live_exemption:
            exemption.cleared_at, exemption.cleared_by = timezone.now(), self.by
            exemption.save(update_fields=["cleared_at", "cleared_by"])

    def end_withdrawal(self):
        self.article.withdrawn_at = self.article.withdrawn_by = None
        self.article.withdrawn_reason = ""

    def go_live(self, revision, *, review=None, exemption=None):
        """Point readers at this revision; what was live before stays in the record."""
        article, now = self.article, timezone.now()
        self.clear_exemption()
        if article.published_at is None:
            article.published_at, article.published_by = now, self.by
        elif article.live and article.live.sha256 != revision.sha256:
            article.updated_at, article.updated_by = now, self.by
        article.live, article.live_review, article.live_exemption = revision, review, exemption
        article.pending, self.revision = None, revision
        self.end_withdrawal()


@contextmanager
def _walking(article, verb, by, version, reason="") -> Iterator[_Walk]:
    """Lock, compare, ask again, let the verb work, record, tell people: all or nothing."""
    step = STEPS[verb]
    expected = article.version if version is None else version
    with transaction.atomic():
        walk = _Walk(lock(article, expected), by, reason.strip())
        if no := refusal(by, verb, walk.article):
            raise NotAllowed(no)
        if step.note_required and not walk.reason:
            raise NotAllowed(f"“{step.label}” needs a reason. Write it, and try again.")
        from_stage = Stage(walk.article.stage)
        yield walk
        walk.article.stage = step.moves[from_stage]
        walk.article.version += 1
        walk.article.save()
        refresh_public_index(walk.article)
        notifications.announce(_record(walk, verb, from_stage))
    article.refresh_from_db()


def lock(article: Article, expected_version: int) -> Article:
    """The article's row, locked, if it is still the version that the caller had read."""
    locked = (
        Article.objects.select_for_update(of=("self",))
        .select_related("category", "live", "live_exemption", "pending")
        .get(pk=article.pk)
    )
    if locked.version != expected_version:
        raise StaleArticle(locked)
    return locked


def _record(walk, verb, from_stage):
    return Event.objects.create(
        article=walk.article,
        verb=verb,
        from_stage=from_stage,
        to_stage=walk.article.stage,
        revision=walk.revision,
        reason=walk.reason,
        happened_by=walk.by,
    )


def statement_of(user) -> str:
    """The words that this person signs when they approve."""
    return DEMONSTRATION_STATEMENT if user.is_demo else STATEMENT


def _sign(revision, decision, by, remarks):
    if not revision.is_intact:
        raise NotAllowed(
            "The stored text does not match its hash"
            ", so it cannot be judged. Tell an administrator."
        )
    return Review.objects.create(
        revision=revision,
        decision=decision,
        remarks=remarks.strip(),
        statement=statement_of(by) if decision == Decision.APPROVED else "",
        sha256=revision.sha256,
        name=by.display_name,
        credentials=by.credentials,
        disclosure_statement=by.disclosure_statement,
        is_demonstration=by.is_demo,
        decided_by=by,
    )


def _stage(article):
    return Stage(article.stage).label.lower()
