from dataclasses import dataclass

from django.conf import settings
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject

from articles.shelves import link, tree_of


@dataclass(frozen=True)
class Site:
    name: str
    tagline: str
    url: str
    menu: list
    canonical: str


def site(request):
    """What every page's frame says; the menu is read only where a page prints it.

    Not called “site”: the sign-in pages have a variable of that name of their own.
    """
    menu = SimpleLazyObject(lambda: [link(c) for c in tree_of(request).children(None)])
    name, tagline, url = settings.SITE_NAME, settings.SITE_TAGLINE, settings.SITE_URL
    return {"this_site": Site(name, tagline, url, menu, _canonical(request))}


def _canonical(request):
    """A public page's one address, without what its address asks for; "" for any other page."""
    match = getattr(request, "resolver_match", None)
    if getattr(getattr(match, "func", None), "action", "") != "read":
        return ""
    return f"{settings.SITE_URL}{escape_uri_path(request.path)}"
