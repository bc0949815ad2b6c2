"""The A–Z: all letters on one page, and each letter's own list."""

from dataclasses import dataclass
from itertools import groupby
from unicodedata import normalize

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import alphabet, headwords, languages, list_pages
from articles.doors import public
from articles.lists import NamePlace
from articles.shelves import Link, home_link


@dataclass(frozen=True)
class Letter:
    """`url` is "" where nothing stands under the letter."""

    name: str
    key: str
    url: str
    here: bool


@public
def a_to_z(request):
    entries = headwords.beginnings()
    sections = [
        {"letter": _letter(key, {key}), "entries": list(rows)}
        for key, rows in groupby(entries, key=lambda entry: entry.letter)
    ]
    context = {
        "crumbs": [home_link(), Link(_("A–Z"), "")],
        "letters": _letters({entry.letter for entry in entries}),
        "sections": sections,
        "sample": headwords.SAMPLE,
    }
    return render(request, "articles/a_to_z.html", context)


@public
def one_letter(request, letter):
    known = _known(letter)
    if known != letter:
        return HttpResponsePermanentRedirect(reverse("letter", args=[known]))
    entries, more = headwords.page_of(letter, list_pages.after(request, NamePlace.parse))
    here = _letter(letter, {letter})
    context = {
        "crumbs": [
            home_link(),
            Link(_("A–Z"), reverse("a_to_z")),
            Link(here.name, ""),
        ],
        "letter": here,
        "letters": _letters(headwords.letters_in_use(), letter),
        "entries": entries,
        **list_pages.place(request, more),
    }
    return render(request, "articles/letter.html", context)


def _known(typed):
    """The letter that an address means: “É” stands under “e” here as it does in the list."""
    here = languages.current()
    small = normalize("NFC", typed.lower())
    if len(small) == 1 and small.isalnum():
        small = alphabet.letter(alphabet.sort_key(small, here))
    if small not in alphabet.letters(here):
        raise Http404("There is no such letter.")
    return small


def _letters(in_use, here=""):
    return [_letter(key, in_use, here) for key in alphabet.letters(languages.current())]


def _letter(key, in_use, here=""):
    names = {alphabet.DIGITS: "0–9", alphabet.OTHER: _("Other")}
    url = reverse("letter", args=[key]) if key in in_use else ""
    return Letter(names.get(key, key.upper()), key, url, key == here)
