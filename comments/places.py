"""The page that a reader comments on, and the comment that they speak of, by their addresses."""

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from articles import languages
from articles.models import Article
from articles.views import moved_article
from comments.models import Comment

FACTS = (
    "slug", "language", "published_at", "updated_at", "withdrawn_at", "is_sensitive",
    "always_shows_help", "live_review", "live_exemption", "category__name", "category__slug",
    "category__comments_allowed", "category__comments_open_days", "live__title", "live__number",
    "thread__version", "thread__shown",
)  # fmt: skip


class Elsewhere(Exception):
    """The page is at another address; `response` leads there."""

    def __init__(self, response):
        self.response = response
        super().__init__()


def page_at(request, category_slug: str, slug: str, name: str, *more) -> Article:
    """The page with its thread, in one question. Raises Elsewhere where it moved or is withdrawn,
    and Http404 where it has no comments."""
    known = Article.objects.filter(slug=slug, live__isnull=False)
    found = known.select_related("category", "live", "thread").only(*FACTS).first()
    if found is None or found.category.slug != category_slug:
        moved = moved_article(request, category_slug, slug)
        raise Elsewhere(HttpResponsePermanentRedirect(moved.address(name, *more)))
    if found.language != languages.current():
        raise Elsewhere(HttpResponsePermanentRedirect(found.address(name, *more)))
    if found.is_withdrawn:
        raise Elsewhere(HttpResponseRedirect(found.get_absolute_url()))
    if not found.has_comments:
        raise Http404("There are no comments on this page.")
    return found


def version_of(article: Article) -> int:
    """The number of what readers see in its thread; 0 where nobody has said anything yet."""
    thread = getattr(article, "thread", None)
    return thread.version if thread else 0


def shown_in(article: Article) -> int:
    thread = getattr(article, "thread", None)
    return thread.shown if thread else 0


def comment_in(article: Article, pk: int, rows=None) -> Comment:
    """A comment under this page, of those that may be spoken of here."""
    rows = Comment.objects.shown() if rows is None else rows
    return get_object_or_404(rows.filter(article=article).select_related("writer"), pk=pk)


def of_thread(article: Article, name: str = "comments", *more) -> str:
    """An address below the page's; the language of the page is in it."""
    return reverse(name, args=[article.category.slug, article.slug, *more])
