"""The standing characters of every test, and the settings that tests alone have."""

import itertools
from collections import Counter

import pytest
from django.contrib.auth import get_user_model

from articles import manuscript, readership, workflow
from articles.models import Category

PASSWORD = "a long test password"
_numbers = itertools.count(1)


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


@pytest.fixture
def make_person(db):
    def make(*roles, **fields):
        number = next(_numbers)
        name = fields.pop("name", f"{'-'.join(roles) or 'reader'} {number}")
        fields = {"display_name": name, "roles": list(roles), **fields}
        email = fields.pop("email", f"person{number}@example.org")
        return get_user_model().objects.create_user(email, PASSWORD, **fields)

    return make


@pytest.fixture
def author(make_person):
    return make_person("author", name="Ada Author")


@pytest.fixture
def editor(make_person):
    return make_person("editor", name="Edda Editor")


@pytest.fixture
def reviewer(make_person):
    return make_person(
        "reviewer", name="Ria Reviewer", credentials="MD", disclosure_statement="None"
    )


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
def superuser(make_person):
    return make_person(name="Sue Superuser", is_superuser=True)


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
            "body": "<h2>Why sleep matters</h2><p>Sleep lets your body rest.</p>",
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
        return workflow.publish(article, by=editor)

    return make


@pytest.fixture
def published(make_published):
    return make_published()
