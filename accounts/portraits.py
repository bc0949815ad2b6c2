"""Portraits: an upload is drawn anew, small, and only what was drawn is kept.

What draws is named by a setting: `accounts` knows no other app. It is given the bytes of an upload
and answers with a new picture, or raises ValueError with a sentence for whoever uploaded it.
"""

import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.module_loading import import_string

from accounts.models import Portrait, User

SIDE = 480  # the widest that is kept; pages show it at a third of that


@dataclass(frozen=True)
class Drawn:
    data: bytes
    extension: str
    width: int
    height: int


def draw(upload: bytes) -> Drawn:
    """The picture that would be kept of this upload; raises ValueError."""
    made = import_string(settings.PICTURES_ARE_DRAWN_ANEW_BY)(upload)
    if SIDE in made.renditions:
        height = round(made.height * SIDE / made.width)
        return Drawn(made.renditions[SIDE], "webp", SIDE, max(1, height))
    return Drawn(made.data, made.extension, made.width, made.height)


def hang(person: User, drawn: Drawn, *, alt: str, by: User) -> Portrait:
    """Keep this portrait of a person, in the place of the one before it."""
    _refuse_others(person, by)
    name = default_storage.save(
        f"images/{secrets.token_urlsafe(24)}.{drawn.extension}", ContentFile(drawn.data)
    )
    facts = {"file": name, "width": drawn.width, "height": drawn.height, "alt": alt}
    try:
        with transaction.atomic():
            old = _locked(person)
            if old:
                _delete_after(old.file.name)
            portrait, _ = Portrait.objects.update_or_create(user=person, defaults=facts)
    except BaseException:
        default_storage.delete(name)
        raise
    return portrait


def describe(person: User, *, alt: str, by: User) -> None:
    """Say anew what the portrait shows."""
    _refuse_others(person, by)
    Portrait.objects.filter(user=person).update(alt=alt)


def take_down(person: User, *, by: User) -> None:
    """Delete the portrait and its file, once it is certain."""
    _refuse_others(person, by)
    with transaction.atomic():
        old = _locked(person)
        if old:
            _delete_after(old.file.name)
            old.delete()


def _locked(person):
    User.objects.select_for_update().get(pk=person.pk)
    return Portrait.objects.filter(user=person).first()


def _delete_after(name):
    transaction.on_commit(lambda: default_storage.delete(name))


def _refuse_others(person, by):
    if person.pk != by.pk:
        raise PermissionDenied("People choose their own portrait.")
