"""Other ways to what is public: the whole tree of categories, what is read most, what is new."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import list_pages, live_reviews, pages, popularity
from articles.doors import public
from articles.shelves import Link, home_link, tree_of

SPANS = {"": popularity.WEEK, "30-days": popularity.MONTH, "all-time": None}


@public
def categories(request):
    tree = tree_of(request)
    context = {
        "crumbs": _crumbs(_("All topics")),
        "branches": [tree.branch(top) for top in tree.children(None)],
    }
    return render(request, "articles/categories.html", context)


@public
def most_read(request, span=""):
    if span not in SPANS:
        raise Http404("There is no such span of time.")
    spans = [_span("", _("Last 7 days"), span), _span("30-days", _("Last 30 days"), span)]
    spans.append(_span("all-time", _("All time"), span))
    context = {
        "crumbs": _crumbs(_("Most read")),
        "spans": spans,
        "here": next(each for each in spans if each["here"]),
        "cards": [pages.card(article) for article in popularity.most_read(SPANS[span])],
    }
    return render(request, "articles/most_read.html", context)


@public
def recently_reviewed(request):
    keys = live_reviews.recent_keys(list_pages.after(request))
    context = {"crumbs": _crumbs(_("Recently reviewed")), **list_pages.cards(request, keys)}
    return render(request, "articles/recently_reviewed.html", context)


def _span(key, name, chosen):
    address = reverse("most_read_within", args=[key]) if key else reverse("most_read")
    return {"name": name, "url": address, "here": key == chosen}


def _crumbs(name):
    return [home_link(), Link(name, "")]
