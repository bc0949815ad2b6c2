"""allauth's forms in plain words: a label and a hint for each field, and nothing inside the box."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts import codes, second_factor
from accounts.names import clean_name
from accounts.passwords import NotCommonInDisguise, UnlikeThePerson

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
PASSWORD_HINT = _(
    "At least 10 characters. A few words that only you would put together are easy to remember "
    "and hard to guess."
)
CODE = _("Code")
# What a box that was left empty says; the summary on top says the same.
WHEN_EMPTY = {
    "display_name": _("Write the name that readers will see."),
    "email": _("Write an e-mail address."),
    "login": _("Write your e-mail address."),
    "password": _("Write your password."),
    "oldpassword": _("Write your present password."),
    "password1": _("Write a password."),
    "code": _("Write the code."),
    "name": _("Write a name."),
}


class Plain:
    LABELS: dict = {}
    HINTS: dict = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.LABELS.get(name, field.label)
            field.help_text = self.HINTS.get(name, "")
            if name in WHEN_EMPTY:
                field.error_messages["required"] = WHEN_EMPTY[name]


class SignUp(Plain, account.SignupForm):
    LABELS = {"email": ADDRESS, "password1": PASSWORD}
    HINTS = {
        "display_name": _(
            "Other readers see it beside what you write. It need not be your real name."
        ),
        "email": _("We send a code to it. Nobody else sees it."),
        "password1": PASSWORD_HINT,
    }
    field_order = ("display_name", "email", "password1")
    display_name = forms.CharField(
        label=_("Name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )

    def clean_display_name(self):
        return clean_name(self.cleaned_data["display_name"])

    def clean(self):
        found = super().clean()
        person = get_user_model()(
            display_name=found.get("display_name", ""), email=found.get("email", "")
        )
        if found.get("password1") and not self.errors.get("password1"):
            try:
                for rule in (UnlikeThePerson(), NotCommonInDisguise()):
                    rule.validate(found["password1"], person)
            except ValidationError as error:
                self.add_error("password1", error)
        return found

    def try_save(self, request):
        """Where the address has an account already, as much is computed as where it has none.

        Of two who take one address at the same moment, the second is answered like anybody who
        comes later; two who take one name at the same moment both get an account.
        """
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            people = get_user_model().objects.filter(email=self.cleaned_data["email"])
            self.account_already_exists = people.exists()
            return super().try_save(request)


class SignIn(Plain, account.LoginForm):
    LABELS = {"login": ADDRESS, "password": PASSWORD}


class NewAddress(Plain, account.AddEmailForm):
    LABELS = {"email": _("New e-mail address")}
    HINTS = {"email": _("We send a code to it. The old address stays until you enter the code.")}


class ForgottenPassword(Plain, account.ResetPasswordForm):
    LABELS = {"email": ADDRESS}

    def save(self, request, **kwargs):
        address = super().save(request, **kwargs)
        codes.remember_password(request)
        return address


class _NewPasswordOnce(Plain):
    """One box: what is mistyped is put right by a code, and a second box stops nobody's mistake."""

    LABELS = {"password1": _("New password")}
    HINTS = {"password1": PASSWORD_HINT}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]


class PasswordAfterCode(_NewPasswordOnce, account.ResetPasswordKeyForm):
    pass


class FirstPassword(_NewPasswordOnce, account.SetPasswordForm):
    pass


class NewPassword(_NewPasswordOnce, account.ChangePasswordForm):
    LABELS = {"oldpassword": _("Present password"), "password1": _("New password")}

    def clean_oldpassword(self):
        """Counted with all other tries of this password."""
        password = self.cleaned_data["oldpassword"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class PasswordAgain(Plain, account.ReauthenticateForm):
    LABELS = {"password": PASSWORD}


class _Code(Plain):
    LABELS = {"code": CODE}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocapitalize": "off", "spellcheck": "false"}


class CodeForAddress(_Code, account.ConfirmEmailVerificationCodeForm):
    pass


class CodeForPassword(_Code, account.ConfirmPasswordResetCodeForm):
    pass


class _OnceOnly(_Code):
    """A code of an app that somebody has shown already is as good as a wrong one."""

    def clean_code(self):
        code = super().clean_code()
        of_app = getattr(self, "authenticator", None) is None or self.authenticator.type == "totp"
        if of_app and not second_factor.is_first_use(self.user, code):
            raise get_mfa_adapter().validation_error("incorrect_code")
        return code


class CodeOfSecondFactor(_OnceOnly, AuthenticateForm):
    HINTS = {"code": _("From your app, or one of your recovery codes.")}


class CodeOfSecondFactorAgain(_OnceOnly, ReauthenticateForm):
    HINTS = {"code": _("From your app, or one of your recovery codes.")}


class FirstCodeOfApp(_OnceOnly, ActivateTOTPForm):
    HINTS = {"code": _("The six digits that the app shows now.")}


class NewPasskey(Plain, AddWebAuthnForm):
    LABELS = {
        "name": _("Name of this passkey"),
        "passwordless": _("Sign in with it alone, without a password"),
    }
    HINTS = {
        "name": _("So that you know it again, as in “Telephone” or “Blue key”."),
        "passwordless": _("It then asks for your finger, your face or a PIN."),
    }

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"passwordless": True, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


class NameOfPasskey(Plain, EditWebAuthnForm):
    LABELS = {"name": _("Name of this passkey")}
