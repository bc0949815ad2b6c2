"""Which passwords are refused beside Django's list of common ones. Nobody else is asked."""

import hashlib
import os
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.password_validation import UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_LINE = 64  # bytes; a hash is 40, its count at most ten


class UnlikeThePerson(UserAttributeSimilarityValidator):
    """Not the person's name or address, nor anything very like them."""

    def __init__(self):
        super().__init__(user_attributes=("email", "display_name"))


class UnlikeTheSite:
    """The first thing that somebody would try here: this site's own name with a number after it."""

    def validate(self, password, user=None):
        name, bare = _letters(settings.SITE_NAME), _letters(password)
        if name and name in bare and len(bare) < len(name) + 4:
            raise ValidationError(
                _("This password is little more than the name of this site. Choose another one."),
                code="password_is_the_site",
            )

    def get_help_text(self):
        return _("Not the name of this site.")


class NeverBreached:
    """Not in the file that BREACHED_PASSWORDS names, where there is one."""

    def validate(self, password, user=None):
        if settings.BREACHED_PASSWORDS and is_breached(password, settings.BREACHED_PASSWORDS):
            raise ValidationError(
                _(
                    "This password has become known through a theft at some other site, so it is "
                    "among the first to be tried. Choose another one, and change it wherever else "
                    "you use it."
                ),
                code="password_breached",
            )

    def get_help_text(self):
        return _("Not one that has become known through a theft elsewhere.")


def is_breached(password: str, path: str) -> bool:
    """Whether the password's SHA-1 stands in this file of lines “SHA1:count”, sorted by hash.

    A few dozen reads, however large the file is.
    """
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with open(path, "rb") as file:
        low, high = 0, os.fstat(file.fileno()).st_size
        while low < high:
            middle = (low + high) // 2
            found = _hash_after(file, middle)
            if found == wanted:
                return True
            if found and found < wanted:
                low = middle + 1
            else:
                high = middle
    return False


def _hash_after(file: BinaryIO, place: int) -> bytes:
    """The hash of the first line that begins at this place or after it; empty at the end."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline(LONGEST_LINE)
    return file.readline(LONGEST_LINE).partition(b":")[0].strip().upper()


def _letters(text):
    return "".join(letter for letter in text.casefold() if letter.isalpha())
