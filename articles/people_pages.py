"""The pages of authors and of reviewers, and the lists of both."""

from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import heads, list_pages, live_reviews, people
from articles.doors import public
from articles.lists import NamePlace
from articles.models import Byline, LiveReview
from articles.shelves import Link, home_link


@public
def author(request, slug):
    person = people.at(slug)
    if person is not None and person.is_deleted:
        return _gone(request)
    if person is None or not people.writes(person):
        raise Http404("There is no such author.")
    public_pairs = Byline.objects.filter(user=person, live_since__isnull=False)
    keys = list_pages.keys_of(request, public_pairs, "article")
    context = {
        "person": people.as_author(person),
        "address": reverse("author", args=[slug]),
        "crumbs": _crumbs(Link(_("Authors"), reverse("authors")), person.display_name),
        "elsewhere": [] if keys else list_pages.elsewhere(public_pairs, "author", slug),
        **list_pages.cards(request, keys),
    }
    context["for_machines"] = heads.of_person(context["person"], context["address"])
    return render(request, "articles/author.html", context)


@public
def reviewer(request, slug):
    """Only for those on whose whole review a public text stands."""
    person = people.at(slug)
    if person is None:
        raise Http404("There is no such reviewer.")
    if person.is_deleted:
        return _gone(request)
    keys = live_reviews.keys_of(person, list_pages.after(request))
    newest = live_reviews.newest_of(person)
    if newest is None:
        raise Http404("There is nothing public here.")
    context = {
        "person": people.as_reviewer(person, newest),
        "address": reverse("reviewer", args=[slug]),
        "crumbs": _crumbs(Link(_("Reviewers"), reverse("reviewers")), person.display_name),
        "elsewhere": [] if keys else _reviewed_elsewhere(person),
        **list_pages.cards(request, keys),
    }
    context["for_machines"] = heads.of_person(context["person"], context["address"])
    return render(request, "articles/reviewer.html", context)


@public
def member(request, slug):
    """Only for readers who asked for a page."""
    person = get_object_or_404(get_user_model().objects.with_a_member_page(), slug=slug)
    context = {"person": people.as_member(person)}
    response = render(request, "articles/member.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@public
def authors(request):
    return _list(request, people.authors, "articles/authors.html", _("Authors"))


@public
def reviewers(request):
    return _list(request, people.reviewers, "articles/reviewers.html", _("Reviewers"))


def _reviewed_elsewhere(person):
    rows = LiveReview.objects.filter(reviewed_by=person)
    return list_pages.elsewhere(rows, "reviewer", person.slug)


def _gone(request):
    """Bylines and signatures lead here; what they say stays, and their person is gone."""
    return render(request, "articles/person_gone.html", status=410)


def _list(request, listed, template, name):
    found, more = listed(list_pages.after(request, NamePlace.parse))
    context = {
        "people": found,
        "address": request.path,
        "crumbs": [home_link(), Link(name, "")],
        **list_pages.place(request, more),
    }
    return render(request, template, context)


def _crumbs(above, name):
    return [home_link(), above, Link(name, "")]
