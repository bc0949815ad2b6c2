"""All corrections, updates, expressions of concern, retractions and withdrawals, for everybody."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from articles import heads
from articles.corrections import KINDS, Place, listed
from articles.doors import public
from articles.lists import BadKey
from articles.shelves import Link, home_link, tree_of

ALL, ALL_NOTICES = gettext_noop("All"), gettext_noop("All notices")


@public
def corrections(request):
    kind = request.GET.get("kind", "")
    if kind and kind not in KINDS:
        raise Http404("There is no such kind of notice.")
    try:
        after = Place.parse(request.GET.get("after", ""))
    except BadKey as error:
        raise Http404("This page of the list does not exist.") from error
    rows, more = listed(kind, after, tree_of(request))
    crumbs = [home_link(), Link(gettext("Corrections"), "")]
    context = {
        "crumbs": crumbs,
        "for_machines": heads.of_list(gettext("Corrections"), "", reverse("corrections"), crumbs),
        "heading": gettext(KINDS.get(kind, ALL_NOTICES)),
        "kinds": [_choice("", ALL, kind), *(_choice(k, n, kind) for k, n in KINDS.items())],
        "rows": rows,
        "next_url": _query(kind, more) if more else "",
    }
    return render(request, "articles/corrections.html", context)


def _choice(kind, name, chosen):
    return {
        "link": Link(gettext(name), f"{reverse('corrections')}{_query(kind)}"),
        "here": kind == chosen,
    }


def _query(kind, after=None):
    asked = {"kind": kind, "after": str(after or "")}
    words = urlencode({name: value for name, value in asked.items() if value})
    return f"?{words}" if words else ""
