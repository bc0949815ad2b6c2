import secrets
import tomllib
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import slugify

from articles import checks, glossary, manuscript, workflow
from articles.errors import ChecksFailed
from articles.importers import load, registry
from articles.models import Article, Category, GlossaryTerm
from articles.rules import approval_of_pending

CONTENT = Path(__file__).resolve().parents[2] / "demo"
GLOSSARY = CONTENT / "glossary.toml"
FEATURED = ("naltrexone", "blood-pressure-numbers", "how-healthhub-works")
SHELVES = {  # in the order of the menu
    "Conditions": "What an illness is, how it shows, and what helps.",
    "Symptoms": "What a complaint may mean, and when to ask for help.",
    "Medicines": "What a medicine does, and how to take it safely.",
    "Tests and procedures": "What happens, and what a result tells you.",
    "Healthy living": "Sleep, food, movement and protection.",
    "First aid": "What to do in the first minutes.",
    "About HealthHub": "How these pages are made, and how to work with them.",
}
IN_SPANISH = {
    "Conditions": ("Enfermedades", "Qué es una enfermedad, cómo se nota y qué ayuda."),
    "Symptoms": ("Síntomas", "Qué puede significar una molestia y cuándo pedir ayuda."),
    "Medicines": ("Medicamentos", "Qué hace un medicamento y cómo tomarlo con seguridad."),
    "Tests and procedures": ("Pruebas", "Qué pasa en una prueba y qué le dice un resultado."),
    "Healthy living": ("Vida sana", "Sueño, alimentación, movimiento y protección."),
    "First aid": ("Primeros auxilios", "Qué hacer en los primeros minutos."),
    "About HealthHub": ("Sobre HealthHub", "Cómo se hacen estas páginas y cómo trabajar en ellas."),
}
WORDS = ("name", "description")
TEAM = "HealthHub editorial team"
WRITTEN_HERE = "Written for HealthHub, to show how a word is explained."
FUNDING = "None. This text came with HealthHub, to show how a page looks."
DEMONSTRATION_CREDENTIAL = {
    "name": "Demonstration credential",
    "issuer": "no register",
    "number": "none",
}
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
            for place, (name, description) in enumerate(SHELVES.items()):
                Category.objects.create(
                    name=name,
                    slug=slugify(name),
                    description=description,
                    position=place,
                    translations={"es": dict(zip(WORDS, IN_SPANISH[name], strict=True))},
                )
            _explain_words(people["editor"])
            for path in sorted(CONTENT.glob("*.md")):
                self.load(path, people)
            for further in settings.FURTHER_DEMONSTRATIONS:
                import_string(further)()
        self.stdout.write(f"Loaded {Article.objects.count()} articles for demonstration.")
        self.stdout.write("Demonstration accounts, all with the same password, shown this once:")
        for role, person in people.items():
            self.stdout.write(f"  {role:<10} {person.email}")
        self.stdout.write(f"  password   {password}")

    def load(self, path, people):
        for item in registry.READERS["markdown"](path):
            article = load.create(item, by=people["author"], authors=[_team()])
            manuscript.edit(article, by=people["author"], funding=FUNDING)
            try:
                self.publish(article, people)
            except ChecksFailed as failed:  # help lines that nobody checked for half a year, say
                self.stdout.write(f"“{article}” stays a draft. {failed}")
                continue
            if path.stem in FEATURED:
                manuscript.edit(article, by=people["editor"], featured=True)

    def publish(self, article, people):
        with transaction.atomic():
            workflow.submit(article, by=people["author"])
            workflow.approve(article, by=people["reviewer"])
            found = checks.at_publishing(article, article.pending, approval_of_pending(article))
            warned = [finding.rule for finding in checks.warnings(found)]
            workflow.publish(article, by=people["editor"], acknowledged=warned)


def _explain_words(editor):
    """Before the articles: a text explains the words that are there when it is submitted."""
    for word in tomllib.loads(GLOSSARY.read_text(encoding="utf-8"))["words"]:
        glossary.save(GlossaryTerm(source=WRITTEN_HERE, **word), by=editor)


def _person(role, password):
    person = _account(role, password)
    if role == "reviewer":
        person.held.create(
            **DEMONSTRATION_CREDENTIAL,
            valid_until=timezone.localdate() + timedelta(days=3650),
            verified_at=timezone.now(),
            verified_by=get_user_model().objects.system(),
        )
    return person


def _account(role, password):
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
