from dataclasses import replace
from datetime import date

from articles.quality import Source

from .articles import BODY, REVIEW, SOURCES, judge, result, said


def test_two_sources_are_needed_one_of_them_strong():
    assert result("HQ-08") == "pass"
    assert judge("HQ-08", sources=()) == ("fail", ["0 sources"])
    assert judge("HQ-08", sources=SOURCES[:1]) == ("fail", ["1 source"])
    assert result("HQ-08", sources=(Source(1, "web"), Source(2, "book"))) == "fail"


def test_sources_are_valid_and_each_is_cited():
    assert result("HQ-09") == "pass"
    assert result("HQ-09", sources=()) == "na"
    assert result("HQ-09", sources=(*SOURCES, Source(3, title="Never cited"))) == "fail"
    wrong = replace(SOURCES[0], identifiers={"isbn": "1234567890"})
    assert result("HQ-09", sources=(wrong, SOURCES[1])) == "fail"


def test_a_citation_of_no_source_is_found():
    verdict, evidence = judge("HQ-09", f"{BODY}<p>Beds are soft.[5]</p>")
    assert verdict == "fail" and evidence == ["[5] Beds are soft."]


def test_marks_and_printed_numbers_cite_too():
    marked = '<p><span data-source="1 2">Beds are soft.</span></p>'
    printed = '<p>Beds<sup class="citation"><a href="#source-1">[1]</a><a href="#source-2">[2]</a></sup> are.</p>'
    heading = '<h2><span data-source="1 2">Beds</span></h2><p>They are soft.</p>'
    for body in (marked, printed, heading, "<p>Beds are soft [1-2].</p>"):
        assert result("HQ-09", body) == "pass", body


def test_half_the_sources_are_of_the_last_five_years():
    assert result("HQ-10") == "pass"
    assert result("HQ-10", sources=()) == "na"
    old, older, new = Source(1, year=2019), Source(2, year=2018), Source(3, year=2020)
    assert result("HQ-10", sources=(old, new)) == "pass"
    assert result("HQ-10", sources=(old, older, new)) == "fail"
    assert result("HQ-10", sources=(new, Source(4))) == "fail"
    then = replace(REVIEW, reviewed_on=date(2023, 1, 1))
    assert result("HQ-10", sources=(old, older), review=then) == "pass"


def test_what_a_medicine_does_needs_a_source():
    assert said("HQ-11", "Advil relieves pain.") == "fail"
    assert said("HQ-11", "Advil relieves pain.[1]") == "pass"
    assert said("HQ-11", "Advil relieves pain [1].") == "pass"
    assert said("HQ-11", "Advil is sold in shops. Rest relieves pain.") == "pass"
    assert said("HQ-11", "Treatments like Advil are sold in shops.") == "pass"
