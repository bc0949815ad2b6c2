"""A tag's page, under its own name and every other one; and the list of tags."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import heads, list_pages, tagging
from articles.doors import public
from articles.lists import NamePlace
from articles.shelves import Link, home_link


@public
def tag(request, slug):
    found = tagging.at(slug)
    if found is None:
        raise Http404("There is nothing public here.")
    if found.slug != slug:
        return HttpResponsePermanentRedirect(found.get_absolute_url())
    public_pairs = tagging.public_pairs(found)
    keys = list_pages.keys_of(request, public_pairs, "content_object")
    context = {
        "tag": Link(found.name, found.get_absolute_url()),
        "crumbs": _crumbs(Link(_("Tags"), reverse("tags")), Link(found.name, "")),
        "elsewhere": [] if keys else list_pages.elsewhere(public_pairs, "tag", slug),
        "not_to_be_found": not keys,
        **list_pages.cards(request, keys),
    }
    context["for_machines"] = heads.of_tag(found, context["cards"])
    return render(request, "articles/tag.html", context)


@public
def tags(request):
    found, more = tagging.in_use(list_pages.after(request, NamePlace.parse))
    context = {
        "tags": [Link(tag.name, tag.get_absolute_url()) for tag in found],
        "crumbs": _crumbs(Link(_("Tags"), "")),
        **list_pages.place(request, more),
    }
    return render(request, "articles/tags.html", context)


def _crumbs(*path):
    return [home_link(), *path]
