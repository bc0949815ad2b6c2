"""What a person says of themselves: changed by themselves, and never in what is signed already.

A byline and a signature keep the name, the letters and the interests that stood when they were
frozen. What is changed here is on the person's own page at once, and in what they sign next.
"""

import hashlib
from collections.abc import Mapping

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.module_loading import import_string

from accounts.models import User
from accounts.models.user import free_slug

OF_EVERYBODY = ("display_name", "bio")
OF_READERS = ("has_public_page",)
OF_STAFF = ("credentials", "orcid", "disclosure_statement")


class Changed(Exception):
    """The profile is not what the person saw who changes it."""


def fields_of(person: User) -> tuple[str, ...]:
    """What this person may say of themselves."""
    return (*OF_EVERYBODY, *(OF_STAFF if person.is_staff else OF_READERS))


def as_seen(person: User) -> str:
    """All of it as it stands, in a few characters: sent back by who changes it."""
    said = "\0".join(str(getattr(person, name)) for name in (*OF_EVERYBODY, *OF_READERS, *OF_STAFF))
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def change(person: User, facts: Mapping, *, by: User, seen: str) -> User:
    """Store what the person says of themselves now; raises Changed where another hand was quicker.

    An unknown or foreign field is refused; the rest has passed the form.
    """
    if person.pk != by.pk:
        raise PermissionDenied("People describe themselves.")
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=person.pk)
        if not locked.is_active or not set(facts) <= set(fields_of(locked)):
            raise PermissionDenied("This is not yours to change.")
        if as_seen(locked) != seen:
            raise Changed
        changed = [name for name, value in facts.items() if getattr(locked, name) != value]
        new_slug = _wants_a_new_slug(locked, facts)
        for name in changed:
            setattr(locked, name, facts[name])
        locked.full_clean(exclude=["password", "slug", "email"], validate_constraints=False)
        if new_slug:
            locked.slug = free_slug(locked.display_name, besides=locked)
        if changed:
            locked.save(update_fields=[*changed, "slug"])
            _record(locked, changed)
    return locked


def _wants_a_new_slug(person, facts):
    """An address follows the name for as long as nothing public leads there."""
    renamed = facts.get("display_name", person.display_name) != person.display_name
    shown_first = facts.get("has_public_page") and not person.has_public_page
    if person.is_staff or person.has_public_page or not (renamed or shown_first):
        return False
    return not is_named_in_print(person)


def is_named_in_print(person: User) -> bool:
    """Whether a byline or a signature that is kept for good names this person."""
    return import_string(settings.WHO_IS_NAMED_IN_PRINT)(person)


def _record(person, changed):
    """In the admin's history of those with a role: what changed, not the words."""
    if person.is_staff:
        names = ", ".join(name.replace("_", " ") for name in changed)
        message = f"Changed on their own profile: {names}."
        LogEntry.objects.log_actions(
            person.pk, [person], CHANGE, change_message=message, single_object=True
        )
