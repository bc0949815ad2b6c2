from dataclasses import replace
from datetime import date

import pytest

from articles.quality import DEFAULT, CrisisLine

from .articles import HELP, judge, result, said

HARD = "Heroin and fentanyl lead to overdoses."


def test_a_sensitive_page_shows_the_emergency_number_and_a_verified_helpline():
    assert said("HQ-19", HARD) == "pass"
    assert said("HQ-19", HARD, help_lines=HELP[:1]) == "fail"
    assert said("HQ-19", HARD, help_lines=HELP[1:]) == "fail"
    assert said("HQ-19", HARD, region="NZ") == "fail"
    verdict, evidence = judge("HQ-19", f"<p>{HARD}</p>", help_lines=())
    assert verdict == "fail" and evidence[0] == "3 sensitive hits" and len(evidence) == 3


def test_what_is_not_sensitive_needs_no_help():
    assert said("HQ-19", "Heroin and fentanyl.", help_lines=()) == "na"
    assert said("HQ-19", "Beds.", title="Opioids", help_lines=()) == "fail"


@pytest.mark.parametrize("day", [None, date(2024, 9, 1), date(2025, 4, 3)])
def test_a_helpline_is_verified_within_six_months(day):
    lines = (HELP[0], replace(HELP[1], verified_on=day))
    assert said("HQ-19", HARD, help_lines=lines) == "fail"


def test_lines_in_the_text_count():
    line = CrisisLine("US", "Helpline", "1-800-555-0100", verified_on=date(2025, 3, 1))
    known = replace(DEFAULT, crisis_lines=(*DEFAULT.crisis_lines, line))
    text = f"{HARD} Call 911 or 1 800 555 0100."
    assert said("HQ-19", text, help_lines=(), vocabulary=known) == "pass"
    assert said("HQ-19", f"{HARD} Route 9112.", help_lines=(), vocabulary=known) == "fail"


@pytest.mark.parametrize(
    "text",
    ["Talk to your doctor.", "Ask a pharmacist.", "Call 911.", "See your health care provider."],
)
def test_readers_are_sent_to_a_professional(text):
    assert said("HQ-20", text) == "pass"


def test_a_doctor_in_the_story_is_not_enough():
    assert said("HQ-20", "A doctor may ask questions.", "Switching doctors is a right.") == "fail"


@pytest.mark.parametrize(
    "link, verdict",
    [
        ("https://www.cdc.gov/x", "pass"),
        ("https://cdc.gov.evil.example/x", "fail"),
        ("https://notcdc.gov/x", "fail"),
        ("https://cdc.gov@evil.example/", "fail"),
        ("mailto:info@cdc.gov", "fail"),
        ("http://[", "fail"),
    ],
)
def test_a_trusted_host_is_linked(link, verdict):
    assert result("HQ-21", f'<p><a href="{link}">x</a></p>', sources=()) == verdict


def test_the_link_of_a_source_counts():
    assert said("HQ-21", "No link here.") == "pass"


def test_an_invisible_sign_hides_no_sensitive_word():
    assert said("HQ-19", "Rest.", title="Su\u200bicide", help_lines=()) == "fail"
    assert said("HQ-19", "Rest.", title="Substance\u00a0use disorder", help_lines=()) == "fail"
    assert said("HQ-19", *["Her\u00adoin and self\u2011harm."] * 2, help_lines=()) == "fail"
