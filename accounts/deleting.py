"""Deleting an account: by its own person, for good, and whole.

Rows of the record name people by number and cannot lose them, so the account is not removed: it is
emptied, and the database lets nobody fill it again. What was frozen stays as it was frozen: a
byline or a signature in print keeps the name that readers saw.
"""

import logging
import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts import administrators, leftovers, rights
from accounts.models import Credential, Deletion, Portrait, User
from accounts.models.user import DELETED_DOMAIN, DELETED_NAME
from accounts.profile import is_named_in_print

logger = logging.getLogger(__name__)


def refusal(person: User) -> str:
    """Why this account cannot be deleted now, as a sentence; "" when it can."""
    if administrators.is_the_only_one(person):
        return _(
            "You are the only administrator. Make somebody else an administrator first, so that "
            "somebody can look after the people of this site."
        )
    return ""


def delete_account(person: User, *, by: User, comments: str) -> bool:
    """Empty the account of whoever asks; False when that was done before.

    `comments` says whether what they wrote under articles stays, or goes as well.
    """
    if person.pk != by.pk:
        raise PermissionDenied("People delete their own account.")
    if comments not in Deletion.Comments.values:
        raise ValidationError(_("Say what shall become of your comments."))
    with transaction.atomic():
        locked = administrators.locked(person)
        if locked.is_deleted:
            return False
        if no := refusal(locked):
            raise PermissionDenied(no)
        address = locked.email if locked.is_active and not locked.is_demo else ""
        had_a_role = locked.is_staff
        _pass_on(locked, had_a_role, comments)
        _delete_what_is_theirs(locked)
        _empty(locked)
        Deletion.objects.create(had_a_role=had_a_role, comments=comments)
        if address:
            transaction.on_commit(lambda: _confirm(address))
    return True


def _pass_on(person, had_a_role, comments):
    """Other apps do their part while the person still is who they were."""
    for dotted in settings.WHEN_AN_ACCOUNT_GOES:
        import_string(dotted)(person, comments=comments)
    if had_a_role:
        system = User.objects.system()
        leave = import_string(settings.WHEN_SOMEBODY_LEAVES)
        transaction.on_commit(lambda: leave(person, by=system))


def _delete_what_is_theirs(person):
    leftovers.delete_all_of(person)
    rights.log_about(person).delete()
    Credential.objects.filter(user=person).delete()
    for portrait in Portrait.objects.filter(user=person):
        name = portrait.file.name
        transaction.on_commit(lambda name=name: default_storage.delete(name))
        portrait.delete()


def _empty(person):
    """The address in frozen bylines stays reserved: nobody else's page may come to stand there."""
    if not is_named_in_print(person):
        person.slug = f"deleted-{secrets.token_hex(8)}"
    person.email = f"{secrets.token_hex(16)}{DELETED_DOMAIN}"
    person.display_name = DELETED_NAME
    person.bio = person.credentials = person.disclosure_statement = person.orcid = ""
    person.roles, person.is_superuser, person.is_active = [], False, False
    person.has_public_page, person.notices, person.last_login = False, "none", None
    person.set_unusable_password()  # which ends every session
    person.groups.clear()
    person.user_permissions.clear()
    person.date_deleted = timezone.now()
    person.save()


def _confirm(address):
    """Told where they can still be reached; mail that fails undoes nothing, and names nobody."""
    try:
        send_mail(
            _("Your account was deleted"),
            _(
                "Your account at %(site)s was deleted, as you asked. We no longer have your "
                "e-mail address, and this is the last message that you get from us.\n\n"
                "Was it not you? Write to the people of the site."
            )
            % {"site": settings.SITE_NAME},
            None,
            [address],
        )
    except Exception as error:
        logger.warning("The mail that confirms a deletion failed: %s", type(error).__name__)
