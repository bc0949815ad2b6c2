"""Scraped text: the furniture goes, the words stay."""

import re
from datetime import date

import pytest

from articles.importers import scrape
from articles.importers.item import Item, Problem

INTRO = "Naps are short sleeps in the day, and “good” ones don’t last long."
BODY = f"""{INTRO}

Why We Nap

Most people feel sleepy after lunch. A short nap can help.

How Long Should a Nap Be?

Twenty minutes is enough.

Conclusion

Sleep when you can & as you can."""

HEADINGS = ["Why We Nap", "How Long Should a Nap Be?", "Conclusion"]


def page(
    *,
    site="HealthHub",
    location="Location:HOME > Health > content",
    category="Health",
    title="Naps and Long Days",
    stamp="March 26, 2025Health2634",
    teaser="Naps and Long Days Naps are sho",
    again="Naps and Long Days",
    body=BODY,
):
    date_and_teaser = "\n".join(line for line in (stamp, teaser) if line)
    blocks = [site, location, category, title, date_and_teaser, again, body]
    return "\n\n".join(block for block in blocks if block)


def parse(**parts):
    return scrape.parse(page(**parts), where="nap.txt")


def words(html):
    return re.sub(r"<[^>]+>", "\n", html).replace("&amp;", "&").split()


def headings(item):
    return re.findall(r"<h2>(.*?)</h2>", item.body_html)


def test_an_article_is_read_as_it_was_meant():
    item = parse()
    assert isinstance(item, Item)
    assert item.title == "Naps and Long Days"
    assert item.category == "Health"
    assert item.original_published_on == date(2025, 3, 26)
    assert item.baseline_views == 2634
    assert headings(item) == HEADINGS
    assert words(item.body_html) == BODY.split()
    assert item.summary == "" and item.source_name == ""


def test_what_was_left_out_is_told():
    assert "Left out the teaser “Naps and Long Days Naps are sho”." in parse().dropped
    assert not any("date line" in remark for remark in parse().dropped)


def test_the_text_is_escaped_and_otherwise_unchanged():
    item = parse(body="Less than 5 < 6 & “quoted” <b>not bold</b>.")
    assert item.body_html == "<p>Less than 5 &lt; 6 &amp; “quoted” &lt;b&gt;not bold&lt;/b&gt;.</p>"


@pytest.mark.parametrize(
    "location, category",
    [
        ("Location:HOME > Health > content", "Health"),
        ("Location: HOME > Health > Mind > content", "Health > Mind"),
        ("Location:Home>Health>article", "Health"),
        ("HOME » Health » Detail", "Health"),
        ("You are here: Home › Health › list", "Health"),
        ("Location:HOME / Health / content", "Health"),
        ("Location:HOME/Health/content", "Health"),
        ("Location:HOME &gt; Health &gt; content", "Health"),
        ("Location:HOME > Mental Health > content", "Mental Health"),
        ("Location:HOME > Health > Naps and Long Days", "Health"),
    ],
)
def test_the_category_comes_from_the_location_line_without_the_page_type(location, category):
    assert parse(location=location).category == category


@pytest.mark.parametrize(
    "stamp, day, views",
    [
        ("March 26, 2025Health2634", date(2025, 3, 26), 2634),
        ("Mar 26, 2025 Health 2,634", date(2025, 3, 26), 2634),
        ("26 March 2025Health2.634", date(2025, 3, 26), 2634),
        ("2025-03-26Health2634 views", date(2025, 3, 26), 2634),
        ("2025/03/26Health12 634", date(2025, 3, 26), 12634),
        ("26.03.2025Health7", date(2025, 3, 26), 7),
        ("03/26/2025Health0", date(2025, 3, 26), 0),
        ("Wednesday, March 26th, 2025 10:30 AMHealth1,002,634", date(2025, 3, 26), 1002634),
        ("Published on March 26, 2025 | Health | 2634 Views", date(2025, 3, 26), 2634),
        ("March 26, 2025", date(2025, 3, 26), None),
        ("March 26, 2025Health", date(2025, 3, 26), None),
        ("March 26, 20252634", date(2025, 3, 26), 2634),
        ("March 26, 2025Mental Health1204", date(2025, 3, 26), 1204),
        ("", None, None),
    ],
)
def test_date_and_views_are_read_from_the_date_line(stamp, day, views):
    item = parse(stamp=stamp)
    assert (item.original_published_on, item.baseline_views) == (day, views)
    assert item.title == "Naps and Long Days"
    assert words(item.body_html) == BODY.split()


@pytest.mark.parametrize("stamp", ["04/05/2025Health2634", "February 30, 2025Health2634"])
def test_a_date_that_is_no_day_or_two_is_not_guessed(stamp):
    item = parse(stamp=stamp)
    assert item.original_published_on is None and item.baseline_views == 2634
    assert any("set it by hand" in remark for remark in item.dropped)


def test_a_category_that_ends_in_a_number_keeps_it():
    item = parse(
        location="Location:HOME > COVID-19 > content",
        category="COVID-19",
        stamp="March 26, 2025COVID-191204",
    )
    assert (item.category, item.baseline_views) == ("COVID-19", 1204)


