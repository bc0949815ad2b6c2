"""From what is printed to a PDF, in a process of its own with little memory and time."""

import base64
import json
import logging
import mimetypes
import os
import subprocess
import sys
from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.storage import default_storage

from articles.leaflets import drawing
from articles.leaflets.printing import Printed

logger = logging.getLogger(__name__)
WALL_SECONDS = 120
CPU_SECONDS = 60
MEMORY = 1536 * 1024**2  # address space: the fonts, a long text laid out, its pictures
MOST_PICTURE_BYTES = 48 * 1024 * 1024


class PressFailed(Exception):
    """No PDF came of it; the message says why."""


@dataclass(frozen=True)
class Pressed:
    """A PDF; `refused` are the addresses that the text asked for and did not get."""

    pdf: bytes
    pages: int
    refused: tuple[str, ...]


def press(printed: Printed) -> Pressed:
    order = {
        "html": printed.html,
        "css": printed.css,
        "base_url": settings.SITE_URL + "/",
        "identifier": printed.key,
        "qr": printed.address,
        "files": _files(printed.pictures),
    }
    head, _, pdf = _run(json.dumps(order).encode()).partition(b"\n")
    try:
        facts = json.loads(head)
    except ValueError as error:
        raise PressFailed("The program that makes leaflets ended without an answer.") from error
    if "failed" in facts:
        raise PressFailed(facts["failed"])
    return Pressed(pdf, facts["pages"], tuple(facts["refused"]))


def _files(pictures):
    """What the program may show; a picture that is gone leaves its words."""
    files, room = {}, MOST_PICTURE_BYTES
    for path in pictures:
        try:
            with default_storage.open(path.removeprefix(settings.MEDIA_URL)) as file:
                data = file.read(room + 1)
        except OSError:
            logger.warning("%s is not among the media, so the leaflet does not show it", path)
            continue
        room -= len(data)
        if room < 0:
            raise PressFailed("Its pictures are too heavy for a leaflet.")
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        files[urljoin(settings.SITE_URL + "/", path)] = (kind, base64.b64encode(data).decode())
    return files


def _run(order: bytes) -> bytes:
    kept = {key: os.environ[key] for key in ("LD_LIBRARY_PATH", "PATH") if key in os.environ}
    try:
        finished = subprocess.run(  # noqa: S603 - our own interpreter and file, no shell
            [sys.executable, "-I", "-B", drawing.__file__, str(MEMORY), str(CPU_SECONDS)],
            input=order,
            capture_output=True,
            timeout=WALL_SECONDS,
            env=kept,
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PressFailed(f"It took longer than {WALL_SECONDS} seconds.") from error
    if finished.returncode < 0:
        raise PressFailed("It was stopped by a limit: it took too much time or memory.")
    return finished.stdout
