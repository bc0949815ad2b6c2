"""Earlier editions of a page, for those who ask for them: named as old, and kept out of indexes."""

from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from articles import languages, pages, past_editions
from articles.doors import public
from articles.lists import is_id
from articles.models import Article
from articles.shelves import Link, home_link, link, tree_of
from articles.views import gone, moved_article

MOST = 2**31 - 1


@public
def editions_page(request, category_slug, slug):
    found = _shown_at(category_slug, slug)
    if found is None:
        return _moved(request, category_slug, slug, "article_editions")
    if found.is_withdrawn:
        return gone(request, found)
    tree = tree_of(request)
    stays, older = past_editions.of_page(found, _before(request))
    path = [link(category) for category in tree.path(tree.all[found.category_id])]
    page = Link(found.live.title, found.get_absolute_url(), found.language)
    context = {
        "page": page,
        "address": found.address("article_editions"),
        "history_url": found.address("article_history"),
        "crumbs": [home_link(), *path, page, Link(gettext("All editions"), "")],
        "stays": stays,
        "next_url": f"?before={older}" if older else "",
    }
    return render(request, "articles/editions.html", context)


@public
def edition_page(request, category_slug, slug, number):
    found = _shown_at(category_slug, slug)
    if found is None:
        return _moved(request, category_slug, slug, "article_edition", number)
    if found.is_withdrawn:
        return gone(request, found)
    if number == found.live.number:
        return HttpResponseRedirect(found.get_absolute_url())
    old = past_editions.edition(found, number) if number <= MOST else None
    if old is None:
        raise Http404("Readers never saw such an edition, or it was taken away from them.")
    page = pages.edition(found, old, tree=tree_of(request))
    context = {"page": page, "edition": old, "present": found.live.number}
    response = render(request, "articles/edition.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _shown_at(category_slug, slug):
    """The article at exactly this address, public or withdrawn."""
    shown = Article.objects.filter(slug=slug, category__slug=category_slug, live__isnull=False)
    shown = shown.in_language(languages.current())
    return shown.select_related("category", "live").defer("body", *_LIVE_TEXT).first()


_LIVE_TEXT = [f"live__{name}" for name in "body_html plain_text sources claims manuscript".split()]


def _moved(request, category_slug, slug, name, *numbers):
    article = moved_article(request, category_slug, slug)
    return HttpResponsePermanentRedirect(article.address(name, *numbers))


def _before(request):
    before = request.GET.get("before", "")
    if before and not (is_id(before) and int(before) <= MOST):
        raise Http404("This page of the list does not exist.")
    return int(before) if before else None
