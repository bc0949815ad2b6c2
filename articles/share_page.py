"""The image that stands for a page where it is shared, with the title that readers see."""

from django.db import OperationalError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect

from articles import share_images
from articles.doors import public
from articles.models import Article

KEPT = "public, max-age=31536000, immutable"


@public
def share_image(request, article_id, digest):
    title = ""
    if article_id != share_images.THE_SITE:
        shown = Article.objects.filter(pk=article_id, live__isnull=False)
        found = shown.select_related("live").only("withdrawn_at", "live__title").first()
        if found is None:
            raise Http404("There is no such image.")
        if found.is_withdrawn:
            return HttpResponse("This page was withdrawn.", "text/plain; charset=utf-8", 410)
        title = found.live.title
    address = share_images.address(title, article_id)
    if request.path != address:
        return HttpResponseRedirect(address)  # of an older title, or made up
    return _image(title, article_id)


def _image(title, article_id):
    try:
        file = share_images.image(title, article_id)
    except OperationalError:
        busy = HttpResponse("Many images are being drawn. Try again.", status=503)
        busy["Retry-After"], busy["Cache-Control"] = "5", "no-store"
        return busy
    response = FileResponse(file, content_type="image/png")
    response["Cache-Control"] = KEPT
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
