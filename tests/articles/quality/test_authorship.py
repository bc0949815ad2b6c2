import pytest

from articles.quality import Person, Statements

from .articles import AUTHOR, BODY, judge, result


def test_a_person_or_a_named_team_is_an_author():
    assert result("HQ-01") == "pass"
    assert result("HQ-01", authors=(Person("Sleep Clinic Team"),)) == "pass"


@pytest.mark.parametrize(
    "name", ["Admin", "the editor", "Editorial Team", "HealthHub", "Sleep", "health 2634", "42", ""]
)
def test_a_byline_that_names_nobody_is_none(name):
    assert result("HQ-01", authors=(Person(name),)) == "fail"


def test_no_byline_is_told():
    assert judge("HQ-01", authors=()) == ("fail", ["no byline"])


def test_credentials_an_affiliation_or_a_profile_will_do():
    people = (
        Person("A", credentials="MD"),
        Person("B", affiliation="A clinic"),
        Person("C", profile="x" * 40),
    )
    assert result("HQ-02", authors=people) == "pass"


def test_each_author_without_credentials_is_named():
    people = (AUTHOR, Person("B", profile="x" * 39), Person("C"))
    assert judge("HQ-02", authors=people) == ("fail", ["B", "C"])
    assert result("HQ-02", authors=()) == "fail"


def test_everybody_discloses_and_funding_is_answered():
    assert result("HQ-07") == "pass"
    assert judge("HQ-07", authors=(Person("B"),)) == ("fail", ["B: no statement"])
    assert result("HQ-07", authors=(), review=None) == "fail"
    assert result("HQ-07", statements=Statements()) == "fail"


@pytest.mark.parametrize("query", ["tag=x", "a=1&amp;aff=2", "REF=x", "utm_medium=affiliate"])
def test_what_is_sponsored_has_a_label_and_no_affiliate_links(query):
    body = f'{BODY}<p><a href="https://shop.example/?{query}">Buy</a></p>'
    paid = Statements(funding="A maker of beds", sponsored=True, label="Sponsored")
    assert result("HQ-07", statements=paid) == "pass"
    assert result("HQ-07", body, statements=paid) == "fail"
    assert result("HQ-07", body) == "pass"
    assert result("HQ-07", statements=Statements(funding="x", sponsored=True)) == "fail"
