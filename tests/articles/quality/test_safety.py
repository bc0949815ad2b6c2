import pytest

from .articles import judge, result, said

TOLD = (
    "Your tolerance gets lower, so an overdose is more likely.",
    "Take no opioids for 7 to 10 days before you start naltrexone.",
    "Keep naloxone at home.",
    "It can harm your liver.",
    "Talk to your doctor before you stop.",
)


def test_everything_in_a_topic_pack_must_be_said():
    assert said("HQ-12", *TOLD) == "pass"
    assert said("HQ-12", "Beds are soft.") == "na"
    for left_out in range(5):
        kept = [text for place, text in enumerate(TOLD) if place != left_out]
        verdict = judge("HQ-12", "".join(f"<p>{t}</p>" for t in kept), title="About Vivitrol")
        assert verdict[0] == "fail" and len(verdict[1]) == 2, verdict
        assert "4 of 5" in verdict[1][0]


def test_a_pack_may_be_told_in_a_table():
    cells = "".join(f"<tr><td>{text}</td></tr>" for text in TOLD)
    assert result("HQ-12", f"<p>Naltrexone.</p><table>{cells}</table>") == "pass"


@pytest.mark.parametrize(
    "text",
    [
        "You can stop taking your medicine on your own.",
        "Some go cold turkey.",
        "Doctor shopping works.",
        "Don’t tell your doctor.",
        "Herbs instead of chemotherapy are a choice.",
        "Many detox at home.",
    ],
)
def test_unsafe_advice_blocks_unless_it_is_warned_of(text):
    assert said("HQ-13", text) == "fail"
    assert said("HQ-13", f"{text} This is dangerous.") == "pass"
    assert said("HQ-13", f"Avoid this. {text}") == "pass"
    assert said("HQ-13", f"{text} Beds are soft. This is dangerous.") == "fail"


def test_a_warning_before_a_list_holds_for_all_its_items():
    items = "<ul><li>Drink tea.</li><li>Eat well.</li><li>Go cold turkey.</li></ul>"
    assert result("HQ-13", f"<p>Never do any of these:</p>{items}") == "pass"
    assert result("HQ-13", f"<p>Do these:</p>{items}") == "fail"


def test_a_named_medicine_has_named_risks():
    assert said("HQ-14", "Advil eases pain.") == "fail"
    assert said("HQ-14", "Advil eases pain. Its side effects are mild.") == "pass"
    assert said("HQ-14", "Advil comes with a risk of delay.") == "fail"
    assert said("HQ-14", "Beds are soft.") == "na"


def test_a_treatment_has_alternatives():
    assert said("HQ-15", "Vivitrol is naltrexone.", title="Naltrexone") == "fail"
    assert said("HQ-15", "Keep naloxone near.", title="Naltrexone") == "fail"
    assert said("HQ-15", "Or take methadone.", title="Naltrexone") == "pass"
    assert said("HQ-15", "Or have counselling.", title="Naltrexone") == "pass"
    assert said("HQ-15", "Beds are soft.") == "na"
    assert said("HQ-15", "Beds are soft.", content_type="treatment") == "fail"


def test_uncertainty_is_named():
    assert said("HQ-16", "This may help. It is not known why.") == "pass"
    assert said("HQ-16", "This helps in May’s garden always.", "Mayors vote.") == "pass"
    assert said("HQ-16", "This helps.") == "fail"


def test_no_hyphen_or_invisible_sign_hides_what_could_harm():
    assert said("HQ-13", "Doctor\u2011shopping can be empowering.") == "fail"
    assert said("HQ-13", "Go cold\u2010tur\u00adkey today.") == "fail"
    assert said("HQ-12", "Vivi\u00adtrol is given.") == "fail"
    assert said("HQ-14", "Naltrexone-bupropion is given.") == "fail"
    assert result("HQ-14", title="Vivitrol\u2011XR") == "fail"


def test_side_effects_may_have_a_hyphen():
    assert said("HQ-14", "Advil has side-effects.") == "pass"
