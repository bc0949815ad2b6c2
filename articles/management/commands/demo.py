import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from articles import workflow
from articles.importers import load, registry
from articles.models import Article

CONTENT = Path(__file__).resolve().parents[2] / "demo"
FEATURED = ("naltrexone", "blood-pressure-numbers", "how-healthhub-works")
TEAM = "HealthHub editorial team"
ROLES = ("author", "editor", "reviewer", "moderator", "publisher", "admin")


class Command(BaseCommand):
    help = "Loads the demonstration content and accounts into an empty site."

    def handle(self, **options):
        if Article.objects.exists():
            raise CommandError(
                "There are articles here already, so the demonstration was not loaded. "
                "It is for an empty site."
            )
        password = secrets.token_urlsafe(12)
        with transaction.atomic():
            people = {role: _person(role, password) for role in ROLES}
            for path in sorted(CONTENT.glob("*.md")):
                self.publish(path, people)
        self.stdout.write(f"Loaded {Article.objects.count()} articles for demonstration.")
        self.stdout.write("Demonstration accounts, all with the same password, shown this once:")
        for role, person in people.items():
            self.stdout.write(f"  {role:<10} {person.email}")
        self.stdout.write(f"  password   {password}")

    def publish(self, path, people):
        for item in registry.READERS["markdown"](path):
            article = load.create(item, by=people["author"], authors=[_team()])
            workflow.submit(article, by=people["author"])
            workflow.approve(article, by=people["reviewer"])
            workflow.publish(article, by=people["editor"])
            if article.slug in FEATURED:
                Article.objects.filter(pk=article.pk).update(
                    featured_at=timezone.now(), featured_by=people["editor"]
                )


def _person(role, password):
    return get_user_model().objects.create_user(
        f"{role}@{settings.DEMO_EMAIL_DOMAIN}",
        password,
        display_name=f"Demonstration {role}",
        roles=[role],
        is_demo=True,
        disclosure_statement="None: this is a demonstration account.",
    )


def _team():
    team, _ = get_user_model().objects.get_or_create(
        email=f"team@{settings.DEMO_EMAIL_DOMAIN}",
        defaults={
            "display_name": TEAM,
            "roles": ["author"],
            "is_demo": True,
            "password": "!",
            "bio": "Writes the demonstration articles that come with HealthHub.",
            "disclosure_statement": "None.",
        },
    )
    return team
