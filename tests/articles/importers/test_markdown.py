"""Markdown with front matter, and citations by marker."""

import time
from datetime import date

import pytest

from articles.importers import markdown
from articles.importers.item import Problem

FRONT = """---
title: Naps
slug: short-naps
category: Health > Sleep
summary: Short sleeps in the day can help.
tags: [sleep, "daily life"]
synonyms: [Siesta]
original_date: 2024-05-06
references:
  - number: 1
    kind: web
    title: "Sleep: a page"
    publisher: An Institute
    url: https://sleep.example.org/page
    year: 2020
  - number: 2
    kind: journal
    title: Another
    doi: https://doi.org/10.1000/XYZ.1
---
"""


def parse(body="Words.", front=FRONT):
    return markdown.parse(front + body, where="nap.md")


def read(tmp_path, text):
    path = tmp_path / "nap.md"
    path.write_text(text, encoding="utf-8")
    (found,) = markdown.read(path)
    return found


def problem(tmp_path, text):
    found = read(tmp_path, text)
    assert isinstance(found, Problem), found
    return found.message


def test_the_front_matter_is_read():
    item = parse()
    assert (item.title, item.slug, item.category) == ("Naps", "short-naps", "Health > Sleep")
    assert (item.tags, item.also_known_as) == (("sleep", "daily life"), ("Siesta",))
    assert item.original_published_on == date(2024, 5, 6)
    assert item.summary == "Short sleeps in the day can help."
    assert [r["number"] for r in item.references] == [1, 2]
    assert item.references[0]["date"] == "2020"
    assert item.references[1]["doi"] == "10.1000/xyz.1"


def test_values_stay_the_text_that_was_written():
    item = parse(front="---\ntitle: No\nslug: 010\ncategory: 2024-01-01\nsummary: ~\n---\n")
    assert (item.title, item.slug, item.category, item.summary) == ("No", "010", "2024-01-01", "")


@pytest.mark.parametrize(
    "body, html",
    [
        ("A short nap[^1] helps.", 'A short <span data-source="1">nap</span> helps.'),
        ("A nap[^1][^2].", 'A <span data-source="1 2">nap</span>.'),
        ("A nap[^1][^1].", 'A <span data-source="1">nap</span>.'),
        (
            "It **helps a lot**[^2].",
            'It <span data-source="2"><strong>helps a lot</strong></span>.',
        ),
        (
            "[Link](https://x.org)[^1]",
            '<span data-source="1"><a href="https://x.org">Link</a></span>',
        ),
        ("Sure.[^1]", '<span data-source="1">Sure.</span>'),
        ("As `code`[^1]", 'As <span data-source="1"><code>code</code></span>'),
    ],
)
def test_a_marker_gives_the_words_before_it_the_citation_mark(body, html):
    assert parse(body).body_html == f"<p>{html}</p>"


def test_markers_work_in_tables_and_lists():
    body = parse("| A |\n|---|\n| x[^1] |\n\n- y[^2]").body_html
    assert '<td><span data-source="1">x</span></td>' in body
    assert '<li><span data-source="2">y</span></li>' in body


@pytest.mark.parametrize(
    "body, words",
    [
        ("See this[^3].", "[^3] points at no reference"),
        ("[^1] First.", "follows no word"),
        ("One.\n\n[^1]: https://x.org", "Line 23 writes a footnote"),
    ],
)
def test_a_marker_that_cannot_be_right_is_a_problem(tmp_path, body, words):
    assert words in problem(tmp_path, FRONT + body)


def test_a_heading_that_repeats_the_title_is_dropped():
    assert parse("# Naps\n\n## Why\n\nWords.").body_html == "<h2>Why</h2>\n<p>Words.</p>"


def test_without_a_title_the_first_heading_is_the_title():
    item = parse("# Long *naps*\n\n### Why\n\nWords.", front="---\ncategory: Sleep\n---\n")
    assert item.title == "Long naps"
    assert item.body_html == "<h2>Why</h2>\n<p>Words.</p>"
    assert parse("# Naps\n\nWords.", front="").title == "Naps"


def test_other_headings_of_level_one_become_level_two():
    body = parse("# One\n\nWords.\n\n## Two\n\nWords.").body_html
    assert "<h2>One</h2>" in body and "<h3>Two</h3>" in body


def test_html_in_markdown_is_text():
    assert parse("<script>x</script> & <b>y</b>").body_html.startswith("<p>&lt;script&gt;")


@pytest.mark.parametrize(
    "front, words",
    [
        ("title: Naps\n", "not closed"),
        ("a: &x [1]\nb: *x\n---\n", "aliases"),
        ("a: " + "[" * 5_000 + "\n---\n", "nested too deeply"),
        ("title: Naps\ntitle: Rest\n---\n", "twice"),
        ("title: Naps: and more\n---\n", "in line 2"),
        ("title: [a]\n---\n", "should be text"),
        ("title: Naps\noriginal_date: 04/05/2024\n---\n", "should be a day"),
        ("title: Naps\nreferences: x\n---\n", "a list"),
        ("title: Naps\nreferences: [{number: 1}]\n---\n", "no title"),
        ("title: Naps\nreferences: [{number: 0, title: x}]\n---\n", "between 1 and"),
        ("title: Naps\nreferences: [{number: 1, title: x, kind: blog}]\n---\n", "Choose one of"),
        ("title: Naps\nreferences: [{number: 1, title: x, colour: red}]\n---\n", "“colour”"),
        ("title: Naps\nreferences: [{title: x, number: 2}, {title: y}]\n---\n", "number 2"),
        ("title: Naps\nreferences: [{title: x, doi: nonsense}]\n---\n", "Reference 1:"),
        ("x: " + "y" * 70_000 + "\n---\n", "larger than"),
        ("summary: Nothing\n---\n", "no title"),
    ],
)
def test_a_front_matter_that_cannot_be_read_is_a_problem_in_a_sentence(tmp_path, front, words):
    assert words in problem(tmp_path, "---\n" + front + "Words.")


def test_a_tag_that_would_make_an_object_makes_text():
    item = parse(front="---\ntitle: Naps\nslug: !!python/object/apply:os.getcwd x\n---\n")
    assert item.slug == "x"


@pytest.mark.parametrize("body", ["[" * 200_000, "*a " * 80_000, "> " * 100_000, "`" * 200_000])
def test_a_text_made_to_hurt_does_not(tmp_path, body):
    start = time.perf_counter()
    read(tmp_path, FRONT + body + "\n\nEnd.")
    assert time.perf_counter() - start < 5


def test_pictures_are_named_as_left_out():
    assert any("Pictures" in r for r in parse("Words ![alt](x.png).").dropped)
