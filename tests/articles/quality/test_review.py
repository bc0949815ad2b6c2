from dataclasses import replace
from datetime import date

import pytest

from articles.quality import DEFAULT, Person
from articles.quality.minor import changed_characters, is_minor
from articles.quality.review import months_later

from .articles import AUTHOR, REVIEW, REVIEWER, good, judge, result


def test_an_independent_clinician_may_sign():
    assert result("HQ-03") == "pass"
    assert judge("HQ-03", review=None) == ("fail", ["no reviewer"])


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "editor"},
        {"person": replace(REVIEWER, credentials=" ")},
        {"person": AUTHOR},
        {"person": Person("ada author", credentials="MD")},
    ],
)
def test_others_may_not(changes):
    assert result("HQ-03", review=replace(REVIEW, **changes)) == "fail"


def test_the_last_editor_may_not_sign():
    assert result("HQ-03", editors=("1", "2")) == "fail"


def test_the_approval_is_for_this_revision_and_hash():
    assert result("HQ-04") == "pass"
    assert result("HQ-04", sha256="abd") == "fail"
    assert result("HQ-04", revision="8") == "fail"
    assert result("HQ-04", review=None) == "fail"
    assert result("HQ-04", review=replace(REVIEW, sha256=""), sha256="") == "fail"


def test_a_minor_change_may_keep_the_approval():
    text = good().wording
    minor = replace(REVIEW, signed_text=text.replace("early", "erly"))
    assert result("HQ-04", sha256="new", review=minor) == "pass"
    more = replace(REVIEW, signed_text=text.replace("Go to bed early", "Stay up for ever and ever"))
    assert result("HQ-04", sha256="new", review=more) == "fail"


@pytest.mark.parametrize(
    "before, after, minor",
    [
        ("You should recieve it.", "You should receive it.", True),
        ("Take 5 tablets.", "Take 6 tablets.", False),
        ("Do not take it.", "Do take it.", False),
        ("Don’t take it.", "Do take it.", False),
        ("Take advil.", "Take aleve.", False),
        ("One two.", "One two three four five six seven.", False),
    ],
)
def test_what_is_minor(before, after, minor):
    assert is_minor(before, after, DEFAULT.medicines, DEFAULT.negations) is minor


def test_characters_taken_out_and_put_in_both_count():
    assert changed_characters("recieve", "receive") == 4
    assert changed_characters("same", "same") == 0
    assert changed_characters("a b c", "a c") == 2


@pytest.mark.parametrize(
    "reviewed, due, verdict",
    [
        (date(2025, 4, 2), date(2028, 4, 2), "pass"),
        (date(2025, 4, 3), date(2026, 4, 3), "fail"),
        (date(2024, 4, 2), date(2025, 4, 1), "fail"),
        (date(2024, 4, 2), date(2025, 4, 2), "pass"),
        (date(2025, 3, 1), date(2028, 3, 2), "fail"),
        (date(2025, 3, 1), None, "fail"),
        (None, date(2026, 3, 1), "fail"),
    ],
)
def test_a_review_is_in_date(reviewed, due, verdict):
    assert result("HQ-05", review=replace(REVIEW, reviewed_on=reviewed, next_on=due)) == verdict


def test_months_end_where_the_month_ends():
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_later(date(2025, 12, 31), 2) == date(2026, 2, 28)


@pytest.mark.parametrize(
    "published, updated, verdict",
    [
        (date(2025, 4, 2), date(2025, 4, 2), "pass"),
        (None, date(2025, 4, 2), "fail"),
        (date(2025, 4, 2), None, "fail"),
        (date(2025, 4, 2), date(2025, 4, 1), "fail"),
        (date(2025, 4, 2), date(2025, 4, 3), "fail"),
    ],
)
def test_dates_are_there_and_in_order(published, updated, verdict):
    assert result("HQ-06", published_on=published, updated_on=updated) == verdict
