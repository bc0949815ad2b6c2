"""Each step before serving does its work once."""

import pytest
from django.contrib.auth import get_user_model

from healthhub import making_ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def calls(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    called = []

    def call(command, **options):
        called.append(command)
        settings.STATIC_ROOT.mkdir(exist_ok=True)

    monkeypatch.setattr(making_ready, "call_command", call)
    return called


def say(text):
    pass


def test_static_files_are_collected_again_only_when_one_changed(calls, settings, tmp_path):
    style = tmp_path / "source" / "site.css"
    style.parent.mkdir()
    style.write_text("a {}")
    settings.STATICFILES_DIRS = [style.parent]

    making_ready.collect_static_files(say)
    making_ready.collect_static_files(say)
    assert calls == ["collectstatic"]

    style.write_text("a { color: green }")
    making_ready.collect_static_files(say)
    assert calls == ["collectstatic"] * 2


def test_an_empty_site_gets_the_demonstration_once(calls):
    making_ready.load_demo_content(say)
    making_ready.load_demo_content(say)

    assert calls == ["demo"]


def test_a_site_with_a_person_gets_no_demonstration(calls):
    get_user_model().objects.create_user("somebody@example.org", "a long test password")

    making_ready.load_demo_content(say)

    assert calls == []


def test_a_production_site_gets_no_demonstration(calls, settings):
    settings.PRODUCTION = True

    making_ready.load_demo_content(say)

    assert calls == []


def test_a_database_that_is_up_to_date_is_not_migrated(calls):
    making_ready.migrate(say)

    assert calls == []
