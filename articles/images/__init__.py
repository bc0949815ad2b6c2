"""Pictures are made anew: what readers get was drawn by us, pixel by pixel, from an upload.

`remake` hands the upload to a program of its own (drawing.py), which has little memory and time, so
that a hostile picture can harm nothing but that process.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from . import drawing
from .drawing import DAMAGED, MOST_BYTES, TOO_HEAVY, ImageRefused

__all__ = ["MOST_BYTES", "ImageRefused", "Remade", "remake"]

_WALL_SECONDS = 30
# What drawing.py says, which runs without Django: here for those who translate.
_SAID_THERE = (
    gettext_noop(
        "This picture is damaged or incomplete. Save it again as JPEG or PNG and upload that."
    ),
    gettext_noop(
        "This picture takes too long to read. Save it smaller, as JPEG or PNG, and upload that."
    ),
    gettext_noop("This picture moves. Upload a still picture."),
)


@dataclass(frozen=True, slots=True)
class Remade:
    """A new file without metadata: extension is jpg, png or webp; sizes are in pixels.

    renditions maps widths below its own (of 480 and 960) to smaller WebP files.
    """

    data: bytes
    extension: str
    width: int
    height: int
    renditions: dict[int, bytes] = field(default_factory=dict)


def remake(data: bytes) -> Remade:
    """Draw an uploaded JPEG, PNG, WebP or GIF (its first frame) anew, upright, at most 1600 wide.

    Raises ImageRefused for other formats, for more than 20 MiB, 40 megapixels or 10,000 pixels a
    side, for moving WebP and PNG, and for whatever cannot be decoded in bounded time and memory.
    """
    if not data:
        raise ImageRefused(_("This file is empty. Choose the picture again."))
    if len(data) > MOST_BYTES:
        raise ImageRefused(
            _("This file is larger than %(size)d MiB. Save the picture smaller.")
            % {"size": MOST_BYTES // 1024**2}
        )
    _refuse_other_formats(data)
    return _unpacked(_run(data))


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")):
        return
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return
    if data[4:8] == b"ftyp":
        raise ImageRefused(_("HEIC and AVIF pictures cannot be taken. Save it as JPEG first."))
    if b"<svg" in data[:4096].lower():
        raise ImageRefused(
            _("SVG drawings cannot be taken: they can hold programs. Save it as PNG.")
        )
    raise ImageRefused(_("This is not a picture we can read. Upload a JPEG, PNG, WebP or GIF."))


def _run(data: bytes) -> bytes:
    kept = {key: os.environ[key] for key in ("LD_LIBRARY_PATH", "PATH") if key in os.environ}
    try:
        finished = subprocess.run(  # noqa: S603 - our own interpreter and file, no shell
            [sys.executable, "-I", "-B", drawing.__file__],
            input=data,
            capture_output=True,
            timeout=_WALL_SECONDS,
            env=kept,
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ImageRefused(_(TOO_HEAVY)) from error
    if finished.returncode < 0:
        raise ImageRefused(_(TOO_HEAVY))  # stopped by a limit
    return finished.stdout


def _unpacked(answer: bytes) -> Remade:
    head, _end, body = answer.partition(b"\n")
    try:
        facts = json.loads(head)
    except ValueError as error:
        raise ImageRefused(_(DAMAGED)) from error
    if "refused" in facts:
        raise ImageRefused(_(facts["refused"]))
    files = []
    for size in facts["sizes"]:
        files.append(body[:size])
        body = body[size:]
    renditions = dict(zip(facts["renditions"], files[1:], strict=True))
    return Remade(files[0], facts["extension"], facts["width"], facts["height"], renditions)
