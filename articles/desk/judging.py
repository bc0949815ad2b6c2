"""What waits for a signature, or to be published."""

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from articles.desk.section import Kind, Row, change_url, day, may_any, review_url
from articles.models import Article, Schedule, ScheduledVerb, Stage

LIST = "admin:articles_article_changelist"


def submitted(user) -> QuerySet:
    """What waits for a clinician, the longest waiting first."""
    return _pending(user, Stage.IN_REVIEW)


def to_review(user) -> QuerySet:
    """Of that, what this person has no part in and could sign."""
    return submitted(user).exclude(pending__contributors__contains=[user.pk])


def to_publish(user) -> QuerySet:
    """Signed, and not left to the clock."""
    planned = Schedule.objects.open().filter(
        article=OuterRef("pk"), verb=ScheduledVerb.PUBLISH, revision=OuterRef("pending")
    )
    return _pending(user, Stage.APPROVED).filter(~Exists(planned))


def exceptions(user) -> QuerySet:
    """What readers see without a review; what is taken back soonest comes first.

    Who can only sign sees what they could sign.
    """
    shown = Article.objects.visible_to(user).filter(
        live_exemption__isnull=False, live_exemption__cleared_at=None, withdrawn_at=None
    )
    if not may_any(user, ("withdraw_article",)):
        shown = shown.exclude(live__contributors__contains=[user.pk])
    shown = shown.select_related("live_exemption").only(
        "title", "live_exemption__kind", "live_exemption__granted_at", "live_exemption__deadline"
    )
    soonest = F("live_exemption__deadline").asc(nulls_last=True)
    return shown.order_by(soonest, "live_exemption_id")


def tell_submitted(article, user) -> Row:
    return Row(article.title, review_url(article.pk), _sent(article.pending))


def tell_to_publish(article, user) -> Row:
    url = reverse("admin:articles_article_step", args=[article.pk, "publish"])
    return Row(article.title, url, _sent(article.pending))


def _sent(revision):
    return f"version {revision.number}, submitted on {day(revision.frozen_at)}"


def tell_exception(article, user) -> Row:
    exemption = article.live_exemption
    may_sign = user.has_perm("articles.approve_article")
    url = review_url(article.pk) if may_sign else change_url(article.pk)
    fact = f"{exemption.get_kind_display().lower()} on {day(exemption.granted_at)}"
    left = time_left(exemption.deadline, timezone.now()) if exemption.deadline else ""
    return Row(article.title, url, fact, left)


def time_left(deadline, now) -> str:
    """As in “5 hours left”."""
    minutes = int((deadline - now).total_seconds() // 60)
    if minutes < 0:
        return "its time is over"
    count, unit = (minutes // 60, "hour") if minutes >= 120 else (minutes, "minute")
    return f"{count} {unit}{'' if count == 1 else 's'} left"


def _pending(user, stage):
    articles = Article.objects.visible_to(user).filter(stage=stage, pending__isnull=False)
    articles = articles.select_related("pending").only(
        "title", "pending__number", "pending__frozen_at"
    )
    return articles.order_by("pending_id")


EXCEPTIONS = Kind(
    "exceptions",
    "Public without review",
    ("approve_article", "publish_urgently_article", "withdraw_article"),
    exceptions,
    tell_exception,
    LIST,
    "?readers=exempt",
)
KINDS = (
    Kind(
        "to-review",
        "To review",
        ("approve_article",),
        to_review,
        tell_submitted,
        LIST,
        "?stage=in_review",
    ),
    Kind(
        "submitted",
        "Waiting for a reviewer",
        ("request_changes_article",),
        submitted,
        tell_submitted,
        LIST,
        "?stage=in_review",
        but_not=("approve_article",),
    ),
    Kind(
        "to-publish",
        "Approved, to publish",
        ("publish_article",),
        to_publish,
        tell_to_publish,
        LIST,
        "?stage=approved",
    ),
)
