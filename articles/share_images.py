"""The image of each public page, for where it is shared: drawn once for each title, then kept.

Its address holds a digest of what is drawn, so that a copy never has to be asked for again; when
the title changes the address does too, and the older file goes.
"""

import re

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.urls import reverse

from articles import share_card
from articles.structured_data import Picture

AT_ONCE = 2  # drawings at the same time, in all processes and on all machines
THE_SITE = 0  # in the place of an article's id: the image with no title
_LOCK = 4041  # a number of our own among the database's advisory locks
_A_FOLDER = 1000


def picture(title: str, article_id: int = THE_SITE) -> Picture:
    """What the head of a page says of its image."""
    return Picture(
        url=f"{settings.SITE_URL}{address(title, article_id)}",
        width=share_card.WIDTH,
        height=share_card.HEIGHT,
        alt=f"{settings.SITE_NAME}: {title}" if _is_shown(title) else settings.SITE_NAME,
    )


def _is_shown(title):
    return bool(share_card.shown(title, settings.SHARE_IMAGE_FONT))


def address(title: str, article_id: int = THE_SITE) -> str:
    return reverse("share_image", args=[article_id, _digest(title)])


def image(title: str, article_id: int = THE_SITE) -> File:
    """The kept file, open; drawn now where there is none yet.

    Raises OperationalError where as many as may are being drawn, and none is ready in time.
    """
    name = _name(title, article_id)
    if not default_storage.exists(name):
        _keep(name, title, article_id)
    return default_storage.open(name)


def _keep(name, title, article_id):
    """One at a time of the images that share a lock, so that none is drawn or stored twice."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, article_id % AT_ONCE])
        if not default_storage.exists(name):
            card = share_card.draw(title, settings.SITE_NAME, settings.SHARE_IMAGE_FONT)
            _forget_older(article_id)
            default_storage.save(name, ContentFile(card))


def _forget_older(article_id):
    folder, mine = _folder(article_id), re.compile(rf"{article_id}-[0-9a-f]+\.png")
    if default_storage.exists(folder):
        for found in default_storage.listdir(folder)[1]:
            if mine.fullmatch(found):
                default_storage.delete(f"{folder}/{found}")


def _name(title, article_id):
    return f"{_folder(article_id)}/{article_id}-{_digest(title)}.png"


def _folder(article_id):
    return f"share/{article_id // _A_FOLDER}"


def _digest(title):
    return share_card.digest(title, settings.SITE_NAME, settings.SHARE_IMAGE_FONT)
