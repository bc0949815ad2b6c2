"""What changed on one page, and why: public, for a withdrawn page too."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext

from articles import languages
from articles.changes import of_page
from articles.doors import public
from articles.lists import is_id
from articles.models import Article
from articles.shelves import Link, home_link, link, tree_of
from articles.views import moved_article

FACTS = ("slug", "language", "live", "withdrawn_at", "withdrawn_reason", "category", "live__title")


@public
def changes(request, category_slug, slug):
    shown = Article.objects.filter(slug=slug, live__isnull=False)
    found = shown.select_related("category", "live").only(*FACTS, "category__slug").first()
    if found is None or found.category.slug != category_slug:
        found = moved_article(request, category_slug, slug)
        return HttpResponsePermanentRedirect(_address(found))
    if found.language != languages.current():
        return HttpResponsePermanentRedirect(_address(found))
    tree = tree_of(request)
    entries, older = of_page(found, _before(request))
    path = [link(category) for category in tree.path(tree.all[found.category_id])]
    page = Link(found.live.title, found.get_absolute_url(), found.language)
    context = {
        "page": page,
        "address": _address(found),
        "crumbs": [home_link(), *path, page, Link(gettext("What changed"), "")],
        "withdrawn_on": found.withdrawn_at.date() if found.is_withdrawn else None,
        "entries": entries,
        "next_url": f"?before={older}" if older else "",
    }
    return render(request, "articles/history.html", context)


def _before(request):
    before = request.GET.get("before", "")
    if before and not (is_id(before) and int(before) < 2**31):
        raise Http404("This page of the list does not exist.")
    return int(before) if before else None


def _address(article):
    return article.address("article_history")
