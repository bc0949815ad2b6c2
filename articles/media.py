"""Pictures, served so that a browser can do nothing with them but show them."""

import mimetypes
import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from articles.doors import public

# What `Image` writes: a folder, a random name and one of the formats that we make ourselves.
NAME = re.compile(r"images/[A-Za-z0-9_-]{8,80}\.(?:jpg|png|webp)", re.ASCII)


@public
def serve(request, name):
    if not NAME.fullmatch(name):
        raise Http404("There is no such picture.")
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404("There is no such picture.") from error
    response = FileResponse(file, content_type=mimetypes.guess_type(name)[0])
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
