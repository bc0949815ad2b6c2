"""Authenticator apps, passkeys and recovery codes: allauth's, with secrets that a copy of the
database does not give away."""

import base64
import hashlib
import secrets

from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SALT = b"accounts.second_factor"


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This code is not correct, or was used already. Type the next one that your app shows."
        ),
    }

    def encrypt(self, text):
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        """What an older SECRET_KEY closed, and nobody kept, matches no code any more."""
        try:
            return _box().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user, type):
        number = user.authenticator_set.filter(type=type).count() + 1
        return _("Passkey") if number == 1 else _("Passkey %(number)d") % {"number": number}

    def _get_site_name(self):
        return settings.SITE_NAME


def end_sessions_without_it(*, request, user, authenticator, **_facts) -> None:
    """allauth calls this when a factor was added: who had only the password is out then.

    All sessions but the one that showed the factor end, since a session does not say with what it
    was opened. Making recovery codes anew adds no factor.
    """
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        return
    for session in UserSession.objects.filter(user=user):
        if session.session_key != request.session.session_key:
            session.end()


def is_first_use(user, code: str) -> bool:
    """Whether this code of an app is shown for the first time while it is good; it is used then.

    allauth remembers it for 30 seconds, but takes it for as many more as clocks may be off.
    """
    good_for = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    key = f"accounts.second_factor.used:{user.pk}:{normalize_user_code(code)}"
    return cache.add(key, True, timeout=good_for)


def _box():
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(key)) for key in keys])


def _key(secret):
    return base64.urlsafe_b64encode(hashlib.sha256(SALT + secret.encode()).digest())
