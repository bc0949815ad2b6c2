"""An edition in another language, walked through the doors that people use."""

import re

import pytest

from articles.models import Article
from tests.conftest import BODY
from tests.journeys.conftest import ADMIN

pytestmark = pytest.mark.django_db
CUERPO = BODY.replace("Sleep lets your body rest.", "El sueño deja descansar al cuerpo.")


def test_an_edition_is_signed_on_its_own_falls_behind_and_catches_up(
    client, walk, write, read, published, author, reviewer, editor
):
    client.force_login(author)
    page = client.get(f"{ADMIN}{published.pk}/change/").content.decode()
    door = re.search(r'href="(/admin/[^"]+/editions/es/)"', page)[1]
    client.post(door)
    edition = Article.objects.get(language="es")
    address = f"/es/health/{edition.slug}/"
    write(author, edition, title="Dormir bien", body=CUERPO)
    walk(author, "submit", edition)
    assert read(address)[0] == 404
    walk(reviewer, "approve", edition)
    walk(editor, "publish", edition)
    status, page = read(address)
    assert status == 200 and "Ria Reviewer" in page and "Dormir bien" in page
    assert address in read("/health/sleep-well/")[1]

    walk(author, "revise", published)
    write(author, published, body=BODY.replace("eight hours", "seven hours"))
    told = {"change": "correction", "change_note": "The number of hours was wrong."}
    walk(author, "submit", published, **told)
    walk(reviewer, "approve", published)
    assert "va por detrás" not in read(address)[1]
    walk(editor, "publish", published)
    page = read(address)[1]
    assert "Esta traducción va por detrás de su original" in page
    assert "va por detrás" not in read("/health/sleep-well/")[1]

    walk(author, "revise", edition)
    write(author, edition, body=CUERPO.replace("eight hours", "siete horas"))
    told = {"change": "correction", "change_note": "El número de horas estaba mal."}
    walk(author, "submit", edition, translated_from="2", **told)
    walk(reviewer, "approve", edition)
    assert "va por detrás" in read(address)[1]
    walk(editor, "publish", edition)
    page = read(address)[1]
    assert "va por detrás" not in page and "siete horas" in page
    assert "El número de horas estaba mal." in read(f"{address}history/")[1]
