"""Reading what readers say: a page of its own, and the same as a part for the article's page.

Both are for everybody and say nothing of who asks. The part is what an article's page fetches when
its reader comes near: as long as nothing changed, one question answers it.
"""

import hashlib
from functools import lru_cache, wraps
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from articles.doors import public
from articles.lists import is_id
from comments import openness, places, thread_page
from comments.models import Comment

TEMPLATES = Path(settings.BASE_DIR) / "templates" / "comments"


def where_it_is(view):
    """Lead to where the page is now."""

    @wraps(view)
    def found(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except places.Elsewhere as elsewhere:
            return elsewhere.response

    return found


@public
@where_it_is
def comments(request, category_slug, slug):
    article = places.page_at(request, category_slug, slug, "comments")
    thread = thread_page.first_level(article, _after(request))
    context = {"thread": thread, "beyond_first": "after" in request.GET}
    return render(request, "comments/thread.html", context)


@public
@where_it_is
def fragment(request, category_slug, slug):
    """The first page of the thread alone; `ETag` is the thread's number and what else it shows."""
    article = places.page_at(request, category_slug, slug, "comments_fragment")
    etag = _etag(article)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        thread = thread_page.first_level(article, None)
        response = render(request, "comments/fragment.html", {"thread": thread})
    response["ETag"] = etag
    response["X-Robots-Tag"] = "noindex"
    return response


@public
@where_it_is
def answers(request, category_slug, slug, pk):
    article = places.page_at(request, category_slug, slug, "comment_answers", pk)
    rows = Comment.objects.standing().filter(level=0)
    comment = places.comment_in(article, pk, rows)
    thread = thread_page.answers_to(article, comment, _after(request))
    context = {"thread": thread, "comment": thread.comments[0], "beyond_first": True}
    return render(request, "comments/answers.html", context)


def _after(request):
    after = request.GET.get("after", "")
    if after and not is_id(after):
        raise Http404("This page of the thread does not exist.")
    return int(after) if after else None


def _etag(article):
    told = [
        article.pk,
        places.version_of(article),
        openness.is_open(article),
        openness.closes_at(article),
        article.category.slug,
        article.slug,
        _how_it_is_printed(),
    ]
    digest = hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()
    return f'"{digest[:32]}"'


@lru_cache(maxsize=1)
def _how_it_is_printed():
    """Another release may print the same thread in other words."""
    pages = sorted([*TEMPLATES.glob("*.html"), *Path(settings.LOCALE_PATHS[0]).rglob("*.po")])
    return hashlib.sha256(b"".join(page.read_bytes() for page in pages)).hexdigest()
