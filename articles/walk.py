"""One verb at work on one article: lock, compare, ask again, let it work, record, tell people."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from articles import edition_state, editorial_notices, history, notifications, owners, rules
from articles.errors import NotAllowed, StaleArticle
from articles.models import WHOLE_KINDS, Article, Outcome, Review, Revision, Stage
from articles.public_index import refresh_public_index
from articles.steps import STEPS


def refusal(user, verb: str, article: Article) -> str:
    """Why this person may not take this step now, as a sentence; "" when they may."""
    step = STEPS.get(verb)
    if step is None:
        return f"There is no step called “{verb}”."
    if step.automatic:
        if not user.is_system:
            return f"“{step.label}” is done by HealthHub itself."
    elif not user.has_perm(step.permission):
        return f"Your roles do not include “{step.label}”."
    if article.stage not in step.moves:
        return f"“{step.label}” is not possible while the article is {_stage(article)}."
    return next((no for rule in step.rules if (no := rule(user, article))), "")


@dataclass
class Walk:
    """The locked article while one verb is at work on it."""

    article: Article
    by: Any
    reason: str
    revision: Revision | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def pending(self) -> Revision:
        """The submitted version; in the stages where it is judged, the database holds one."""
        return cast(Revision, self.article.pending)

    @property
    def approval(self) -> Review | None:
        return rules.approval_of_pending(self.article)

    def keep(self, *rows):
        """Let the event cover these rows of the record by their digests."""
        for row in rows:
            kept = {"model": row._meta.model_name, "id": row.pk, "digest": history.digest_of(row)}
            self.facts.setdefault("rows", []).append(kept)

    def drop_pending(self):
        self.revision, self.article.pending = self.revision or self.article.pending, None

    def clear_exemption(self, outcome):
        exemption = self.article.live_exemption
        if exemption and exemption.cleared_at is None:
            exemption.cleared_at, exemption.cleared_by = timezone.now(), self.by
            exemption.outcome = outcome
            exemption.save(update_fields=["cleared_at", "cleared_by", "outcome"])
            self.keep(exemption)

    def end_withdrawal(self, because="Another text took its place."):
        if self.article.is_withdrawn:
            self.keep(
                *editorial_notices.lift(self.article, kind="retraction", by=self.by, reason=because)
            )
        self.article.withdrawn_at = self.article.withdrawn_by = None
        self.article.withdrawn_reason = ""

    def begin_withdrawal(self, reason):
        self.article.withdrawn_at, self.article.withdrawn_by = timezone.now(), self.by
        self.article.withdrawn_reason = reason

    def sign(self, review):
        """The live text stands on this review; a whole one sets the date of the next."""
        self.article.live_review, self.article.live_exemption = review, None
        if review.kind in WHOLE_KINDS:
            self.article.last_review = review
            reviewed_on = timezone.localdate(review.decided_at)
            self.article.review_due_on = self.article.due_after(reviewed_on)

    def go_live(self, revision, *, review=None, exemption=None):
        """Point readers at this revision; what was live before stays in the record."""
        self.clear_exemption(Outcome.REPLACED)
        self.show(revision, review=review, exemption=exemption)
        self.article.pending, self.revision = None, revision
        self.end_withdrawal()

    def show(self, revision, *, review=None, exemption=None):
        article, now = self.article, timezone.now()
        if article.published_at is None:
            article.published_at, article.published_by = now, self.by
        elif article.live and _words(article.live) != _words(revision):
            article.updated_at, article.updated_by = now, self.by
        article.live, article.live_review, article.live_exemption = revision, review, exemption
        if review:
            self.sign(review)
        self.facts |= owners.name(article, by=self.by)


@contextmanager
def walking(article, verb, by, version, reason="") -> Iterator[Walk]:
    """All or nothing. The event is written last, with the facts that the verb left in the walk."""
    step = STEPS[verb]
    expected = article.version if version is None else version
    with transaction.atomic():
        walk = Walk(lock(article, expected), by, reason.strip())
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
        event = _record(walk, verb, from_stage)
        edition_state.keep_in_step(walk.article, by=by)
        notifications.announce(event)
    article.refresh_from_db()


def lock(article: Article, expected_version: int) -> Article:
    """The article's row, locked, if it is still the version that the caller had read."""
    if article.translation_of_id:  # source before edition, here as in every verb of the source
        source = Article.objects.select_for_update(of=("self",), no_key=True)
        list(source.filter(pk=article.translation_of_id).values_list("pk"))
    # Nothing is joined: what a verb needs of other rows it reads after the lock, as it is then.
    locked = Article.objects.select_for_update().get(pk=article.pk)
    if locked.version != expected_version:
        raise StaleArticle(locked)
    return locked


def _record(walk, verb, from_stage):
    return history.record(
        walk.article,
        verb,
        by=walk.by,
        revision=walk.revision,
        from_stage=from_stage,
        to_stage=walk.article.stage,
        reason=walk.reason,
        facts=walk.facts,
    )


def _words(revision):
    """What must differ for readers to be told that the words were updated."""
    told = "title summary key_facts plain_text glossary sources".split()
    return [getattr(revision, name) for name in told]


def _stage(article):
    return Stage(article.stage).label.lower()
