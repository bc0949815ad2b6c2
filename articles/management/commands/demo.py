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

from articles import checks, editions, glossary, manuscript, workflow
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
    "Diabetes": ("Diabetes", ""),
    "Heart and circulation": ("Corazón y circulación", ""),
    "Lungs and breathing": ("Pulmones y respiración", ""),
    "Mental health": ("Salud mental", ""),
    "Sleep": ("Sueño", ""),
}
WORDS = ("name", "description")
TEAM = "HealthHub editorial team"
WRITTEN_HERE = "Written for HealthHub, to show how a word is explained."
FUNDING = "None. This text came with HealthHub, to show how a page looks."
DEMONSTRATION_CREDENTIAL = {
    "name": "Demonstration credential",
    "issuer": "no register",
    "number": "none",
    "evidence": "Nothing: this credential is a demonstration.",
}
BIOGRAPHIES = {
    "author": (
        "This account shows what a page of an author looks like. Nobody stands behind it: its "
        "articles were written by the HealthHub editorial team.\n\n"
        "On a real page an author says here, in a few plain sentences, what they know the subject "
        "from and for whom they write."
    ),
    "reviewer": (
        "This account shows what a page of a reviewer looks like. Nobody stands behind it, and "
        "what it signed is no clinical review.\n\n"
        "On a real page a clinician says here where they work and what they treat. Beside it stand "
        "their registration, as a second person looked it up, and the interests they declare."
    ),
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
            for path in sorted(CONTENT.glob("es/*.md")):
                self.load_edition(path, people)
            _name_inner_shelves_in_spanish()
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

    def load_edition(self, path, people):
        """The Spanish text of the article that is called like its file."""
        source = Article.objects.published().filter(slug=path.stem).first()
        if source is None:
            return
        edition = editions.start(source, "es", by=people["author"])
        for item in registry.READERS["markdown"](path):
            words = load.words_of(item)
            manuscript.edit(
                edition, by=people["author"], slug=item.slug, authors=[_team()], **words
            )
        self.publish(edition, people)

    def publish(self, article, people):
        with transaction.atomic():
            workflow.submit(article, by=people["author"])
            workflow.approve(article, by=people["reviewer"])
            found = checks.at_publishing(article, article.pending, approval_of_pending(article))
            warned = [finding.rule for finding in checks.warnings(found)]
            workflow.publish(article, by=people["editor"], acknowledged=warned)


def _name_inner_shelves_in_spanish():
    for shelf in Category.objects.filter(translations={}, name__in=IN_SPANISH):
        shelf.translations = {"es": dict(zip(WORDS, IN_SPANISH[shelf.name], strict=True))}
        shelf.save(update_fields=["translations"])


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
        bio=BIOGRAPHIES.get(role, ""),
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
