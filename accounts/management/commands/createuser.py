import io
import secrets
import select
import sys
from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from accounts import roles, verification
from accounts.models import Credential

CREDENTIAL = {
    "credential": ("WORDS", "what the person is, for example “MD”"),
    "register": ("NAME", "who keeps the register, for example “General Medical Council”"),
    "number": ("NUMBER", "the number in that register"),
    "valid_until": ("DATE", "until when it is valid, for example 2027-12-31"),
}
SECONDS_TO_WAIT_FOR_A_PASSWORD = 5


class Command(BaseCommand):
    help = (
        "Makes an account. The password is read from standard input; "
        "without one, one is made and printed once. With --credential, --register, --number and "
        "--valid-until the person gets a credential to sign reviews with. It counts as verified, "
        "in the name of HealthHub itself: look the person up in the register first, because by "
        "this command you vouch for it."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--role", action="append", default=[], metavar="ROLE", dest="roles")
        parser.add_argument("--name", default="", help="the name that readers see")
        parser.add_argument(
            "--disclosure",
            default="",
            metavar="WORDS",
            help="conflicts of interest; “None” where there are none",
        )
        for option, (metavar, words) in CREDENTIAL.items():
            flag = f"--{option.replace('_', '-')}"
            parser.add_argument(flag, default="", metavar=metavar, help=words)

    def handle(self, *, email, name, disclosure, **options):
        email, names = email.strip().lower(), list(dict.fromkeys(options["roles"]))
        self.refuse_bad(email, names)
        credential = credential_of({option: options[option].strip() for option in CREDENTIAL})
        password, was_given = self.password()
        user = get_user_model()(
            email=email, display_name=name, roles=names, disclosure_statement=disclosure.strip()
        )
        user.credentials = credential.name if credential else ""
        if was_given:
            refuse_weak(password, user)
        user.set_password(password)
        refuse_odd(user, exclude=["slug", "password"])
        self.store(user, credential)
        what = ", ".join(roles.ROLES[n].label for n in names) or "no role"
        self.stdout.write(f"Made an account for {email} ({what}).")
        if credential:
            self.stdout.write(
                f"The credential “{credential}” is valid until {credential.valid_until} and counts "
                "as verified by HealthHub itself: you vouch that it stands so in the register."
            )
        if not was_given:
            self.stdout.write(f"Password, shown this once: {password}")

    def store(self, user, credential):
        with transaction.atomic():
            user.save()
            if credential:
                credential.user = user
                verification.vouch(credential, by=get_user_model().objects.system())

    def refuse_bad(self, email, names):
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(
                f"“{email}” is not an e-mail address. Write it as name@example.org."
            ) from error
        unknown = [n for n in names if n not in roles.ROLES]
        if unknown:
            raise CommandError(
                f"There is no role “{unknown[0]}”. Choose from: {', '.join(roles.ROLES)}."
            )
        if get_user_model().objects.filter(email=email).exists():
            raise CommandError(f"There is already an account for {email}. Nothing was changed.")

    def password(self):
        given = read_standard_input()
        return (given, True) if given else (secrets.token_urlsafe(15), False)


def credential_of(facts):
    """The credential that the options describe, or None where they name none."""
    missing = [f"--{option.replace('_', '-')}" for option, given in facts.items() if not given]
    if len(missing) == len(facts):
        return None
    if missing:
        raise CommandError(
            f"A credential needs all four of its facts. Add {', '.join(missing)}. "
            "No account was made."
        )
    credential = Credential(
        name=facts["credential"],
        issuer=facts["register"],
        number=facts["number"],
        valid_until=date_of(facts["valid_until"]),
    )
    refuse_odd(credential, exclude=["user"])
    return credential


def date_of(text):
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(
            f"“{text}” is not a date. Write it as 2027-12-31. No account was made."
        ) from error
    if day < timezone.localdate():
        raise CommandError(
            f"The credential expired on {text}, so nobody could sign with it. No account was made."
        )
    return day


def refuse_odd(row, exclude):
    try:
        row.clean_fields(exclude=exclude)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages) + " No account was made.") from error


def refuse_weak(password, user):
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise CommandError(" ".join(error.messages) + " No account was made.") from error


def read_standard_input():
    """The first line piped in, or "" when nothing is: never waits for somebody to type."""
    stdin = sys.stdin
    if stdin is None or stdin.closed or stdin.isatty():
        return ""
    try:
        if select.select([stdin.fileno()], [], [], SECONDS_TO_WAIT_FOR_A_PASSWORD)[0]:
            return stdin.readline().rstrip("\r\n")
        return ""
    except io.UnsupportedOperation:  # not a file: text handed over by a caller in Python
        return stdin.readline().rstrip("\r\n") if isinstance(stdin, io.StringIO) else ""
    except OSError:
        return ""
