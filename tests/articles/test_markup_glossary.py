"""Words that print explains: found where a reader first meets them, and nowhere else."""

import re

import pytest

from articles import markup, passages, quality
from articles.markup.glossary import MOST_EXPLAINED

WORDS = {
    1: ["diuretic", "diuretics", "water pill"],
    2: ["blood pressure"],
    3: ["pressure"],
    4: ["BMI"],
    5: ["Parkinson's disease"],
}
EXPLAINED = re.compile(
    r'<span class="term" id="term-(\d+)">([^<]+)<sup class="citation">'
    r'<a class="explain" href="#word-\1" aria-label="Meaning of ([^"]+)">\?</a>'
    r'<button class="explain" type="button" popovertarget="explain-\1" aria-label="Meaning of \3">'
    r"</button></sup></span>"
)


def printed(html, words=None, **options):
    options = {"numbers": {1: 1}, "pictures": {}, "claims": {7}, **options}
    return markup.freeze(html, lexicon=markup.Lexicon(words or WORDS), **options)


def explained(html, words=None):
    return [found[2] for found in EXPLAINED.finditer(printed(html, words).body_html)]


def test_the_first_place_of_each_word_is_explained():
    print_ = printed("<p>A diuretic lowers blood pressure. Diuretics do.</p><p>Pressure.</p>")
    found = EXPLAINED.findall(print_.body_html)
    assert [(number, words) for number, words, _ in found] == [
        ("1", "diuretic"),
        ("2", "blood pressure"),
        ("3", "Pressure"),
    ]
    assert print_.words == (1, 2, 3)
    assert "</span>. Diuretics do." in print_.body_html


@pytest.mark.parametrize(
    "html",
    [
        "<h2>A diuretic</h2><h3>diuretic</h3>",
        '<p><a href="/x/">a diuretic</a></p>',
        '<p>A <span data-source="1">diuretic</span>.</p>',
        '<p><span data-claim="7">A diuretic <strong>diuretic</strong> works.</span></p>',
        "<table><thead><tr><th>diuretic</th></tr></thead></table>",
        "<p>bmi, undiuretic, diuretic-like, non-diuretic, the diuretic’s, pressured</p>",
        "<p>&lt;pressured&gt; &amp;pressureless</p>",
    ],
)
def test_where_no_word_is_explained(html):
    assert explained(html) == []


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>Water\npills? Water pill!</p>", "Water pill"),
        ("<ul><li>blood-pressure</li></ul>", "blood-pressure"),
        ("<p>Your BMI, bmi</p>", "BMI"),
        ("<p>(<strong>PARKINSON’S disease</strong>)</p>", "PARKINSON’S disease"),
        ("<p>“Diuretics”</p>", "Diuretics"),
    ],
)
def test_a_word_is_found_as_people_write_it(html, words):
    assert explained(html) == [words]


def test_a_spelling_with_signs_of_html_stays_harmless():
    html = printed('<p>a R&amp;D "x" b</p>', {1: ['R&D "x"']}).body_html
    assert 'aria-label="Meaning of R&amp;D &quot;x&quot;"' in html
    assert html.startswith('<p>a <span class="term" id="term-1">R&amp;D "x"<sup')


def test_what_print_adds_to_a_word_is_no_word_of_the_text():
    plain = "<p>A diuretic lowers blood pressure.</p>"
    html = printed(plain).body_html
    assert EXPLAINED.search(html)
    assert markup.plain_text(html) == markup.plain_text(plain)
    assert markup.readable(html) == markup.readable(plain)
    assert [b.text for b in passages.blocks_of(html)] == [b.text for b in passages.blocks_of(plain)]
    assert [b.text for b in quality.parse(html).blocks] == ["A diuretic lowers blood pressure."]
    assert markup.from_print(html) == plain


def test_a_text_explains_a_bounded_number_of_words():
    words = {n: [f"word{n}"] for n in range(100)}
    html = "<p>" + " ".join(f"word{n}" for n in range(100)) + "</p>"
    assert len(explained(html, words)) == len(printed(html, words).words) == MOST_EXPLAINED


def test_many_words_in_a_long_text_take_no_long_time():
    words = {n: [f"word{n} of many", f"word{n}s"] for n in range(2_000)}
    html = "<p>" + "word7 of man word8 " * 12_000 + "</p>"
    assert explained(html, words) == []


def test_the_words_stay_outside_of_every_control():
    html = printed("<p>Take no diuretic.</p>").body_html
    without = re.sub(r"<(a|button)\b.*?</\1>", "", html)
    assert re.sub(r"<[^>]+>", "", without) == "Take no diuretic."


def test_no_heading_takes_the_anchor_of_a_word():
    html = "<h2>Term 1</h2><h2>Word 1</h2><h2>Explain 1</h2><h2>Cite 1 1</h2><p>diuretic</p>"
    anchors = [heading.anchor for heading in printed(html).headings]
    assert not set(anchors) & {"term-1", "word-1", "explain-1", "cite-1-1"}
