"""All words of the glossary, by the alphabet, a page at a time."""

from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext

from articles import glossary
from articles.doors import public
from articles.models.glossary_term import LONGEST_TERM, sort_key
from articles.shelves import Link, home_link

LETTERS = "abcdefghijklmnopqrstuvwxyz"


@public
def glossary_page(request):
    after, letter = request.GET.get("after", ""), request.GET.get("from", "")
    if len(after) > 2 * LONGEST_TERM or (letter and letter not in LETTERS):
        raise Http404("This page of the glossary does not exist.")
    words, more = glossary.listed(after=sort_key(after), first=letter)
    context = {
        "crumbs": [home_link(), Link(gettext("Glossary"), "")],
        "words": words,
        "letters": LETTERS,
        "letter": letter,
        "is_whole": not (after or letter or more),
        "next_url": f"?{urlencode({'after': more})}" if more else "",
    }
    return render(request, "articles/glossary.html", context)
