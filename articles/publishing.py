"""The verbs that change what readers see: a signed text, a named exception, or nothing."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_noop

from articles import checks, editorial_notices, vocabulary
from articles.errors import WorkflowError
from articles.freezing import freeze
from articles.models import Article, Change, Exemption, ExemptionKind, Outcome
from articles.walk import walking

URGENT_FOR = timedelta(hours=24)
TAKEN_BACK = gettext_noop(
    "This text was published in an emergency, before a clinician had read it. "
    "Nobody confirmed it within 24 hours, so it was taken back."
)


def publish(article: Article, *, by, acknowledged=(), version: int | None = None) -> Article:
    """Show the approved version. `acknowledged` names the rules whose warnings `by` has read."""
    with walking(article, "publish", by, version) as walk:
        revision, review = walk.pending, walk.approval
        found = checks.at_publishing(walk.article, revision, review)
        checks.refuse_blocks(found, what="publishing")
        warned = checks.refuse_unacknowledged(found, acknowledged)
        walk.facts["acknowledged"] = [each.facts() for each in warned]
        walk.facts["vocabulary"] = str(vocabulary.version())
        _replace(walk, revision, review=review)
    return article


def publish_unreviewed(article: Article, *, by, reason: str, version: int | None = None) -> Article:
    with walking(article, "publish_unreviewed", by, version, reason) as walk:
        revision = walk.article.pending or freeze(walk.article, by=by)
        exemption = _exempt(walk, revision, ExemptionKind.UNREVIEWED)
        _replace(walk, revision, exemption=exemption)
    return article


def publish_urgently(article: Article, *, by, reason: str, version: int | None = None) -> Article:
    """Show a text that nobody has signed, for a day at most. A second urgent text has only what
    is left of the first one's day, and what comes back is what stood before the first."""
    with walking(article, "publish_urgently", by, version, reason) as walk:
        revision = walk.article.pending or freeze(walk.article, by=by)
        exemption = _exempt(walk, revision, ExemptionKind.URGENT, **_day_of_grace(walk.article))
        _replace(walk, revision, exemption=exemption)
    return article


def take_back_urgent(article: Article, *, by, version: int | None = None) -> Article:
    """The text before the urgent one comes back; where there was none, the page is withdrawn."""
    with walking(article, "take_back_urgent", by, version) as walk:
        urgent = walk.article.live_exemption
        walk.revision = urgent.revision
        walk.facts["came_back"] = urgent.previous and urgent.previous.number
        walk.clear_exemption(Outcome.REVERTED)
        if urgent.previous is None:
            walk.begin_withdrawal(TAKEN_BACK)
        elif urgent.previous_review:
            walk.show(urgent.previous, review=urgent.previous_review)
        else:
            walk.show(urgent.previous, exemption=_again(walk, urgent.previous))
    return article


def take_back_what_is_due() -> int:
    """Run by the clock: take back every urgent text whose day has passed. How many there were."""
    due = Article.objects.filter(
        live_exemption__kind=ExemptionKind.URGENT,
        live_exemption__cleared_at=None,
        live_exemption__deadline__lte=timezone.now(),
        withdrawn_at=None,
    )
    system = get_user_model().objects.system()
    taken = 0
    for article in due.order_by("live_exemption__deadline")[:100]:
        taken += _take_back(article, system)
    return taken


def withdraw(article: Article, *, by, reason: str, version: int | None = None) -> Article:
    with walking(article, "withdraw", by, version, reason) as walk:
        walk.revision = walk.article.live
        walk.begin_withdrawal(walk.reason)
    return article


def retract(article: Article, *, by, reason: str, version: int | None = None) -> Article:
    """Withdraw a text because it was wrong, and say so among the corrections."""
    with walking(article, "retract", by, version, reason) as walk:
        walk.revision = walk.article.live
        walk.begin_withdrawal(walk.reason)
        notice = editorial_notices.raise_notice(
            walk.article, kind="retraction", text=walk.reason, revision=walk.revision, by=by
        )
        walk.keep(notice)
    return article


def restore(article: Article, *, by, version: int | None = None) -> Article:
    with walking(article, "restore", by, version) as walk:
        walk.revision = walk.article.live
        walk.end_withdrawal("The page was restored.")
    return article


def express_concern(article: Article, *, by, reason: str, version: int | None = None) -> Article:
    with walking(article, "express_concern", by, version, reason) as walk:
        walk.revision = walk.article.live
        notice = editorial_notices.raise_notice(
            walk.article, kind="concern", text=walk.reason, revision=walk.revision, by=by
        )
        walk.keep(notice)
    return article


def lift_concern(article: Article, *, by, reason: str, version: int | None = None) -> Article:
    with walking(article, "lift_concern", by, version, reason) as walk:
        walk.revision = walk.article.live
        walk.keep(*editorial_notices.lift(walk.article, kind="concern", by=by, reason=walk.reason))
    return article


def _replace(walk, revision, **ground):
    """Show this text in the place of the one before, and tell readers what is new in it."""
    before = walk.article.live
    walk.go_live(revision, **ground)
    if before and revision.change in (Change.UPDATE, Change.CORRECTION):
        notice = editorial_notices.raise_notice(
            walk.article,
            kind=revision.change,
            text=revision.change_note,
            revision=revision,
            previous=before,
            by=walk.by,
        )
        walk.keep(notice)


def _exempt(walk, revision, kind, **facts):
    found = checks.at_publishing(walk.article, revision, review=None)
    exemption = Exemption.objects.create(
        revision=revision,
        kind=kind,
        reason=walk.reason,
        passed_over=[each.facts() for each in checks.blocking(found)],
        granted_by=walk.by,
        **facts,
    )
    walk.keep(exemption)
    return exemption


def _day_of_grace(article):
    open_one = article.live_exemption
    if open_one and open_one.is_open_and_urgent:
        return {
            "deadline": open_one.deadline,
            "previous": open_one.previous,
            "previous_review": open_one.previous_review,
        }
    return {
        "deadline": timezone.now() + URGENT_FOR,
        "previous": article.live,
        "previous_review": article.live_review,
    }


def _again(walk, revision):
    """The exception under which this revision was shown before, granted once more as it was."""
    first = Exemption.objects.filter(revision=revision).order_by("pk").first()
    again = Exemption.objects.create(
        revision=revision,
        kind=ExemptionKind.UNREVIEWED,
        reason=first.reason,
        passed_over=first.passed_over,
        granted_by=first.granted_by,
    )
    walk.keep(again)
    return again


def _take_back(article, system):
    try:
        take_back_urgent(article, by=system)
    except WorkflowError:
        return 0  # somebody signed or withdrew it in this moment
    return 1
