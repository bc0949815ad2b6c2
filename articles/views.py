"""Readers' pages. Each starts from `published()` and hands its template plain values."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from articles import (
    editorial_notices,
    finding,
    heads,
    languages,
    list_pages,
    lists,
    markup,
    pages,
    popularity,
    search,
)
from articles.doors import public, unlisted
from articles.models import (
    Article,
    FormerAddress,
    FormerCategorySlug,
    NoticeKind,
)
from articles.models.page_parts import tags_of
from articles.paper import on_paper
from articles.readership import count_read
from articles.related import related_to
from articles.shelves import Link, home_link, link, tree_of

FEATURED, LATEST, MOST_READ, SHORTCUTS = 3, 6, 5, 6


@public
def home(request):
    here = languages.current()
    published = Article.objects.published().in_language(here).with_card()
    tree = tree_of(request)
    featured = published.filter(featured_at__isnull=False).order_by("-featured_at")[:FEATURED]
    this_week = popularity.most_read(popularity.WEEK, MOST_READ)
    most_read = this_week or popularity.most_read(None, MOST_READ)
    latest = published.order_by("-published_at", "-id")[: FEATURED + LATEST]
    tops = [tree.shelf(category) for category in tree.children(None)]
    context = {
        "featured": [pages.card(article) for article in featured],
        "latest": [pages.card(a) for a in latest if a not in featured][:LATEST],
        "most_read": [pages.card(article) for article in most_read],
        "most_read_this_week": bool(this_week),
        "categories": tops,
        "shortcuts": [child for top in tops for child in top.children][:SHORTCUTS],
        "homes": [Link("", languages.address("home", language=c), c) for c in languages.offered()],
        "for_machines": heads.of_home(),
    }
    return render(request, "articles/home.html", context)


@public
def category(request, slug):
    tree = tree_of(request)
    shelf = tree.by_slug.get(slug)
    if shelf is None:
        former = get_object_or_404(FormerCategorySlug.objects.select_related("category"), slug=slug)
        return _moved(request, former.category.get_absolute_url())
    keys = lists.on_shelves(tree.ids_below(shelf), list_pages.after(request))
    path = [link(c) for c in tree.path(shelf)[:-1]]
    context = {
        "category": tree.branch(shelf),
        "crumbs": [home_link(), *path, replace(link(shelf), url="")],
        "children": [tree.shelf(child) for child in tree.children(shelf)],
        **list_pages.cards(request, keys),
    }
    context["for_machines"] = heads.of_category(shelf, context["crumbs"], context["cards"])
    return render(request, "articles/category.html", context)


@public
def article(request, category_slug, slug):
    tree = tree_of(request)
    found = Article.objects.with_page().filter(slug=slug, live__isnull=False).first()
    if found is None or found.category.slug != category_slug:
        return _at_a_former_address(request, category_slug, slug)
    if found.language != languages.current():
        return _moved(request, found.get_absolute_url())
    if found.is_withdrawn:
        return gone(request, found)
    if request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        count_read(found.pk)
    page = pages.page(
        found,
        tree=tree,
        tags=[Link(tag.name, tag.get_absolute_url()) for tag in tags_of(found)],
        related=[pages.card(other) for other in related_to(found)],
        region=request.GET.get("region", ""),
    )
    context = {
        "page": page,
        "for_machines": heads.of_article(found, page),
        **on_paper(request, found),
    }
    return render(request, "articles/article.html", context)


@dataclass(frozen=True)
class Hit:
    card: pages.Card
    snippet: SafeString


@public
@unlisted
def search_page(request):
    query = search.parse(request.GET.get("q", ""))
    try:
        ids = finding.find(query).ids
    except finding.SearchTooSlow:
        return _search(
            request, query, gettext("This search took too long. Try fewer words."), status=503
        )
    ids = _from_key(ids, request.GET.get("after", ""))
    shown = ids[: settings.PAGE_SIZE]
    hits = [
        Hit(pages.card(a), markup.trusted(search.snippet(_told(a.live), query.words)))
        for a in finding.rows(shown)
    ]
    next_url = ""
    if len(ids) > len(shown):
        next_url = f"?{urlencode({'q': query.text, 'after': shown[-1]})}"
    return _search(request, query, "", hits=hits, next_url=next_url)


def _told(revision):
    return "\n".join([*revision.key_facts, revision.plain_text])


def _search(request, query, message, *, hits=(), next_url="", status=200):
    context = {"q": query.text, "message": message, "hits": hits, "next_url": next_url}
    return render(request, "articles/search.html", context, status=status)


def _from_key(ids, after):
    """The ranked ids after the one named in the address; all of them where it is not among them."""
    if lists.is_id(after) and int(after) in ids:
        return ids[ids.index(int(after)) + 1 :]
    return ids


def _at_a_former_address(request, category_slug, slug):
    return _moved(request, moved_article(request, category_slug, slug).get_absolute_url())


def moved_article(request, category_slug, slug) -> Article:
    """What once stood at this address, in one hop; a category may have changed its own slug too."""
    tree = tree_of(request)
    shelf = tree.by_slug.get(category_slug)
    if shelf is None:
        former = FormerCategorySlug.objects.filter(slug=category_slug).first()
        shelf = tree.all.get(former.category_id) if former else None
    if shelf is None:
        raise Http404("There is no such category.")
    known = Article.objects.select_related("category").filter(live__isnull=False)
    found = known.filter(slug=slug, category=shelf).first()
    if found is None:
        former = get_object_or_404(FormerAddress, category=shelf, slug=slug)
        found = get_object_or_404(known, pk=former.article_id)
    return found


def _moved(request, url):
    return HttpResponsePermanentRedirect(url)


def gone(request, article):
    """The page of a withdrawn article: since when, and why."""
    notices = editorial_notices.of_page(article).on_top
    others = [notice for notice in notices if notice.kind != NoticeKind.RETRACTION]
    context = {
        "title": article.live.title,
        "category": link(article.category),
        "withdrawn_on": article.withdrawn_at.date(),
        "reason": gettext(article.withdrawn_reason),
        "retracted": len(others) < len(notices),
        "notices": others,
        "history_url": article.address("article_history"),
        "language": article.language,
    }
    return render(request, "articles/gone.html", context, status=410)
