from dataclasses import dataclass

from django.conf import settings
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from articles import languages
from articles.shelves import Link, link, tree_of


@dataclass(frozen=True)
class Site:
    name: str
    tagline: str
    url: str
    menu: list
    canonical: str
    language: languages.Language
    lang: str
    languages: list


def site(request):
    """What every page's frame says; the menu is read only where a page prints it.

    Not called “site”: the sign-in pages have a variable of that name of their own.
    """
    menu = SimpleLazyObject(lambda: [link(c) for c in tree_of(request).children(None)])
    here = languages.current()
    return {
        "this_site": Site(
            settings.SITE_NAME,
            gettext(settings.SITE_TAGLINE),
            settings.SITE_URL,
            menu,
            _canonical(request),
            languages.KNOWN[here],
            languages.tag(here),
            home_pages(),
        )
    }


def home_pages():
    """The site in each language of its interface."""
    codes = [code.partition("-")[0] for code, _ in settings.LANGUAGES]
    offered = [code for code in languages.offered() if code in codes]
    return [
        Link(languages.KNOWN[code].name, languages.address("home", language=code), code)
        for code in offered
    ]


def _canonical(request):
    """A public page's one address, without what its address asks for; "" for any other page."""
    match = getattr(request, "resolver_match", None)
    if getattr(getattr(match, "func", None), "action", "") != "read":
        return ""
    return f"{settings.SITE_URL}{escape_uri_path(request.path)}"
