"""The standing characters of every test, and the settings that tests alone have."""

import gc
import itertools
from collections import Counter
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from accounts.models import Credential
from articles import checks, manuscript, quality, readership, workflow
from articles.models import Category
from comments import second_looks
from tests import loaded_rows  # noqa: F401 – listens for tables that were emptied

PASSWORD = "a long test password"
BODY = (
    "<h2>Why sleep matters</h2><p>Sleep lets your body rest.</p>"
    '<p>You may need <span data-source="1">about eight hours</span> each night. '
    'Ask your doctor if you <span data-source="2">cannot sleep</span>.</p>'
)
SOURCES = [
    {
        "number": 1,
        "kind": "government",
        "title": "Healthy Sleep",
        "publisher": "MedlinePlus",
        "date": "2025",
        "url": "https://medlineplus.gov/healthysleep.html",
    },
    {
        "number": 2,
        "kind": "guideline",
        "title": "Insomnia in adults",
        "publisher": "A society of sleep",
        "date": "2025",
        "url": "https://sleep.example.org/insomnia",
    },
]
OPENS_THE_DATABASE = {"db", "transactional_db", "live_server"}
_numbers = itertools.count(1)


def pytest_collection_modifyitems(items):
    """Tell the tests that ask a database from those whose answer no other server could change."""
    for item in items:
        if item.get_closest_marker("django_db") or OPENS_THE_DATABASE & set(item.fixturenames):
            item.add_marker("database")


def pytest_collection_finish(session):
    """What is loaded by now stays: looking through it for garbage again and again takes a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def quick_settings(settings, tmp_path):
    """Cheap hashes, work done at once, plain static names, media in a folder of the test's own."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def reads_are_flushed_by_the_test_alone(monkeypatch):
    monkeypatch.setattr(readership, "start_flushing", lambda: None)
    monkeypatch.setattr(readership, "_waiting", Counter())


@pytest.fixture(autouse=True)
def nothing_happens_by_chance(monkeypatch):
    """One decision in twenty is looked at twice: here never, unless a test asks for it."""
    monkeypatch.setattr(second_looks, "ONE_IN", 10**9)


@pytest.fixture
def make_person(db):
    def make(*roles, **fields):
        number = next(_numbers)
        name = fields.pop("name", f"{'-'.join(roles) or 'reader'} {number}")
        fields = {
            "display_name": name,
            "roles": list(roles),
            "disclosure_statement": "None",
            **fields,
        }
        email = fields.pop("email", f"person{number}@example.org")
        return get_user_model().objects.create_user(email, PASSWORD, **fields)

    return make


@pytest.fixture
def credentialed(make_person):
    """A person with a verified credential, who can sign."""

    def make(*roles, valid_for=365, **fields):
        person = make_person(*roles, **fields)
        Credential.objects.create(
            user=person,
            name="MD",
            issuer="General Medical Council",
            number="7654321",
            valid_until=timezone.localdate() + timedelta(days=valid_for),
            verified_at=timezone.now(),
            verified_by=get_user_model().objects.system(),
            evidence="The council's register, by number.",
        )
        return person

    return make


@pytest.fixture
def author(make_person):
    return make_person("author", name="Ada Author", credentials="Medical writer")


@pytest.fixture
def editor(make_person):
    return make_person("editor", name="Edda Editor")


@pytest.fixture
def reviewer(credentialed):
    return credentialed("reviewer", name="Ria Reviewer", credentials="MD")


@pytest.fixture
def moderator(make_person):
    return make_person("moderator", name="Mo Moderator")


@pytest.fixture
def publisher(make_person):
    return make_person("publisher", name="Pia Publisher")


@pytest.fixture
def administrator(make_person):
    return make_person("admin", name="Alma Admin")


@pytest.fixture
def reader(make_person):
    return make_person(name="Rolf Reader")


@pytest.fixture
def stranger(make_person):
    """An author, but of other articles."""
    return make_person("author", name="Stan Stranger")


@pytest.fixture
def superuser(credentialed):
    return credentialed(name="Sue Superuser", is_superuser=True)


@pytest.fixture
def category(db):
    return Category.objects.create(name="Health", slug="health")


@pytest.fixture
def make_draft(author, category):
    def make(title="Sleep well", **fields):
        options = {
            "by": author,
            "title": title,
            "category": category,
            "authors": [author],
            "summary": "How to sleep well, in plain words, for everybody who cannot.",
            "body": BODY,
            "references": SOURCES,
            "funding": "None",
            **fields,
        }
        return manuscript.create(**options)

    return make


@pytest.fixture
def draft(make_draft):
    return make_draft()


@pytest.fixture
def make_published(make_draft, author, reviewer, editor):
    def make(title="Sleep well", **fields):
        article = make_draft(title, **fields)
        workflow.submit(article, by=author)
        workflow.approve(article, by=reviewer)
        return publish_with_warnings(article, by=editor)

    return make


def publish_with_warnings(article, *, by):
    """Publish what was approved, every warning acknowledged."""
    return workflow.publish(article, by=by, acknowledged=[*quality.RULES, checks.CLAIM])


@pytest.fixture
def published(make_published):
    return make_published()
