"""Which clinician's whole review each public text stands on: for their page, and what is new."""

from datetime import timedelta

from django.utils import timezone

from articles import languages, lists
from articles.due import SAID_AFTER
from articles.lists import Key
from articles.models import Article, LiveReview, Review, ReviewKind

RECENT = timedelta(days=365)


def refresh(article: Article) -> None:
    """Keep the row of this article in step; called wherever `live` or its review may have moved."""
    review = whole(article.live_review) if article.is_public and article.live_review else None
    if review is None:
        LiveReview.objects.filter(article=article).delete()
    else:
        facts = {
            "language": article.language,
            "review": review,
            "reviewed_at": review.decided_at,
            "reviewed_by_id": review.decided_by_id,
            "is_demonstration": review.is_demonstration,
        }
        LiveReview.objects.update_or_create(article=article, defaults=facts)


def whole(review: Review) -> Review:
    """The clinician's review: a small repair keeps the one before it."""
    return review.basis if review.kind == ReviewKind.MINOR else review


def newest_of(person) -> LiveReview | None:
    """The last whole review of theirs on which a public text stands."""
    rows = LiveReview.objects.filter(reviewed_by=person).select_related("review")
    return rows.order_by("-reviewed_at", "-article").first()


def keys_of(person, after: Key | None) -> list[tuple]:
    """Keys of the public articles that stand on this person's reviews, the newest review first."""
    rows = LiveReview.objects.filter(reviewed_by=person, language=languages.current())
    return list(lists.newest(rows, *_KEY, after).values_list(*_KEY))


def recent_keys(after: Key | None) -> list[tuple]:
    """Keys of what clinicians reviewed within a year, the newest first.

    Without demonstrations, and without what is overdue all the same because its own interval is
    short: looked at no further back, so few rows are passed over.
    """
    return list(recent(after).values_list(*_KEY))


def recent(after: Key | None):
    today = timezone.localdate()
    rows = LiveReview.objects.filter(
        is_demonstration=False,
        language=languages.current(),
        reviewed_at__gt=timezone.now() - RECENT,
        article__review_due_on__gt=today - SAID_AFTER,
    )
    return lists.newest(rows, *_KEY, after)


_KEY = ("reviewed_at", "article_id")
