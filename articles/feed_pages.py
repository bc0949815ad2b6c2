"""Feeds for readers' programs: latest, of a category, of a tag, corrections; Atom and JSON Feed.

An answer that a reader's program already has is told so in a line (304).
"""

import hashlib
from functools import wraps

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from articles import feed_formats, feeds, tagging
from articles.doors import public
from articles.models import FormerCategorySlug
from articles.shelves import tree_of

WRITERS = {
    "atom": (feed_formats.atom, feed_formats.ATOM_TYPE),
    "json": (feed_formats.json_feed, feed_formats.JSON_TYPE),
}


def feed(view):
    """The view gives a feed, or an answer that it gives in its place."""

    @public
    @wraps(view)
    def door(request, *args, form, **kwargs):
        found = view(request, *args, form=form, **kwargs)
        return _answer(request, found, form) if isinstance(found, feed_formats.Feed) else found

    return door


@feed
def latest(request, form):
    return feeds.latest(tree_of(request))


@feed
def category(request, slug, form):
    tree = tree_of(request)
    shelf = tree.by_slug.get(slug)
    if shelf is None:
        former = get_object_or_404(FormerCategorySlug.objects.select_related("category"), slug=slug)
        moved = reverse(f"category_feed_{form}", args=[former.category.slug])
        return HttpResponsePermanentRedirect(moved)
    return feeds.of_category(shelf, tree)


@feed
def tag(request, slug, form):
    meant = tagging.at(slug)
    if meant is not None and meant.slug != slug:
        return HttpResponsePermanentRedirect(reverse(f"tag_feed_{form}", args=[meant.slug]))
    found = feeds.of_tag(meant, tree_of(request)) if meant else None
    if found is None:
        raise Http404("There is nothing public here.")
    return found


@feed
def corrections(request, form):
    return feeds.of_corrections(tree_of(request))


def _answer(request, found, form):
    write, content_type = WRITERS[form]
    body = write(found)
    response = HttpResponse(body, content_type=content_type)
    changed = int(feeds.last_change(found).timestamp())
    response["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(changed)
    return get_conditional_response(
        request, etag=response["ETag"], last_modified=changed, response=response
    )
