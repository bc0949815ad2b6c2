"""Rules of single steps: each takes a person and an article and returns why not, or ""."""

from articles import markup
from articles.models import Article, Authorship, Decision, Event

# Doing any of these makes a person part of the text, so that they cannot sign it.
WRITING_VERBS = ("created", "imported", "edited", "submit")


def contributors(article: Article) -> list[int]:
    """Everybody who wrote, edited or submitted this article's text, by id."""
    authors = Authorship.objects.filter(article=article).values_list("user", flat=True)
    writers = Event.objects.filter(article=article, verb__in=WRITING_VERBS).values_list(
        "happened_by", flat=True
    )
    return sorted({article.created_by_id, *authors, *writers})


def is_own(user, article: Article) -> bool:
    return article.created_by_id == user.pk or (
        Authorship.objects.filter(article=article, user=user).exists()
    )


def is_own_or_any(user, article: Article) -> str:
    if user.has_perm("articles.change_any_article") or is_own(user, article):
        return ""
    return "This is not your article. Ask one of its authors or an editor."


def has_words(user, article: Article) -> str:
    if article.pending_id or markup.word_count(article.body):
        return ""
    return "The article has no text yet. Write it first."


def awaiting_signature(article: Article):
    """The revision that an approval now would sign: the submitted one, or the exempt live one."""
    if article.pending_id:
        return article.pending
    return article.live if article.live_exemption_id and article.is_public else None


def awaits_a_signature(user, article: Article) -> str:
    return "" if awaiting_signature(article) else "There is nothing here to approve."


def is_independent(user, article: Article) -> str:
    revision = awaiting_signature(article)
    if revision and (user.pk in revision.contributors or user.pk in contributors(article)):
        return (
            "You wrote, edited or submitted this text, so you cannot approve it. "
            "Somebody independent must."
        )
    return ""


def is_approved(user, article: Article) -> str:
    approved = article.pending and article.pending.reviews.filter(decision=Decision.APPROVED)
    return "" if approved and approved.exists() else "This version has not been approved."


def is_public(user, article: Article) -> str:
    return (
        ""
        if article.is_public
        else "Readers do not see this article, so there is nothing to withdraw."
    )


def is_withdrawn(user, article: Article) -> str:
    return "" if article.is_withdrawn else "This article is not withdrawn."
