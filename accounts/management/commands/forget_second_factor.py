from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from accounts import lost_factors


class Command(BaseCommand):
    help = (
        "Take all passkeys, apps and recovery codes from a person who has lost them, and sign them "
        "out everywhere. Make sure that it is they who ask, by more than a mail."
    )

    def add_arguments(self, parser):
        parser.add_argument("email")

    def handle(self, *, email, **options):
        people = get_user_model().objects
        person = people.filter(email=email.strip().lower()).first()
        if person is None:
            raise CommandError(f"No account has the address {email}. Nothing was changed.")
        number = lost_factors.forget(person, by=people.system())
        self.stdout.write(
            f"Forgot {number} passkeys and apps. The person signs in with the password alone now, "
            "and should set up a second factor at once."
        )
