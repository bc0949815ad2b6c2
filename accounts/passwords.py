"""Which passwords are refused beside Django's list of common ones. Nobody else is asked."""

import hashlib
import os
import re
import string
import unicodedata
from functools import cache
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    UserAttributeSimilarityValidator,
)
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 5  # letters: below it, words stand in too many good passwords
LEET = str.maketrans("0134578@$!|+", "oieastbasiit")
TAIL = string.digits + string.punctuation + string.whitespace
# Our own list of what comes to mind first; written without accents or with them.
SPANISH = """
contraseña contraseñas clave secreto secreta acceso entrada usuario administrador bienvenido
bienvenida hola holamundo teamo tequiero mivida micorazon corazon amor amorcito princesa
mariposa estrella angelito futbol barcelona madrid realmadrid atletico españa mexico argentina
colombia familia felicidad primavera verano otoño invierno enero febrero marzo abril mayo junio
julio agosto septiembre octubre noviembre diciembre lunes martes miercoles jueves viernes sabado
domingo hospital medico doctora salud paciente enfermera
"""
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


class NotCommonInDisguise:
    """A common word stays one with 4 for a, said twice, or with the year behind it.

    Asked are Django's own list of common passwords, common words of Spanish, and the names that
    somebody would try first: of the site, and of the person.
    """

    def validate(self, password, user=None):
        if not _simple_forms(password).isdisjoint(_common() | _own_words(user)):
            raise ValidationError(
                _(
                    "This password is a common word or a name with signs changed or added, so it "
                    "is among the first to be tried. Choose another one, for example a few words "
                    "that only you would put together."
                ),
                code="password_too_common",
            )

    def get_help_text(self):
        return _("Not a common word or a name with signs changed or added.")


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


@cache
def _common() -> frozenset[str]:
    """Their letters alone; what is shorter says nothing, since it fits into any password."""
    spanish = frozenset(SPANISH.split())
    folded = {_folded(word) for word in CommonPasswordValidator().passwords | spanish}
    return frozenset(word for word in folded if len(word) >= SHORTEST)


def _own_words(user):
    said = f"{settings.SITE_NAME} {getattr(user, 'email', '')} {getattr(user, 'display_name', '')}"
    whole = getattr(user, "display_name", "")
    words = {_folded(word) for word in (*re.split(r"[\s@.+_-]+", said), _letters(whole))}
    return {word for word in words if len(word) >= SHORTEST} | {_folded(settings.SITE_NAME)}


def _simple_forms(password) -> set[str]:
    """What remains when the usual disguises are taken off, by themselves and together."""
    plain = _folded(password)
    forms = {plain}
    for form in (plain, plain.translate(LEET), plain.rstrip(TAIL).translate(LEET)):
        bare = form.strip(TAIL)
        forms |= {form, bare, "".join(each for each in bare if each.isalpha())}
    return forms | {
        form[: len(form) // n] for form in forms for n in (2, 3, 4) if _repeats(form, n)
    }


def _repeats(form, times):
    return bool(form) and form == form[: len(form) // times] * times


def _folded(text):
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in apart if not unicodedata.combining(each))


def _letters(text):
    return "".join(letter for letter in text.casefold() if letter.isalpha())
