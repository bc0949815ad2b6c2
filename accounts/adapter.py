"""How sign-in works here: allauth's own way, but for what these methods say."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts import limits, mail

TOO_MANY = {"too_many_login_attempts", "rate_limited"}
WAYS_TO_SHOW_AGAIN = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code from your app"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The e-mail address or the password is not correct. Check both, or ask for a code to "
            "choose a new password."
        ),
        "enter_current_password": _("This is not your present password. Type it again."),
        "incorrect_password": _("This is not your password. Type it again."),
        "incorrect_code": _("This is not the code of the last mail. Type it again."),
        "email_taken": _("Another account has this address. Use a different one."),
        "duplicate_email": _("This is your address already. Type the new one."),
    }

    def is_open_for_signup(self, request):
        return settings.SIGN_UP

    def new_user(self, request):
        user = super().new_user(request)
        user.proves_address = True
        return user

    def save_user(self, request, user, form, commit=True):
        """The name is asked for: one taken from the address would give the address away."""
        user.display_name = form.cleaned_data["display_name"]
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request):
        return reverse("admin:index" if request.user.is_staff else "account_overview")

    def get_signup_redirect_url(self, request):
        return self.get_login_redirect_url(request)

    def get_password_change_redirect_url(self, request):
        return reverse("account_overview")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("account_overview")

    def get_reauthentication_methods(self, user):
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": WAYS_TO_SHOW_AGAIN[way["id"]]} for way in ways]

    def post_login(self, request, user, **facts):
        response = super().post_login(request, user, **facts)
        limits.remember_browser(response, user.email)
        return response

    def validation_error(self, code, *args):
        """Too many attempts is an answer of its own, 429, and not one more wrong form."""
        if code in TOO_MANY:
            raise ImmediateHttpResponse(respond_429(self.request))
        return super().validation_error(code, *args)

    def _get_login_attempts_cache_key(self, request, **credentials):
        return limits.whose_tries(request, credentials.get("email", ""))

    def _delete_login_attempts_cached_email(self, request, **credentials):
        """A new password does not give strangers new tries: its owner is signed in by the code."""

    def send_mail(self, template_prefix, email, context):
        """After the answer, so that it takes as long whether a mail goes out or not."""
        facts = {"email": email, "site_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
        message = self.render_mail(template_prefix, email, {**facts, **context})
        mail.send.enqueue(subject=message.subject, text=message.body, address=email)
