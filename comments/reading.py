"""Which page a reader speaks of: as its own address finds it, the former ones too."""

from articles.models import Article
from articles.views import moved_article


def article_at(request, category_slug: str, slug: str) -> Article:
    """A page that readers see or saw here; whoever asks looks at `is_withdrawn`. Raises Http404."""
    known = Article.objects.filter(slug=slug, live__isnull=False)
    found = known.select_related("category", "live").defer("body").first()
    if found is None or found.category.slug != category_slug:
        return moved_article(request, category_slug, slug)
    return found
