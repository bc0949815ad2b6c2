import pytest

from .articles import judge, result, said

WORDS = "one two three four five six seven eight nine ten. "
SUMMARY = "How to sleep well, in plain words, for all who cannot"


def test_a_long_text_is_divided_by_headings():
    part = f"<p>{WORDS * 16}</p>"
    assert result("HQ-26", f"<h2>A</h2>{part}<h2>B</h2>{part}") == "pass"
    assert result("HQ-26", f"<h2>A</h2>{part}<h3>B</h3>{part}") == "fail"
    assert result("HQ-26", f"<p>{WORDS}</p>") == "pass"
    assert result("HQ-26", f"<h2>A</h2><p>{WORDS * 31}</p><h2>B</h2>{part}") == "fail"


def test_headings_have_words_and_skip_no_level():
    assert result("HQ-26", "<h2>A</h2><p>x</p><h4>B</h4><p>x</p>") == "fail"
    assert result("HQ-26", "<h3>A</h3><p>x</p>") == "fail"
    assert result("HQ-26", "<h2></h2><p>x</p>") == "fail"
    assert result("HQ-26", "<h2>A</h2><h3>B</h3><h4>C</h4><p>x</p><h2>D</h2>") == "pass"


@pytest.mark.parametrize("ending", [".", "!", "?", "”", ".”"])
def test_a_summary_is_whole(ending):
    assert result("HQ-27", summary=SUMMARY + ending) == "pass"


@pytest.mark.parametrize("summary", ["", "Too short.", SUMMARY, f"{'x' * 300}."])
def test_a_summary_that_is_not_whole_is_told(summary):
    assert result("HQ-27", summary=summary) == "fail"


def test_the_end_of_a_cut_off_summary_is_shown():
    assert judge("HQ-27", summary=SUMMARY) == ("fail", ["ends “who cannot”"])


def test_a_long_text_has_lists_and_they_are_short():
    assert said("HQ-28", WORDS * 40) == "pass"
    assert said("HQ-28", WORDS * 41) == "fail"
    assert result("HQ-28", f"<p>{WORDS * 41}</p><ul><li>x</li></ul>") == "pass"
    assert result("HQ-28", f"<ul>{'<li>x</li>' * 7}</ul>") == "pass"
    assert result("HQ-28", f"<ul>{'<li>x</li>' * 8}</ul>") == "fail"
    inside = "<li>x<ul><li>y</li></ul></li>"
    assert result("HQ-28", f"<ul>{'<li>x</li>' * 8}{inside}</ul>") == "pass"


@pytest.mark.parametrize(
    "text, verdict",
    [
        ("Restless leg syndrome (RLS) is common. RLS passes.", "pass"),
        ("RLS (restless leg syndrome) is common.", "pass"),
        ("RLS is common. Restless leg syndrome (RLS) passes.", "fail"),
        ("In the US, HIV and COVID-19 are known.", "pass"),
        ("Nothing here.", "pass"),
    ],
)
def test_abbreviations_are_spelled_out_where_they_first_stand(text, verdict):
    assert said("HQ-29", text) == verdict


def test_each_picture_has_a_text_or_is_decorative():
    assert result("HQ-30") == "na"
    assert result("HQ-30", '<p><img src="/media/a.png" alt="A bed"></p>') == "pass"
    assert result("HQ-30", '<p><img src="/media/a.png" alt=""></p>') == "pass"
    assert judge("HQ-30", '<p><img src="/media/a.png"></p>') == ("fail", ["/media/a.png"])
    assert result("HQ-30", '<p><img src="/media/a.png"></p>', alts={"/media/a.png": ""}) == "pass"
