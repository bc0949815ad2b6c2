import pytest

from articles import leaflets
from articles.leaflets import available, keeping, press
from articles.models import Article
from articles.shelves import Tree

PDF = b"%PDF-1.7 not printed by any press"


@pytest.fixture(autouse=True)
def this_machine_can_make_leaflets(monkeypatch):
    monkeypatch.setattr(available, "why_not", lambda: "")
    monkeypatch.setattr(leaflets, "why_not", lambda: "")


@pytest.fixture
def pressed(monkeypatch):
    """The keys of the leaflets that were made, by a press that takes no time."""
    keys = []

    def at_once(printed):
        keys.append(printed.key)
        return press.Pressed(PDF, 1, ())

    monkeypatch.setattr(keeping.press, "press", at_once)
    return keys


@pytest.fixture
def prints():
    """What a leaflet of this article says now."""

    def printed(article, variant=""):
        found = Article.objects.published().with_page().get(pk=article.pk)
        return leaflets.printed(found, leaflets.VARIANTS[variant], Tree())

    return printed
