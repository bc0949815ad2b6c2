"""What people read in their mail, and on their telephone."""

import re
import time

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value

CODE = re.compile(r"^(?=[A-Z0-9-]{6,9}$)[A-Z0-9]+(?:-[A-Z0-9]+)*$", re.M)


def code_in(message):
    return CODE.search(message.body)[0]


def app_code(secret, at=None):
    """What an authenticator app shows now, or at another time."""
    return format_hotp_value(hotp_value(secret, int(at or time.time()) // 30))


def give_app(user, secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"):
    TOTP.activate(user, secret)
    return secret
