"""The examples are those that ORCID itself publishes."""

import pytest

from accounts import orcid


@pytest.mark.parametrize(
    "digits, last", [("000000021825009", "7"), ("000000021694233", "X"), ("000000015109370", "0")]
)
def test_the_last_character_follows_from_the_others(digits, last):
    assert orcid.check_character(digits) == last


@pytest.mark.parametrize(
    "typed",
    [
        "0000-0002-1694-233X",
        "000000021694233x",
        " https://orcid.org/0000-0002-1694-233X/ ",
        "http://www.ORCID.org/0000-0002-1694-233x",
        "0000 0002 1694 233X",
    ],
)
def test_an_id_is_read_however_it_was_typed(typed):
    assert orcid.read(typed) == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    "typed, why",
    [
        ("", "16 digits"),
        ("0000-0002-1825-009", "16 digits"),
        ("X000-0002-1825-0097", "16 digits"),
        ("٠٠٠٠-0002-1825-0097", "16 digits"),
        ("https://evil.example/0000-0002-1825-0097", "16 digits"),
        ("0000-0002-1825-0098", "a digit is wrong"),
        ("0000-0002-8125-0097", "a digit is wrong"),
    ],
)
def test_what_is_no_id_is_said_to_be_none(typed, why):
    with pytest.raises(ValueError, match=why):
        orcid.read(typed)


def test_every_single_wrong_digit_is_found():
    right = "0000000218250097"
    for place in range(16):
        for digit in "0123456789":
            wrong = right[:place] + digit + right[place + 1 :]
            if wrong != right:
                with pytest.raises(ValueError):
                    orcid.read(wrong)


def test_an_id_leads_to_its_page():
    assert orcid.address("0000-0002-1825-0097") == "https://orcid.org/0000-0002-1825-0097"
    assert orcid.address("") == ""


@pytest.mark.parametrize(
    "text",
    [
        "0000‑0002‑1825‑0097",
        "0000–0002–1825–0097",
        "https://orcid.org/0000-0002-1825-0097?lang=es",
        "https://orcid.org/0000-0002-1825-0097/?lang=es",
    ],
)
def test_what_text_programs_and_addresses_add_is_taken_off(text):
    assert orcid.read(text) == "0000-0002-1825-0097"
