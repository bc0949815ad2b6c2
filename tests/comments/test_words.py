"""What is judged by words alone: severity, crisis, and what is masked."""

import pytest

from comments import crisis
from comments.masking import NO_EMAIL, NO_PHONE, masked
from comments.severity import Severity, judge


@pytest.mark.parametrize(
    "kind, words, harmful, expected",
    [
        ("link", "The second link leads nowhere.", False, Severity.MINOR),
        ("link", "The link about an overdose leads nowhere.", False, Severity.MATTERS),
        ("wrong", "The spelling of insulin is wrong.", False, Severity.MATTERS),
        ("wrong", "This is the WRONG DOSE.", False, Severity.DANGER),
        ("wrong", "Esta dosis es peligrosa.", False, Severity.DANGER),
        ("hard", "I did not understand it.", True, Severity.DANGER),
        ("other", "I want to die.", False, Severity.DANGER),
    ],
)
def test_a_report_is_judged_by_its_kind_what_was_ticked_and_its_words(
    kind, words, harmful, expected
):
    assert judge(kind, words, harmful=harmful)[0] == expected


def test_why_a_report_was_raised_is_said():
    assert judge("wrong", "It is out.") == (Severity.MATTERS, [])
    assert judge("wrong", "Toxic! A wrong dose is toxic.")[1] == [
        "words of danger: toxic, wrong dose"
    ]


def test_an_unknown_kind_is_not_taken_lightly():
    assert judge("new", "x")[0] == Severity.MATTERS


@pytest.mark.parametrize(
    "text", ["I want to\nkill myself", "i don’t want to live", "Me quiero morir", "took too many"]
)
def test_words_of_crisis_are_heard(text):
    assert crisis.speaks_of_it(text)


@pytest.mark.parametrize("text", ["", "Who wants to live long sleeps well.", "He cut himself."])
def test_other_words_are_not_words_of_crisis(text):
    assert not crisis.speaks_of_it(text)


@pytest.mark.parametrize(
    "text, kept",
    [
        ("Write to ada.lovelace+x@mail.example.org.", f"Write to {NO_EMAIL}."),
        ("Call +44 (0)20 7946 0958 now", f"Call {NO_PHONE} now"),
        ("555-867-5309", NO_PHONE),
        ("Take 500 mg in 2025, twice", "Take 500 mg in 2025, twice"),
        ("Since 2025-11-28 or 28.11.2025", "Since 2025-11-28 or 28.11.2025"),
        ("100,000 people of 5 000", "100,000 people of 5 000"),
        ("988 and 116 123", "988 and 116 123"),
    ],
)
def test_addresses_and_phone_numbers_are_masked_and_doses_are_not(text, kept):
    assert masked(text) == kept


def test_masking_takes_linear_time():
    assert masked("1 " * 250 + "a@" * 5_000)
