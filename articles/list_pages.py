"""What keyed lists for readers share: where they begin, and what their templates print.

A page of a list beyond its first says “noindex” and names no canonical address: its own address
moves with every new article, so a search engine should follow its links and forget it.
"""

from urllib.parse import urlencode

from django.http import Http404

from articles import languages, lists, pages
from articles.shelves import Link


def after(request, parse=lists.Key.parse):
    """Where the list goes on, as the address says; an address that no list gave out is a 404."""
    try:
        return parse(request.GET.get("after", ""))
    except lists.BadKey as error:
        raise Http404("This page of the list does not exist.") from error


def keys_of(request, pairs, article):
    """Of a tag or a person that no public article names, even the name stays unknown."""
    keys = lists.of_pairs(pairs, article, after(request))
    if not keys and not pairs.filter(live_since__isnull=False).exists():
        raise Http404("There is nothing public here.")
    return keys


def elsewhere(public, page: str, *args) -> list[Link]:
    """The same list in each other language of which there are public rows."""
    return [
        Link(languages.KNOWN[code].name, languages.address(page, *args, language=code), code)
        for code in languages.offered()
        if code != languages.current() and public.filter(language=code).exists()
    ]


def cards(request, keys):
    """The cards of one page of keys."""
    articles, more = lists.page_of(keys)
    return {"cards": [pages.card(a) for a in articles], **place(request, more)}


def place(request, more):
    """The address of the next page, and whether this one is beyond the first."""
    return {
        "next_url": f"?{urlencode({'after': str(more)})}" if more else "",
        "beyond_first": bool(request.GET.get("after")),
    }
