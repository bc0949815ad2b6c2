"""Real leaflets: tagged, whole, of the asked size, and made without asking anybody for anything."""

import re
import shutil
import socketserver
import subprocess
import threading
import zlib
from tempfile import NamedTemporaryFile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from articles.leaflets import available, press
from articles.leaflets.printing import Printed
from articles.models import Article, Image
from tests.articles.test_images import saved, two_halves

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        bool(available.why_not()), reason=f"No leaflets are made here. {available.why_not()}"
    ),
]
NAME = "images/abcdefgh1234.png"
ARABIC = "النوم الجيد يساعد الجسم"
BODY = (
    '<h2>Why sleep matters</h2><p>Sleep <a href="https://sleep.example.org/why">lets your body '
    'rest</a>, as <span data-source="1">many know</span>.</p>'
    f"<h3>In numbers</h3><table><tr><th>Age</th><th>Hours</th></tr><tr><td>Adult</td><td>8</td></tr>"
    f'</table><figure><img src="/media/{NAME}" alt="A dark, quiet room">'
    f"<figcaption>A good room</figcaption></figure><p>{ARABIC}</p>"
)


def poppler(tool, *options, data):
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} of poppler-utils is not installed, so the PDF cannot be looked into.")
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = [tool, *(file.name if option == "-" else option for option in options)]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def unpacked(pdf):
    """Its objects, readable: those that are packed are so by zlib."""
    found = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)
    return b"".join(zlib.decompressobj().decompress(data) for data in found if data[:1] == b"x")


@pytest.fixture
def rich(make_draft, author, reviewer, editor):
    """An article with everything: a table, a picture, key facts, help lines, another script."""
    from articles import workflow
    from tests.conftest import publish_with_warnings

    default_storage.save(NAME, ContentFile(saved(two_halves((400, 300)), "PNG")))
    Image.objects.create(
        file=NAME, width=400, height=300, alt="A dark, quiet room", uploaded_by=author
    )
    article = make_draft(
        "How to sleep", body=BODY, also_known_as=["Rest"], key_facts=["Most adults need sleep."]
    )
    workflow.submit(article, by=author)
    workflow.approve(article, by=reviewer)
    publish_with_warnings(article, by=editor)
    Article.objects.filter(pk=article.pk).update(always_shows_help=True)
    return article


@pytest.mark.django_db
def test_it_is_tagged_and_says_all_that_the_page_says(rich, prints):
    printed = prints(rich)
    made = press.press(printed)
    assert made.refused == () and made.pdf.startswith(b"%PDF-1.7") and made.pages in {2, 3}
    facts = poppler("pdfinfo", "-", data=made.pdf)
    assert re.search(r"Title:\s+How to sleep", facts) and re.search(r"Tagged:\s+yes", facts)
    assert re.search(r"Author:\s+Ada Author", facts) and "(A4)" in facts
    tree = poppler("pdfinfo", "-struct-text", "-", data=made.pdf)
    kinds = re.findall(r"^ *([A-Z][A-Za-z0-9]*)\b", tree, re.MULTILINE)
    assert {"Document", "H1", "H2", "H3", "P", "L", "LI", "Link", "Table", "TH", "TD"} <= set(kinds)
    assert kinds.count("H1") == 1 and kinds.count("Figure") == 2
    for words in ("Why sleep matters", "Get help now", "Most adults need sleep.", "A good room"):
        assert words in tree, words
    text = poppler("pdftotext", "-layout", "-", "/dev/stdout", data=made.pdf)
    for words in (
        "Printed leaflet of edition 1",
        f"Page 1 of {made.pages}",
        f"Page {made.pages} of {made.pages}",
        "(https://sleep.example.org/why)",
        "healthysleep.html",
        rich.live.sha256,
        "Is this paper up to date?",
        "Call 988",
    ):
        assert words in text, words
    told = unpacked(made.pdf)
    assert told.count(b"(QR code that leads to ") == 1 and printed.address.encode() in told
    assert b"/Lang (en-gb)" in told and b"/DisplayDocTitle true" in told and b"/Outlines" in told
    assert b"(Why sleep matters)" in told  # a bookmark


@pytest.mark.django_db
def test_in_large_print_nothing_is_smaller_than_16_points(rich, prints):
    made = press.press(prints(rich, "letter-large"))
    assert "(letter)" in poppler("pdfinfo", "-", data=made.pdf)
    shown = poppler("pdftohtml", "-xml", "-i", "-stdout", "-zoom", "1", "-", data=made.pdf)
    sizes = {int(size) for size in re.findall(r'<fontspec[^>]* size="(\d+)"', shown)}
    assert sizes and min(sizes) >= 16, sizes


class Listener(socketserver.TCPServer):
    """Counts who calls."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), socketserver.BaseRequestHandler)
        self.calls = 0
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def process_request(self, request, client_address):
        self.calls += 1
        self.shutdown_request(request)


def test_whatever_a_text_asks_for_is_fetched_from_nowhere(tmp_path, settings):
    """Print holds none of this: it is cleaned long before. Should it ever, nothing comes of it."""
    (tmp_path / "secret.txt").write_text("a secret of this machine")
    secret, server = (tmp_path / "secret.txt").as_uri(), Listener()
    away = f"http://127.0.0.1:{server.server_address[1]}"
    body = f"""
      <link rel="stylesheet" href="{away}/a.css"><link rel="attachment" href="{secret}">
      <style>@import url("{away}/b.css");
      p {{ background: url("{away}/d.png") }}</style>
      <p>Hello <a rel="attachment" href="{secret}">there</a></p>
      <img src="{away}/e.png" alt="e"><img src="{secret}" alt="f"><img src="/media/{NAME}" alt="g">
      <img alt="h" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E">
      <svg xmlns="http://www.w3.org/2000/svg" width="10" height="10">
        <image href="{away}/i.png" width="9" height="9"/><use href="{secret}#x"/></svg>
      <object data="{away}/j.svg"></object><embed src="{away}/k.pdf"><iframe src="{away}/l"></iframe>
      <base href="{away}/"><img src="m.png" alt="m">
    """
    printed = Printed("k", f"<title>x</title>{body}", "", "https://a.example/?paper=1", ())
    made = press.press(printed)
    server.shutdown()
    server.server_close()
    assert server.calls == 0
    assert len(made.refused) >= 8 and secret in made.refused
    assert b"EmbeddedFile" not in made.pdf
    assert "secret of this machine" not in poppler("pdftotext", "-", "/dev/stdout", data=made.pdf)


ORDINARY = Printed("k", "<title>x</title><p>Hello.</p>", "", "https://a.example/?paper=1", ())


def test_too_much_memory_or_time_ends_that_process_alone(monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(press, "WALL_SECONDS", 0.05)
        with pytest.raises(press.PressFailed, match="longer than"):
            press.press(ORDINARY)
    monkeypatch.setattr(press, "MEMORY", 48 * 1024**2)
    with pytest.raises(press.PressFailed):
        press.press(ORDINARY)


@pytest.mark.django_db
def test_a_picture_that_is_gone_leaves_its_words(rich, prints, caplog):
    default_storage.delete(NAME)
    files = press._files(prints(rich).pictures)
    assert files == {} and NAME in caplog.text


@pytest.mark.django_db
def test_pictures_that_are_too_heavy_are_refused(rich, prints, monkeypatch):
    monkeypatch.setattr(press, "MOST_PICTURE_BYTES", 10)
    with pytest.raises(press.PressFailed, match="too heavy"):
        press.press(prints(rich))
