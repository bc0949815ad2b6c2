"""What sign-ups and sessions leave behind, deleted by the clock."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User

TIME_TO_PROVE = timedelta(days=1)
MOST_AT_ONCE = 500


def delete() -> None:
    """Ended sessions with what was noted of them, and sign-ups whose address was never proved."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    running = Session.objects.filter(session_key=OuterRef("session_key"))
    _some(UserSession.objects.filter(~Exists(running)))
    _some(unproved())


def unproved():
    """Whoever signed up long ago and never entered the code: the address is free again."""
    proved = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.filter(
        ~Exists(proved),
        emailaddress__verified=False,
        last_login=None,
        roles=[],
        is_superuser=False,
        date_joined__lt=timezone.now() - TIME_TO_PROVE,
    )


def _some(rows):
    keys = list(rows.values_list("pk", flat=True)[:MOST_AT_ONCE])
    rows.model.objects.filter(pk__in=keys).delete()
