"""Web pages: the article without the page around it."""

import time
from datetime import date

import pytest

from articles.importers import html
from articles.importers.item import Item, Problem

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Naps | A Site</title>
<meta property="og:title" content="Naps &amp; rest"><meta name="description" content="Short sleeps.">
<meta property="article:published_time" content="2024-05-06T07:08:09Z">
<meta property="article:section" content="Sleep"><link rel="canonical" href="https://a.example/naps">
<style>p { color: red }</style></head><body><header>Top</header><nav>Menu</nav>
<main><article><h1>Naps and rest</h1><p>One <b>bold</b> word.<p>Two.
<h3>Why</h3><ul><li>a<li>b</ul><h4>More</h4><div>Loose <a href="/more">link</a></div>
<table><tr><th scope="col">A<td colspan="2">B</table>
<script>alert(1)</script><form>Subscribe</form><img src="x.png"></article></main>
<aside>Ads</aside><footer>Bottom</footer></body></html>"""


def parse(text, where="x.html"):
    return html.parse(text, where=where)


def read(tmp_path, data):
    path = tmp_path / "page.html"
    path.write_bytes(data)
    (found,) = html.read(path)
    return found


def test_a_page_gives_its_article_and_nothing_else():
    item = parse(PAGE)
    assert (item.title, item.summary, item.category) == ("Naps & rest", "Short sleeps.", "Sleep")
    assert item.original_published_on == date(2024, 5, 6)
    assert item.source_url == item.guid == "https://a.example/naps"
    assert item.body_html == (
        "<p>One <strong>bold</strong> word.</p>\n<p>Two.</p>\n<h2>Why</h2>\n"
        "<ul><li>a</li><li>b</li></ul>\n<h3>More</h3>\n"
        '<p>Loose <a href="https://a.example/more">link</a></p>\n'
        '<table><tbody><tr><th scope="col">A</th><td colspan="2">B</td></tr></tbody></table>'
    )
    assert item.dropped == ("Pictures are not imported: add 1 by hand.",)


def test_a_fragment_is_enough():
    item = parse("<h1>Naps</h1><p>Short sleeps.</p>")
    assert (item.title, item.body_html) == ("Naps", "<p>Short sleeps.</p>")


def test_the_title_falls_back_to_the_heading_and_then_to_the_title_tag():
    assert parse("<title>B</title><h1>A</h1><p>x</p>").title == "A"
    assert parse("<title>B</title><p>x</p>").title == "B"
    assert isinstance(parse("<p>x</p>"), Problem)


@pytest.mark.parametrize(
    "levels, ours",
    [("h2 h3", "h2 h3"), ("h3 h4", "h2 h3"), ("h4 h5 h6", "h2 h3 h4"), ("h2 h6", "h2 h3")],
)
def test_headings_begin_at_level_two(levels, ours):
    text = "".join(f"<{h}>x</{h}><p>y</p>" for h in levels.split())
    body = parse(f"<h1>T</h1>{text}").body_html
    assert [line[1:3] for line in body.split("\n") if line.startswith("<h")] == ours.split()


def test_words_in_neighbouring_boxes_do_not_run_together():
    body = parse("<h1>T</h1><div>One<div>Two</div>Three</div><section>Four</section>").body_html
    assert body == "<p>One</p>\n<p>Two</p>\n<p>Three</p>\n<p>Four</p>"


def test_relative_links_without_a_known_address_keep_only_their_words():
    item = parse('<h1>T</h1><p>See <a href="/x">here</a> and <a href="#y">there</a>.</p>')
    assert item.body_html == "<p>See here and there.</p>"
    assert any("relative link" in remark for remark in item.dropped)


def test_the_encoding_is_the_one_the_page_declares(tmp_path):
    latin = '<meta charset="iso-8859-1"><h1>Café</h1><p>½ µg “fine”</p>'
    item = read(tmp_path, latin.encode("cp1252"))
    assert item.title == "Café" and "½ µg “fine”" in item.body_html
    assert read(tmp_path, b"\xef\xbb\xbf" + latin.encode()).title == "Café"
    assert read(tmp_path, latin.encode("utf-16")).title == "Café"
    russian = '<meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><h1>Сон</h1>x'
    assert read(tmp_path, russian.encode("koi8-r")).title == "Сон"


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 40_000,
        "<ul><li>" * 40_000,
        "<b>" * 40_000,
        "<p>a" * 60_000,
        "<!--" * 250_000,
        "<script" * 150_000,
        "".join(f"<b a={n}>" for n in range(300)) + "<p>a" * 9_000,
        "<a" * 500_000,
        "x" * 1_100_000,
    ],
    ids=["div", "list", "bold", "tags", "comments", "scripts", "formatting", "half", "size"],
)
def test_a_page_made_to_hurt_is_refused_at_once(tmp_path, text):
    start = time.perf_counter()
    found = read(tmp_path, b"<h1>T</h1>" + text.encode())
    assert isinstance(found, Problem) and time.perf_counter() - start < 2


def test_a_page_of_many_unclosed_paragraphs_is_read():
    item = parse("<h1>T</h1>" + "<p>word" * 2_000)
    assert isinstance(item, Item) and item.body_html.count("<p>") == 2_000


def test_no_script_comes_through():
    hostile = (
        "<h1>T</h1><p onclick=x()>a<scr<script>ipt>alert(1)</script><svg onload=x()><img src=x "
        'onerror=x()><a href="javascript:x()">b</a><style>*{}</style><iframe src=x></iframe>'
    )
    body = parse(hostile).body_html.lower()
    assert not any(bad in body for bad in ("<script", "onclick", "onerror", "href=", "<svg", "<if"))
