"""Readers' pages. Each starts from `published()` and hands its template plain values."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString

from articles import editorial_notices, finding, lists, markup, pages, search
from articles.doors import public
from articles.models import (
    Article,
    Byline,
    FormerAddress,
    FormerCategorySlug,
    NoticeKind,
    Tag,
    TaggedArticle,
)
from articles.models.page_parts import tags_of
from articles.readership import count_read
from articles.related import related_to
from articles.shelves import Link, link, tree_of

FEATURED, LATEST, MOST_READ, SHORTCUTS = 3, 6, 5, 6


@public
def home(request):
    published = Article.objects.published().with_card()
    tree = tree_of(request)
    featured = published.filter(featured_at__isnull=False).order_by("-featured_at")[:FEATURED]
    most_read = published.filter(read_total__total__gt=0)
    most_read = most_read.order_by("-read_total__total", "-read_total__article")[:MOST_READ]
    latest = published.order_by("-published_at", "-id")[: FEATURED + LATEST]
    tops = [tree.shelf(category) for category in tree.children(None)]
    context = {
        "featured": [pages.card(article) for article in featured],
        "latest": [pages.card(a) for a in latest if a not in featured][:LATEST],
        "most_read": [pages.card(article) for article in most_read],
        "categories": tops,
        "shortcuts": [child for top in tops for child in top.children][:SHORTCUTS],
    }
    return render(request, "articles/home.html", context)


@public
def category(request, slug):
    tree = tree_of(request)
    shelf = tree.by_slug.get(slug)
    if shelf is None:
        former = get_object_or_404(FormerCategorySlug.objects.select_related("category"), slug=slug)
        return _moved(request, former.category.get_absolute_url())
    keys = lists.on_shelves(tree.ids_below(shelf), _after(request))
    path = [link(c) for c in tree.path(shelf)[:-1]]
    context = {
        "category": shelf,
        "crumbs": [Link("Home", "/"), *path, Link(shelf.name, "")],
        "children": [tree.shelf(child) for child in tree.children(shelf)],
        **_list(request, keys),
    }
    return render(request, "articles/category.html", context)


@public
def article(request, category_slug, slug):
    tree = tree_of(request)
    found = Article.objects.with_page().filter(slug=slug, live__isnull=False).first()
    if found is None or found.category.slug != category_slug:
        return _at_a_former_address(request, category_slug, slug)
    if found.is_withdrawn:
        return _gone(request, found)
    if request.method == "GET" and "prefetch" not in request.headers.get("Sec-Purpose", ""):
        count_read(found.pk)
    tags = tags_of(found)
    page = pages.page(
        found,
        tree=tree,
        tags=[Link(tag.name, tag.get_absolute_url()) for tag in tags],
        related=[pages.card(other) for other in related_to(found, [tag.pk for tag in tags])],
        region=request.GET.get("region", ""),
    )
    return render(request, "articles/article.html", {"page": page})


@public
def tag(request, slug):
    found = get_object_or_404(Tag, slug=slug)
    keys = _keys_of(request, TaggedArticle.objects.filter(tag=found), "content_object")
    return render(request, "articles/tag.html", {"tag": found, **_list(request, keys)})


@public
def author(request, slug):
    person = get_object_or_404(get_user_model(), slug=slug)
    keys = _keys_of(request, Byline.objects.filter(user=person), "article")
    shown = {
        "name": person.display_name,
        "credentials": person.credentials,
        "bio": person.bio,
        "disclosure_statement": person.disclosure_statement,
    }
    return render(request, "articles/author.html", {"person": shown, **_list(request, keys)})


@dataclass(frozen=True)
class Hit:
    card: pages.Card
    snippet: SafeString


@public
def search_page(request):
    query = search.parse(request.GET.get("q", ""))
    try:
        ids = finding.find(query).ids
    except finding.SearchTooSlow:
        return _search(request, query, "This search took too long. Try fewer words.", status=503)
    ids = _from_key(ids, request.GET.get("after", ""))
    shown = ids[: settings.PAGE_SIZE]
    hits = [
        Hit(pages.card(a), markup.trusted(search.snippet(a.live.plain_text, query.words)))
        for a in finding.rows(shown)
    ]
    next_url = ""
    if len(ids) > len(shown):
        next_url = f"?{urlencode({'q': query.text, 'after': shown[-1]})}"
    return _search(request, query, "", hits=hits, next_url=next_url)


def _search(request, query, message, *, hits=(), next_url="", status=200):
    context = {"q": query.text, "message": message, "hits": hits, "next_url": next_url}
    return render(request, "articles/search.html", context, status=status)


def _from_key(ids, after):
    """The ranked ids after the one named in the address; all of them where it is not among them."""
    if lists.is_id(after) and int(after) in ids:
        return ids[ids.index(int(after)) + 1 :]
    return ids


def _after(request):
    try:
        return lists.Key.parse(request.GET.get("after", ""))
    except lists.BadKey as error:
        raise Http404("This page of the list does not exist.") from error


def _keys_of(request, pairs, article):
    """Of a tag or a person that no public article names, even the name stays unknown."""
    keys = lists.of_pairs(pairs, article, _after(request))
    if not keys and not pairs.filter(live_since__isnull=False).exists():
        raise Http404("There is nothing public here.")
    return keys


def _list(request, keys):
    articles, more = lists.page_of(keys)
    next_url = f"?{urlencode({'after': str(more)})}" if more else ""
    return {"cards": [pages.card(a) for a in articles], "next_url": next_url}


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


def _gone(request, article):
    notices = editorial_notices.of_page(article).on_top
    others = [notice for notice in notices if notice.kind != NoticeKind.RETRACTION]
    context = {
        "title": article.live.title,
        "category": link(article.category),
        "withdrawn_on": article.withdrawn_at.date(),
        "reason": article.withdrawn_reason,
        "retracted": len(others) < len(notices),
        "notices": others,
        "history_url": reverse("article_history", args=[article.category.slug, article.slug]),
    }
    return render(request, "articles/gone.html", context, status=410)