def test_a_name_in_the_date_line_makes_no_author_and_is_told():
    item = parse(stamp="March 26, 2025Jane Doe2634")
    assert item.baseline_views == 2634
    assert any("Jane Doe" in remark for remark in item.dropped)
    assert "Jane Doe" not in item.body_html and item.category == "Health"


@pytest.mark.parametrize(
    "parts",
    [
        {"again": ""},
        {"teaser": ""},
        {"again": "", "teaser": ""},
        {"category": ""},
        {"site": ""},
        {"title": "Naps and Long Days\n\nNaps and Long Days"},
        {"again": "Naps and Long Days\n\nNAPS AND LONG DAYS"},
        {"title": "Naps and\nLong Days", "again": "Naps and\nLong Days"},
        {"title": ""},
        {"title": "", "teaser": ""},
        {"teaser": "Naps are short sleeps in the d"},
        {"teaser": "Naps and Long Days Naps are short…"},
        {"teaser": "Naps and Long D"},
        {"stamp": "March 26, 2025\nHealth\n2634"},
    ],
)
def test_the_title_is_taken_once_whatever_is_missing_or_repeated(parts):
    item = parse(**parts)
    assert item.title == "Naps and Long Days"
    assert words(item.body_html) == BODY.split()
    assert headings(item) == HEADINGS
    assert item.baseline_views == 2634


def test_without_location_and_with_a_date_the_category_line_is_the_category():
    assert parse(location="", site="").category == "Health"
    item = parse(location="", site="", category="")
    assert item.category == "Health"
    assert any("look whether it is one" in remark for remark in item.dropped)


def test_a_title_like_its_category_survives():
    parts = {"location": "Location:HOME > Sleep > content", "category": "Sleep"}
    for title in ("Sleep", ""):
        item = parse(**parts, title=title, teaser="", again="Sleep", stamp="May 1, 2024Sleep5")
        assert (item.title, item.category) == ("Sleep", "Sleep")
        assert words(item.body_html) == BODY.split()


def test_an_introduction_that_begins_with_the_title_is_no_teaser():
    body = "Naps and Long Days go well together.\n\nWhy\n\nBecause of sleep."
    item = parse(teaser="", body=body)
    assert words(item.body_html) == body.split()


def test_a_heading_that_begins_its_own_paragraph_is_no_teaser():
    body = "Managing Long Afternoons\n\nManaging Long Afternoons takes practice."
    item = parse(teaser="", body=body)
    assert headings(item) == ["Managing Long Afternoons"]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path):
    path = tmp_path / "nap.txt"
    path.write_bytes(b"\xef\xbb\xbf" + page().replace("\n", "\r\n").encode())
    (item,) = scrape.read(path)
    assert (item.title, item.body_html) == (parse().title, parse().body_html)


def test_the_identity_stays_when_the_text_changes():
    assert parse().guid == parse(body="Other words.", stamp="May 1, 2026Health9").guid
    assert parse().guid != parse(title="Naps", again="Naps", teaser="").guid
    assert parse().guid != parse(location="Location:HOME > Mind > content").guid


def test_short_sentences_are_paragraphs_and_a_last_short_line_is_no_heading():
    item = parse(body="First.\n\nA Heading\n\nYes!\n\nNo.\n\nThe end")
    assert item.body_html.split("\n") == [
        "<p>First.</p>",
        "<h2>A Heading</h2>",
        "<p>Yes!</p>",
        "<p>No.</p>",
        "<p>The end</p>",
    ]


def test_lists_are_read_by_their_signs_or_their_announcement():
    item = parse(body="Signs are:\n\n• Fever\n\n• Cough\n\n1. Rest.\n2. Drink water.\n\nDone.")
    assert "<ul><li>Fever</li><li>Cough</li></ul>" in item.body_html
    assert "<ol><li>Rest.</li><li>Drink water.</li></ol>" in item.body_html
    item = parse(body="Signs include:\n\nFever\n\nCough\n\nTreatment\n\nRest and drink water.")
    assert "<ul><li>Fever</li><li>Cough</li></ul>\n<h2>Treatment</h2>" in item.body_html
    assert any("as a list" in remark for remark in item.dropped)


def test_a_paragraph_broken_at_a_line_width_is_one_paragraph():
    text = (
        "This paragraph was broken by a mail program at some width of\n"
        "its own, which says nothing about the text, so that all of the\n"
        "lines belong together."
    )
    item = parse(body=f"{text}\n\nA Heading\n\nMore words.")
    assert item.body_html.count("<p>") == 2 and headings(item) == ["A Heading"]


@pytest.mark.parametrize(
    "text, reason",
    [
        ("Just a note to myself.\n\nNothing more.", "location line"),
        ("Location:HOME > Health > content\n\nHealth\n\n" + "word " * 80 + "end.", "title"),
        ("Location:HOME > Health > content\n\nA Title", "no text"),
        ("Location: under the liver.\n\nA Title\n\nText.", "location line"),
    ],
)
def test_what_is_no_article_is_a_problem_in_a_sentence(text, reason):
    problem = scrape.parse(text, where="x.txt")
    assert isinstance(problem, Problem) and reason in problem.message
