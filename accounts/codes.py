"""When a code that was sent by mail ends early: allauth knows only how old it is.

A code for a new password ends when the password changes meanwhile, by a newer code for example.
Any code ends with the account that it is for.
"""

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.internal.flows.password_reset_by_code import PasswordResetVerificationProcess
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "accounts.codes"
ROOM = "/accounts/"


def remember_password(request) -> None:
    """To be called when a code for a new password was sent: it is good for this password alone."""
    if process := PasswordResetVerificationProcess.resume(request):
        process.state["password"] = _mark(process.user)
        process.persist()


def end_early(get_response):
    """A middleware: whoever comes with a code that has ended is answered as after its time."""

    def middleware(request):
        if request.path_info.startswith(ROOM):
            _end(PasswordResetVerificationProcess.resume(request), _is_for_this_password)
            _end(EmailVerificationProcess.resume(request), lambda process: True)
        return get_response(request)

    return middleware


def _end(process, still_good):
    """What was sent to an address without an account is for nobody, and goes on as if it were."""
    if process is None or "user_id" not in process.state:
        return
    if process.user is None or not process.user.is_active or not still_good(process):
        process.abort()


def _is_for_this_password(process):
    return constant_time_compare(process.state.get("password", ""), _mark(process.user))


def _mark(user):
    return salted_hmac(SALT, user.password if user else "", algorithm="sha256").hexdigest()
