"""A site without the optional extra works, and says why it has no leaflets."""

import pytest
from django.core.checks import INFO

from articles.leaflets import available


@pytest.fixture(autouse=True)
def looked_at_anew(monkeypatch):
    monkeypatch.undo()  # the stand-in of this folder's tests
    available.why_not.cache_clear()
    yield
    available.why_not.cache_clear()


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(available, "find_spec", lambda name: None)
    assert "not installed: WeasyPrint, segno" in available.why_not()
    (told,) = available.tell_why_not(None)
    assert told.level == INFO and "requirements-leaflets.txt" in told.hint
    assert "libpango-1.0-0" in told.hint


def test_a_missing_library_of_the_system_is_named(monkeypatch):
    monkeypatch.setattr(available, "find_spec", lambda name: name)
    monkeypatch.setattr(available, "_loads", lambda name: "pangoft2" not in name)
    monkeypatch.setattr(available.sys, "platform", "linux")
    assert "libpangoft2-1.0.so.0 was not found" in available.why_not()


def test_where_nothing_is_missing_nothing_is_said(monkeypatch):
    monkeypatch.setattr(available, "find_spec", lambda name: name)
    monkeypatch.setattr(available, "_loads", lambda name: True)
    assert available.why_not() == "" and available.tell_why_not(None) == []
