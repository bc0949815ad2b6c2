from articles import quality

from .articles import good, judge, said

EASY = "The cat sat on the mat. "
LONG = "The cat sat on the mat and saw the dog run to the old red barn by the big wide river bank. "


def severity(text):
    found = quality.check(good(f"<p>{text}</p>"))["HQ-24"]
    return found.result, found.severity


def test_the_grade_passes_informs_or_warns():
    assert severity(EASY)[0] == "pass"
    middle = "People get better after a long operation when they rest again each day."
    assert severity(middle) == ("fail", "inform")
    hard = (
        "Comprehensive multidisciplinary rehabilitation necessitates individualised interventions."
    )
    assert severity(hard) == ("fail", "warn")


def test_items_without_a_full_stop_are_sentences_of_their_own():
    body = f"<ul>{'<li>one more thing to buy</li>' * 12}</ul>"
    assert quality.check(good(body))["HQ-24"].result == "pass"


def test_long_sentences_and_paragraphs_are_counted():
    assert said("HQ-25", EASY * 3) == "pass"
    assert judge("HQ-25", f"<p>{EASY * 2}</p><p>{LONG}</p>") == (
        "fail",
        ["1 of 3 sentences (33%) have more than 20 words"],
    )
    assert said("HQ-25", EASY * 3, EASY * 4) == "pass"
    assert said("HQ-25", EASY * 4) == "fail"
