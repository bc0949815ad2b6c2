from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError
from PIL import Image

from articles import manuscript, share_card, share_images, workflow
from articles.models import Article


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture
def drawn(monkeypatch):
    """Quick drawings, and a list of what was asked for."""
    titles = []

    def draw(title, site_name, font_file):
        titles.append(title)
        return title.encode() or b"-"

    monkeypatch.setattr(share_card, "draw", draw)
    return titles


def test_a_card_is_a_picture_of_the_right_size_and_the_same_each_time():
    card = share_card.draw("¿Qué es la diabetes?", "HealthHub")
    assert Image.open(BytesIO(card)).size == (1200, 630)
    assert card == share_card.draw("¿Qué es la diabetes?", "HealthHub")
    assert len(card) < 60_000


def test_a_title_that_the_font_cannot_write_is_left_out():
    assert share_card.can_write("Naltrexone: how (and why) it works – “a guide”?".replace("–", "-"))
    assert share_card.can_write("¿Síntomas, señales y cuándo pedir ayuda?")
    without = share_card.draw("", "HealthHub")
    for title in ("داء السكري", "Диабет", "糖尿病", "Διαβήτης", "糖尿病 basics", "\u200b\x00"):
        assert share_card.draw(title, "HealthHub") == without, title


@pytest.mark.parametrize(
    "title, shown",
    [
        ("Behçet’s disease", "Behcet’s disease"),
        ("Sjögren, Ménière and Łódź", "Sjögren, Ménière and Lódź"),
        ("Ångström, œdema, Straße", "Angström, oedema, Strasse"),
        ("β-blockers and TNF-α", "beta-blockers and TNF-alpha"),
        ("2½ tablets, or ½", "2 1/2 tablets, or 1/2"),
        ("Vitamin B₁₂: 5 µg; 10³ cells", "Vitamin B12: 5 mcg; 10^3 cells"),
        ("BMI ≥ 30 at 5 €", "BMI >= 30 at 5 EUR"),
        ("¿Qué es la diabetes?", "¿Qué es la diabetes?"),
    ],
)
def test_a_letter_that_the_font_lacks_is_written_in_others(title, shown):
    assert share_card.shown(title) == shown
    assert share_card.draw(title, "HealthHub") == share_card.draw(shown, "HealthHub")


def test_the_words_of_an_image_say_what_it_shows():
    assert share_images.picture("Behçet’s disease").alt == "HealthHub: Behçet’s disease"
    assert share_images.picture("داء السكري").alt == "HealthHub"


@pytest.mark.parametrize(
    "title", ["x" * 200, "word " * 40, "W" * 30, "\ud800\x07", "🙂", "a\u0301"]
)
def test_any_title_gives_a_card(title):
    assert share_card.draw(title, "HealthHub")[:4] == b"\x89PNG"
    assert len(share_card.digest(title, "HealthHub")) == 16


@pytest.mark.django_db
def test_a_page_shows_its_image_with_its_size_and_words(client, published, drawn):
    page = client.get("/health/sleep-well/").content.decode()
    address = share_images.address("Sleep well", published.pk)
    for said in (
        f'property="og:image" content="http://localhost:8000{address}"',
        'property="og:image:width" content="1200"', 'property="og:image:height" content="630"',
        'property="og:image:alt" content="HealthHub: Sleep well"',
        'property="og:title" content="Sleep well"', 'property="og:type" content="article"',
        'property="og:url" content="http://localhost:8000/health/sleep-well/"',
        'property="og:locale" content="en_GB"', 'property="og:site_name" content="HealthHub"',
        'property="article:section" content="Health"', 'property="article:published_time"',
        'name="twitter:card" content="summary_large_image"',
    ):  # fmt: skip
        assert said in page, said
    response = client.get(address)
    assert response.status_code == 200 and response["Content-Type"] == "image/png"
    assert "immutable" in response["Cache-Control"] and not response.cookies
    assert "sandbox" in response["Content-Security-Policy"]
    assert body(response) == b"Sleep well"
    body(client.get(address))
    assert drawn == ["Sleep well"]
    home = client.get("/").content.decode()
    assert (
        share_images.address("") in home and client.get(share_images.address("")).status_code == 200
    )


@pytest.mark.django_db
def test_another_title_has_another_address_and_the_old_one_leads_there(
    client, published, drawn, author, publisher, editor
):
    old = share_images.address("Sleep well", published.pk)
    client.get(old)
    workflow.revise(published, by=editor)
    manuscript.edit(published, by=author, title="Sleep better")
    assert client.get(share_images.address("Sleep better", published.pk))["Location"] == old
    workflow.publish_unreviewed(published, by=publisher, reason="An outbreak.")
    new = share_images.address("Sleep better", published.pk)
    moved = client.get(old)
    assert (moved.status_code, moved["Location"]) == (302, new)
    assert body(client.get(new)) == b"Sleep better"
    assert drawn == ["Sleep well", "Sleep better"]
    folder = f"share/{published.pk // 1000}"
    assert default_storage.listdir(folder)[1] == [new.rpartition("/")[2]]


@pytest.mark.django_db
def test_no_image_of_what_is_not_public(client, draft, drawn, make_published, editor):
    for title in ("Sleep well", "x"):
        assert client.get(share_images.address(title, draft.pk)).status_code == 404
    gone = make_published("Gone")
    workflow.withdraw(gone, by=editor, reason="The dose was wrong.")
    assert client.get(share_images.address("Gone", gone.pk)).status_code == 410
    for address in ("/share/99999-x.png", f"/share/{'9' * 30}-x.png", "/share/x-1.png", "/share/"):
        assert client.get(address).status_code == 404
    assert drawn == []


@pytest.mark.django_db
def test_an_image_is_read_only_and_asks_one_question(
    client, published, drawn, django_assert_num_queries
):
    address = share_images.address("Sleep well", published.pk)
    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)(address).status_code == 405
    assert client.head(address).status_code == 200
    with django_assert_num_queries(1):
        client.get(address)


@pytest.mark.django_db
def test_where_too_many_are_drawn_a_program_is_asked_to_come_again(client, published, monkeypatch):
    def busy(*args):
        raise OperationalError("lock timeout")

    monkeypatch.setattr(share_images, "_keep", busy)
    response = client.get(share_images.address("Sleep well", published.pk))
    assert response.status_code == 503 and response["Retry-After"] == "5"
    assert "no-store" in response["Cache-Control"]


@pytest.mark.django_db
def test_every_public_page_has_one_address(client, make_published):
    make_published(tags=["日本語"])
    assert Article.objects.published().exists()
    for address, canonical in (
        ("/?x=1", "/"),
        ("/health/?after=", "/health/"),
        ("/health/sleep-well/?region=GB", "/health/sleep-well/"),
        ("/authors/ada-author/", "/authors/ada-author/"),
        ("/tags/日本語/", "/tags/%E6%97%A5%E6%9C%AC%E8%AA%9E/"),
        ("/corrections/?kind=update", "/corrections/"),
        ("/help/", "/help/"),
        ("/health/sleep-well/history/", "/health/sleep-well/history/"),
    ):
        page = client.get(address).content.decode()
        assert page.count('rel="canonical"') == 1, address
        assert f'<link rel="canonical" href="http://localhost:8000{canonical}">' in page, address
    for address in ("/nowhere/", "/accounts/login/", "/health/nothing/"):
        assert 'rel="canonical"' not in client.get(address).content.decode(), address
