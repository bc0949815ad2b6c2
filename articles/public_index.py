"""What lists and search know of an article, kept in step with `live` by the verb that moves it.

Written in the same transaction as the change, so that a withdrawn text is gone from every list
and from search at the moment it is withdrawn.
"""

from articles import headwords, links, live_reviews, related, sensitivity, wording
from articles.models import Article, ArticleCode, Byline, ReadTotal, SearchEntry, TaggedArticle

WEIGHTED = (("title", "A"), ("summary", "B"), ("headings", "B"), ("body", "D"))


def refresh_public_index(article: Article) -> None:
    if article.published_at is None:
        return  # never shown, so no list has ever known of it
    since = article.published_at if article.is_public else None
    _refresh_byline(article, since)
    sensitivity.refresh(article)
    TaggedArticle.objects.filter(content_object=article).update(
        live_since=since, language=article.language
    )
    ArticleCode.objects.filter(article=article).update(live_since=since)
    headwords.refresh(article)
    related.refresh(article, since)
    live_reviews.refresh(article)
    links.refresh(article)
    if article.is_public:
        ReadTotal.objects.get_or_create(article=article)
        ReadTotal.objects.filter(article=article).exclude(language=article.language).update(
            language=article.language
        )
        SearchEntry.objects.update_or_create(
            article=article, defaults={"vector": _vector(article.live)}
        )
    else:
        SearchEntry.objects.filter(article=article).delete()


def _refresh_byline(article, since):
    named = [author["id"] for author in article.live.byline] if since else []
    Byline.objects.filter(article=article).exclude(user__in=named).delete()
    Byline.objects.bulk_create(
        [
            Byline(article=article, user_id=pk, live_since=since, language=article.language)
            for pk in named
        ],
        ignore_conflicts=True,
    )


def _vector(revision):
    texts = {
        "title": " ".join([revision.title, *revision.also_known_as]),
        "summary": " ".join([revision.summary, *revision.key_facts]),
        "headings": " ".join(h["text"] for h in revision.headings),
        "body": revision.plain_text,
    }
    return wording.vector([(texts[name], weight) for name, weight in WEIGHTED], revision.language)
