from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from articles.shelves import link, tree_of


@dataclass(frozen=True)
class Site:
    name: str
    tagline: str
    url: str
    menu: list


def site(request):
    """What every page's frame says; the menu is read only where a page prints it.

    Not called “site”: the sign-in pages have a variable of that name of their own.
    """
    menu = SimpleLazyObject(lambda: [link(c) for c in tree_of(request).children(None)])
    return {"this_site": Site(settings.SITE_NAME, settings.SITE_TAGLINE, settings.SITE_URL, menu)}
