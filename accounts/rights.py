"""What is held about a person: told to them whole, as files that people and programs can read.

Each app tells of its own, by a function `held_about(person)` that is named in a setting. It gives
pairs of a file's name and its rows, which are plain values. A function `files_held(person)` beside
it may give pairs of a name and the place of a file in the default storage.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from accounts import leftovers, mail
from accounts.models import Credential, CredentialReminder, Portrait, User

Row = dict[str, Any]
Section = tuple[str, Iterable[Row]]
BATCH = 500
PIECE = 64 * 1024

ACCOUNT = (
    "id email display_name slug bio credentials disclosure_statement orcid has_public_page roles "
    "notices is_active is_demo is_superuser date_joined last_login"
).split()
CREDENTIAL = (
    "id name issuer number valid_until register_url verified_at evidence evidence_url"
).split()
# What other applications keep of a person, where they are installed; secrets are left out.
ELSEWHERE = {
    "email-addresses": ("account.EmailAddress", "email verified primary"),
    "second-factors": ("mfa.Authenticator", "type created_at last_used_at"),
    "other-sign-ins": (
        "socialaccount.SocialAccount",
        "provider uid last_login date_joined extra_data",
    ),
    "devices": ("usersessions.UserSession", "created_at ip last_seen_at user_agent"),
}
# Each model that is told of here, and the fields by which its rows belong to a person.
TOLD: dict[str, tuple[str, ...]] = {
    "accounts.Credential": ("user", "verified_by"),
    "accounts.Portrait": ("user",),
    "admin.LogEntry": ("user",),
    **{model: ("user",) for model, _fields in ELSEWHERE.values()},
}


def held_about(person: User) -> Iterator[Section]:
    yield "account", User.objects.filter(pk=person.pk).values(*ACCOUNT)
    yield "credentials", rows(Credential.objects.filter(user=person), CREDENTIAL)
    reminders = CredentialReminder.objects.filter(credential__user=person)
    yield "credential-reminders", rows(reminders, ["credential_id", "valid_until", "days"])
    verified = Credential.objects.filter(verified_by=person)
    yield "credentials-that-you-verified", rows(verified, ["id", "verified_at"])
    yield "portrait", rows(Portrait.objects.filter(user=person), ["file", "alt", "date_drawn"])
    for name, (label, fields) in ELSEWHERE.items():
        if model := installed(label):
            yield name, rows(model._default_manager.filter(user=person), fields.split())
    yield "mail-that-waits-or-failed", _mail_to(person)
    log = ["action_time", "object_repr", "change_message"]
    yield "what-you-changed-in-the-admin", rows(LogEntry.objects.filter(user=person), log)
    yield "what-was-changed-of-your-account", rows(log_about(person), log)


def _mail_to(person):
    """Without the text: a code in it opens something."""
    for queued in mail.waiting_for(leftovers.addresses_of(person)).iterator(chunk_size=BATCH):
        said = queued.args_kwargs["kwargs"]
        yield {
            "enqueued_at": queued.enqueued_at,
            "address": said["address"],
            "subject": said["subject"],
        }


def files_held(person: User) -> Iterator[tuple[str, str]]:
    for name in Portrait.objects.filter(user=person).values_list("file", flat=True):
        yield f"portrait/{name.rpartition('/')[2]}", name


def installed(label: str) -> type[Model] | None:
    """A model of another application, or None where that is not installed."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def log_about(person: User) -> QuerySet:
    """The admin's history of this person's account."""
    kind = ContentType.objects.get_for_model(User)
    return LogEntry.objects.filter(content_type=kind, object_id=str(person.pk))


def rows(found: QuerySet, fields: Iterable[str]) -> Iterator[Row]:
    """Read a batch at a time, so that a long history costs no memory."""
    yield from found.order_by().values(*fields).iterator(chunk_size=BATCH)


# --- as one file


def copy_for(person: User) -> Iterator[bytes]:
    """A ZIP file of everything, written while it is sent: nothing of it is kept anywhere."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("READ ME.txt", _explanation())
        for held_about in _tellers("held_about"):
            for name, found in held_about(person):
                with archive.open(f"{name}.json", "w", force_zip64=True) as file:
                    for piece in _json(found):
                        file.write(piece.encode())
                        yield from outlet.taken()
        for files_held in _tellers("files_held"):
            for name, place in files_held(person):
                yield from _packed(archive, name, place, outlet)
    yield from outlet.taken()


def _tellers(kind: str) -> Iterator[Callable]:
    for dotted in settings.HELD_ABOUT_PEOPLE:
        module = import_module(dotted.rpartition(".")[0])
        if hasattr(module, kind):
            yield getattr(module, kind)


def _packed(archive, name, place, outlet):
    """A file whose row is there and which is not, is named all the same."""
    if not default_storage.exists(place):
        archive.writestr(f"{name}.missing.txt", "This file was no longer there.\n")
        return
    with default_storage.open(place) as source, archive.open(f"files/{name}", "w") as file:
        while piece := source.read(PIECE):
            file.write(piece)
            yield from outlet.taken()


def _json(found):
    before = "[\n"
    for row in found:
        yield before + json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _explanation():
    return _(
        "This is everything that %(site)s holds about you.\n\n"
        "Each file with the ending .json is a list that any text editor can open; the folder "
        "“files” has your pictures. Your password is not here: only a value is kept from which "
        "nobody can find it out. What other people wrote is not here either, except where it is "
        "about you.\n"
    ) % {"site": settings.SITE_NAME}


class _Outlet(io.RawIOBase):
    """Where a ZIP file is written to, and taken from piece by piece; it cannot go back."""

    def __init__(self):
        self._pieces: list[bytes] = []
        self._size = 0

    def writable(self):
        return True

    def write(self, data):
        self._pieces.append(bytes(data))
        self._size += len(data)
        return len(data)

    def taken(self):
        """What was written since, once it is worth sending."""
        if self._pieces:
            pieces, self._pieces = self._pieces, []
            yield b"".join(pieces)
