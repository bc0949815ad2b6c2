"""What tells who somebody is, and what only looks like it; advice; and the same words again."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comments import advice, identity_numbers, wording
from comments.masking import NO_CARD, NO_EMAIL, NO_NUMBER, NO_PHONE, masked


@pytest.mark.parametrize(
    "text, kept",
    [
        ("joe (at) gmail (dot) com", NO_EMAIL),
        ("joe at gmail dot com", NO_EMAIL),
        ("ring +44 20 7946 0958", f"ring {NO_PHONE}"),
        ("06 12 34 56 78", NO_PHONE),
        ("612 345 678", NO_PHONE),
        ("SSN 123-45-6789", f"SSN {NO_NUMBER}"),
        ("my NHS number, 943 476 5919.", f"my NHS number, {NO_NUMBER}."),
        ("DNI 12345678Z", f"DNI {NO_NUMBER}"),
        ("12.345.678-Z", NO_NUMBER),
        ("NIE X1234567L", f"NIE {NO_NUMBER}"),
        ("card 4111 1111 1111 1111", f"card {NO_CARD}"),
        ("IBAN GB82 WEST 1234 5698 7654 32", f"IBAN {NO_CARD}"),
        ("https://wa.me/15551234567", f"https://wa.me/{NO_PHONE}"),
        ("06.12.34.56.78", NO_PHONE),
        ("555 - 123 - 4567", NO_PHONE),
        ("555 – 123 – 4567", NO_PHONE),
        ("Tel.5551234567", f"Tel.{NO_PHONE}"),
        ("tlf 22 33 44 55", f"tlf {NO_PHONE}"),
        ("555*123*4567", NO_PHONE),
        ("555_123_4567", NO_PHONE),
        ("07700 900 123 pounds", f"{NO_PHONE} pounds"),
        ("joe@gmail dot com", NO_EMAIL),
        ("joe @gmail.com", NO_EMAIL),
        ("joe (@)gmail.com", NO_EMAIL),
        ("joe[at]example[.]org", NO_EMAIL),
        ("joe{at}example{dot}org", NO_EMAIL),
        ("joe＠example.org", NO_EMAIL),
        ("joe arroba gmail punto com", NO_EMAIL),
        ("joe (arroba) gmail.com", NO_EMAIL),
        ("NI AB123456C", f"NI {NO_NUMBER}"),
        ("QQ 12 34 56 C", NO_NUMBER),
        ("codice RSSMRA85T10A562S", f"codice {NO_NUMBER}"),
        ("Medicare 1EG4-TE5-MK73", f"Medicare {NO_NUMBER}"),
    ],
)
def test_numbers_and_addresses_of_people_are_masked(text, kept):
    assert masked(text) == kept


@pytest.mark.parametrize(
    "text",
    [
        "10.1056/NEJMoa2034577", "doi 10.1002/14651858.CD003456", "PMID 31234567",
        "ISBN 978-3-16-148410-0", "from 2019-2023", "on 12/03/2024 14/03/2024", "2024-11-28",
        "it was 120/80 130/85 last week", "1 000 000 people", "10,000 steps", "5 10 15 20 mg",
        "pp. 1234-1245", "call 999, 111, 112, 988 or 116 123", "weeks 4 8 12 16 20 24",
        "https://example.org/12345678/abc", "2.5 3.5 4.5 5.5", "look at it at noon dot",
        "I weighed 102 98 95 91 kg", "12345678A is no DNI of anybody", "room 4-11-22",
        "N Engl J Med 2020;383:2603-2615", "Lancet. 2020; 395(10223): 497-506",
        "OR 1.23 (1.02–1.45)", "HR 0.85 (95% CI 0.71-1.02)", "p=0.0012345", "3.14159265",
        "LDL 120 130 140 150 160", "145-90 150-95", "platelets 150000-450000",
        "PMID: 12345678, 23456789", "PubMed 31234567", "SNOMED CT 44054006", "on 20200102",
        "1990 1995 2000", "$10000000", "2024-11-28 14:05:33", "2024-11-28T14:05:33.123456",
        "12 weeks in 2019, 24 in 2020",
    ],
)  # fmt: skip
def test_doses_days_pages_papers_and_help_lines_stay(text):
    assert masked(text) == text


def test_numbers_of_the_sites_own_help_lines_stay():
    text = "Call 1-800-222-1222 or 1-800-222-1223"
    assert masked(text, frozenset({"18002221222"})) == f"Call 1-800-222-1222 or {NO_PHONE}"


def test_check_digits_by_hand():
    assert identity_numbers.is_nhs("9434765919") and not identity_numbers.is_nhs("9434765918")
    assert identity_numbers.is_dni("12345678Z") and not identity_numbers.is_dni("12345678A")
    assert identity_numbers.is_card("5500005555555559")
    assert not identity_numbers.is_card("5500005555555558")
    assert identity_numbers.is_iban("DE89370400440532013000")
    assert not identity_numbers.is_iban("DE89370400440532013001")


@given(st.text(max_size=60))
def test_masking_takes_any_text_and_twice_is_once(text):
    assert masked(masked(text)) == masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "You should take magnesium at night.", "Stop taking your statins!", "Try some ginger tea.",
        "I would recommend drinking chamomile.", "I took 5 mg every morning.", "Don't take these pills.",
        "You don't need a doctor for that.", "Double your dose for a week.", "Up to 4000 IU is fine.",
        "Deberías tomar manzanilla.", "Deja de tomar las pastillas.", "Te recomiendo tomar hierro.",
        "Tome dos comprimidos.", "Everyone with asthma should avoid milk.",
    ],
)  # fmt: skip
def test_advice_is_recognised(text):
    assert advice.is_given(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Thank you for the article.", "My doctor told me to rest.", "Should I take it with food?",
        "What should I take for this?", "I could not sleep for weeks.", "Gracias por el artículo.",
        "¿Puedo tomar esto?", "The nurse took her time.", "It helped me to walk.",
    ],
)  # fmt: skip
def test_stories_and_questions_are_no_advice(text):
    assert not advice.is_given(text)


def test_advice_against_a_treatment_is_told_from_other_advice():
    assert advice.is_against_treatment("Throw away your insulin and drink tea.")
    assert advice.is_against_treatment("Deja de tomar las pastillas.")
    assert not advice.is_against_treatment("You should take a walk.")


def test_the_same_words_have_one_fingerprint_whatever_they_wear():
    one = wording.fingerprint("Buy  cheap PILLS here, now!")
    assert one == wording.fingerprint("buy chéap pills - here now") and 0 <= one < 2**63
    assert one != wording.fingerprint("buy cheap pills here today")
    assert wording.fingerprint("Thank you very much!") is None


def test_what_hides_or_turns_words_is_taken_out_and_scripts_are_left_whole():
    assert wording.tidied("a\u202eb\u2066c\u200bd\ufeff") == "abcd"
    assert wording.tidied("a" + "\u0301" * 30).count("\u0301") <= 4
    for text in ("می‌خواهم", "👩‍⚕️", "नमस्ते", "e\u0301tude".encode().decode()):
        kept = wording.tidied(text)
        assert wording.tidied(kept) == kept and len(kept) >= len(text) - 1
    assert "\u200c" in wording.tidied("می‌خواهم")


@pytest.mark.parametrize(
    "text",
    ["1 " * 5000, "1-" * 5000, "1.2 (" * 2000, "a@" * 5000, "a at " * 2000, "2020;" * 2000, "1" * 10_000,
     "a.-" * 3333, "A1" * 5000, "pmid 1234567, " * 714, "LDL 1 " * 1666, "tel " * 2500, "[at]" * 2500,
     "x (at) y" * 1250, "1 - " * 2500, "10000 " * 1666, "$1 " * 3333, "ab12" * 2500],
)  # fmt: skip
def test_ten_thousand_hostile_signs_take_no_time(text):
    before = time.perf_counter()
    masked(text)
    assert time.perf_counter() - before < 1
