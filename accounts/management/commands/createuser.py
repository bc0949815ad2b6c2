import io
import secrets
import select
import sys

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts import roles

SECONDS_TO_WAIT_FOR_A_PASSWORD = 5


class Command(BaseCommand):
    help = (
        "Makes an account. The password is read from standard input; "
        "without one, one is made and printed once."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--role", action="append", default=[], metavar="ROLE", dest="roles")
        parser.add_argument("--name", default="", help="the name that readers see")

    def handle(self, *, email, name, **options):
        email, names = email.strip().lower(), list(dict.fromkeys(options["roles"]))
        self.refuse_bad(email, names)
        password, was_given = self.password()
        user = get_user_model()(email=email, display_name=name, roles=names)
        if was_given:
            refuse_weak(password, user)
        user.set_password(password)
        refuse_odd(user)
        user.save()
        what = ", ".join(roles.ROLES[n].label for n in names) or "no role"
        self.stdout.write(f"Made an account for {email} ({what}).")
        if not was_given:
            self.stdout.write(f"Password, shown this once: {password}")

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


def refuse_odd(user):
    try:
        user.clean_fields(exclude=["slug", "password"])
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
