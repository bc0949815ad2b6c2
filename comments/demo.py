"""Readers' comments among the demonstration content: a few friendly ones, under one page."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from articles.models import Article, Category
from comments import posting, thread

PAGE = "better-sleep"
SAID = (
    (
        "Rosa",
        "Getting up at the same hour, on Sundays too, made the biggest difference for me. It took "
        "about two weeks until I noticed it.",
    ),
    ("Tom", "I read on paper now instead of on my phone, and that is my favourite half hour."),
    ("Amina", "Thank you for the plain words. I printed this for my father."),
)
ANSWER = ("Amina", "The same here, though the Sundays were hard at first!")


def load() -> None:
    """Switches comments on for one category, and lets a moderator approve what is there."""
    Category.objects.filter(articles__slug=PAGE).update(comments_allowed=True)
    pages = Article.objects.published().select_related("category", "live")
    article = pages.filter(slug=PAGE).first()
    if article is None or not article.has_comments:
        return
    moderator = get_user_model().objects.with_role("moderator").first()
    first, *_ = [_say(article, name, text, moderator) for name, text in SAID]
    _say(article, *ANSWER, moderator, parent=first)


def _say(article, name, text, moderator, parent=None):
    comment = posting.post(article, by=_reader(name), text=text, parent=parent)
    if comment.is_shown:
        return comment
    with thread.held(comment) as held:
        held.settled_at, held.settled_by = timezone.now(), moderator
        thread.show(held)
        thread.unqueue(held)
        thread.record(held, "approved", by=moderator)
    return held


def _reader(name):
    reader, _ = get_user_model().objects.get_or_create(
        email=f"{name.lower()}@{settings.DEMO_EMAIL_DOMAIN}",
        defaults={"display_name": f"{name} (demonstration)", "is_demo": True, "password": "!"},
    )
    return reader
