"""A tag's page, under its own name and every other one; and the list of tags."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import heads, list_pages, tagging
from articles.doors import public
from articles.lists import NamePlace
from articles.models import Tag, TaggedArticle
from articles.shelves import Link, home_link


@public
def tag(request, slug):
    found = get_object_or_404(Tag.objects.select_related("merged_into"), slug=slug)
    if found.merged_into:
        return _moved(found.merged_into)
    keys = list_pages.keys_of(request, TaggedArticle.objects.filter(tag=found), "content_object")
    context = {
        "tag": Link(found.name, found.get_absolute_url()),
        "crumbs": _crumbs(Link(_("Tags"), reverse("tags")), Link(found.name, "")),
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


def _moved(tag):
    """A tag that no public article carries stays unknown under its other names too."""
    if not TaggedArticle.objects.filter(tag=tag, live_since__isnull=False).exists():
        raise Http404("There is nothing public here.")
    return HttpResponsePermanentRedirect(tag.get_absolute_url())


def _crumbs(*path):
    return [home_link(), *path]
