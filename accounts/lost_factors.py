"""When somebody has lost telephone, keys and recovery codes, and whoever runs the site helps."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction

from accounts.models import User


def forget(user: User, *, by: User) -> int:
    """Take every second factor from this person and end their sessions; how many there were.

    They sign in with the password alone then, and with a role can do little until they have set
    up a factor anew.
    """
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=user.pk)
        found = Authenticator.objects.filter(user=locked)
        number = found.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
        found.delete()
        for session in UserSession.objects.filter(user=locked):
            session.end()
        said = "Second factors forgotten by whoever runs the site."
        LogEntry.objects.log_actions(by.pk, [locked], CHANGE, said, single_object=True)
    return number
