"""What signing up and in leaves behind, and when it goes."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts import mail
from accounts.models import User

TIME_TO_PROVE = timedelta(days=1)
MOST_AT_ONCE = 500


def delete_all_of(user: User) -> None:
    """By what this person signs in, and where they have: for an account that is deleted."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    mail.forget_all_to(addresses_of(user))
    for kept in (EmailAddress, Authenticator, SocialAccount):
        kept.objects.filter(user=user).delete()


def addresses_of(user: User) -> list[str]:
    """The address, and one that it is about to be changed to."""
    others = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return sorted({user.email, *others})


def delete() -> None:
    """By the clock: ended sessions, old mail, and sign-ups whose address nobody proved."""
    mail.forget_old()
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
