"""Where readers may comment, and until when.

Only in categories whose editors want comments, on no page about something dangerous, and for a set
time after what readers see was last published anew: a text that was updated can be talked about
again. What was said stays to be read after that; where comments are switched off, nothing is.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from articles.models import Article


def pages():
    """The pages that show comments; the predicate of one is `has_comments`."""
    return Article.objects.published().filter(
        category__comments_allowed=True, is_sensitive=False, always_shows_help=False
    )


def closes_at(article: Article) -> datetime:
    """When its comments close: so many days after it was published, or updated, last."""
    since = article.updated_at or article.published_at
    return since + timedelta(days=article.category.comments_open_days)


def is_open(article: Article) -> bool:
    return article.has_comments and timezone.now() < closes_at(article)
