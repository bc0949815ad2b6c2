"""Which public texts are about something dangerous: their pages show help lines.

Judged by the words of the text when it goes live, and again for every live text when an editor
changes a list of words. A text in a language without a list counts as dangerous until an editor
says that it is not; an edition, as its source does.
"""

import re

from django.utils import timezone
from django_tasks import task

from articles import quality, vocabulary
from articles.models import Article, ContentType, Revision, Risk
from articles.quality.helping import dangers, has_words_for, is_sensitive
from articles.quality.terms import medicines

AT_A_TIME = 100
JUDGED_BY = {
    "sensitive",
    "sensitive_spanish",
    "medicines",
}  # the lists of words that the answers rest on
_MARKER = re.compile(r"\s?\[[0-9 ,–-]{1,40}\]")


def judge(revision: Revision, words: quality.Vocabulary | None = None) -> bool:
    """Whether readers of this text are shown help lines, by the words as they are kept today."""
    words = words or vocabulary.current()
    told = _MARKER.sub("", _told(revision))
    if not dangers(told, words, revision.language):
        return False  # most texts: nothing to read sentence by sentence
    document = quality.read(
        revision.title,
        revision.body_html,
        key_facts=revision.key_facts,
        evaluated_on=timezone.localdate(),
        language=revision.language,
    )
    return is_sensitive(document, words)


def shows_help(article: Article, revision: Revision) -> bool:
    """Whether readers of this text, live or not, are shown help lines."""
    return article.always_shows_help or is_known(article) or judge(revision)


def is_known(article: Article) -> bool:
    """Whether it counts as dangerous whatever its words are."""
    if article.translation_of_id is not None:
        return Article.objects.filter(pk=article.translation_of_id, is_sensitive=True).exists()
    return not has_words_for(article.language) and not article.needs_no_help


def refresh(article: Article, words: quality.Vocabulary | None = None) -> None:
    """Keep the answers with the article, in the transaction that makes its text live."""
    words = words or vocabulary.current()
    sensitive = article.is_public and (is_known(article) or judge(article.live, words))
    risk = _risk(article.live, sensitive, words) if article.is_public else article.risk
    if (sensitive, risk) != (article.is_sensitive, article.risk):
        article.is_sensitive, article.risk = sensitive, risk
        Article.objects.filter(pk=article.pk).update(is_sensitive=sensitive, risk=risk)
        if sensitive:
            editions = Article.objects.filter(translation_of=article, is_sensitive=False)
            editions.published().update(is_sensitive=True, risk=Risk.SENSITIVE)


def _risk(revision: Revision, sensitive: bool, words: quality.Vocabulary) -> Risk:
    """How much harm the text could do when it is out of date."""
    if sensitive:
        return Risk.SENSITIVE
    if revision.content_type == ContentType.TREATMENT or revision.medicines:
        return Risk.MEDICINE
    named = next(medicines(_told(revision), words.medicines), None)
    return Risk.MEDICINE if named else Risk.ORDINARY


def _told(revision):
    return "\n".join([revision.title, *revision.key_facts, revision.plain_text])


def recompute() -> None:
    """The list of words has changed: have the worker judge every live text again."""
    judge_again.enqueue(0)


@task()
def judge_again(after: int) -> None:
    """The next texts by their key, then a further piece of work for those that follow."""
    articles = Article.objects.published().filter(pk__gt=after).select_related("live")
    batch = list(articles.order_by("pk").defer("body")[:AT_A_TIME])
    words = vocabulary.current()
    for article in batch:
        refresh(article, words)
    if len(batch) == AT_A_TIME:
        judge_again.enqueue(batch[-1].pk)
