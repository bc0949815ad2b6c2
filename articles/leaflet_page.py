"""An article's leaflet: its file where it is made; else a page that says what readers can do.

“It is being made” is 202, and no fault of the server; 503 is when it cannot be made just now.
"""

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.cache import get_conditional_response

from articles import languages, leaflets
from articles.doors import public
from articles.leaflets import VARIANTS
from articles.models import Article
from articles.paper import leaflet_url
from articles.shelves import tree_of
from articles.views import gone, moved_article

SECONDS_TO_TRY_AGAIN = 10
SECONDS_WHEN_BUSY = 120


@public
def leaflet(request, category_slug, slug, variant=""):
    wanted = VARIANTS.get(variant)
    if wanted is None or variant != wanted.name:
        raise Http404("There is no such leaflet.")
    found = Article.objects.with_page().filter(slug=slug, live__isnull=False).first()
    if found is None or found.category.slug != category_slug:
        moved = moved_article(request, category_slug, slug)
        return HttpResponsePermanentRedirect(leaflet_url(moved, wanted))
    if found.language != languages.current():
        return HttpResponsePermanentRedirect(leaflet_url(found, wanted))
    if found.is_withdrawn:
        return gone(request, found)
    if leaflets.why_not():
        return _page(request, found, "leaflets/not_here.html", 404)
    return _made_or_on_its_way(request, found, wanted)


def _made_or_on_its_way(request, article, variant):
    printed = leaflets.printed(article, variant, tree_of(request))
    known = leaflets.found(printed)
    if known is not None and known.made:
        return _unless_read_before(request, article, known)
    if _only_looks(request):
        return _waits(request, article, SECONDS_TO_TRY_AGAIN)
    return _asked_for(request, article, variant, printed)


def _unless_read_before(request, article, leaflet):
    etag = f'"{leaflet.key}"'
    response = get_conditional_response(request, etag=etag) or _file(request, article, leaflet)
    if response.status_code in {200, 304}:
        response["ETag"] = etag
    return response


def _file(request, article, leaflet):
    try:
        file = default_storage.open(leaflet.file)
    except FileNotFoundError:
        leaflets.forget_file(leaflet)
        return _waits(request, article, SECONDS_TO_TRY_AGAIN)
    if not _only_looks(request):
        leaflets.note_reading(leaflet)
    name = VARIANTS[leaflet.variant].file
    filename = f"{article.slug}-edition-{article.live.number}-{name}"
    response = FileResponse(file, content_type="application/pdf", filename=filename)
    response["Link"] = f'<{settings.SITE_URL}{article.get_absolute_url()}>; rel="canonical"'
    return response


def _asked_for(request, article, variant, printed):
    waiting = leaflets.ask_for(printed, article, variant)
    if waiting is None:
        return _waits(request, article, SECONDS_WHEN_BUSY, is_busy=True)
    if waiting.tries >= leaflets.MOST_TRIES and not waiting.made:
        return _page(request, article, "leaflets/failed.html", 503)
    return _waits(request, article, SECONDS_TO_TRY_AGAIN)


def _only_looks(request):
    return request.method == "HEAD" or "prefetch" in request.headers.get("Sec-Purpose", "")


def _waits(request, article, seconds, *, is_busy=False):
    status = 503 if is_busy else 202
    response = _page(request, article, "leaflets/on_its_way.html", status, is_busy=is_busy)
    response["Retry-After"] = str(seconds)
    return response


def _page(request, article, template, status, **facts):
    """These pages are for this moment: no cache may keep them."""
    page = {"title": article.live.title, "url": article.get_absolute_url()}
    context = {"page": page, "here": request.path, **facts}
    response = render(request, template, context, status=status)
    response["Cache-Control"] = "no-store"
    return response
