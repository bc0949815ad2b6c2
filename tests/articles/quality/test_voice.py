import pytest

from articles.quality import Statements

from .articles import BODY, judge, result, said


@pytest.mark.parametrize(
    "text",
    [
        "A miracle cure.",
        "It is 100% safe.",
        "It always works.",
        "It cures cancer.",
        "It is completely safe.",
    ],
)
def test_nothing_is_promised_absolutely(text):
    assert said("HQ-17", text) == "fail"


def test_careful_words_are_no_promise():
    assert said("HQ-17", "It does not always work.", "No cure is known.") == "pass"


@pytest.mark.parametrize(
    "text",
    [
        "I slept.",
        "I’m tired.",
        "My bed is soft.",
        "It woke me.",
        "As for myself, no.",
        "“Sleep,” I said.",
    ],
)
def test_the_first_person_blocks(text):
    assert said("HQ-18", text) == "fail"


@pytest.mark.parametrize(
    "text",
    [
        "What should I do?",
        "She said “I slept well” today.",
        'He told us "my bed is soft" again.',
        "Stage I and type I and bipolar I are names.",
        "ME/CFS is an illness.",
        "Say uh-NEE-me-uh, after World War I.",
        "Iodine I-131 is given.",
        "You sleep.",
    ],
)
def test_questions_quotations_and_numerals_do_not(text):
    assert said("HQ-18", text) == "pass"


def test_a_personal_experience_needs_its_own_disclosure():
    body = f"{BODY}<p>I slept.</p>"
    told = Statements(funding="None", experience="This is one person's story.")
    assert result("HQ-18", body, content_type="personal experience", statements=told) == "pass"
    assert result("HQ-18", body, content_type="personal experience") == "fail"


def test_a_method_of_suicide_blocks_and_harmful_wording_warns():
    from articles.quality import check

    from .articles import good

    def severity(text):
        found = check(good(f"<p>{text}</p>"))["HQ-22"]
        return found.result, found.severity

    assert severity("He died by suicide and was found hanged.") == ("fail", "block")
    assert severity("Suicide with 40 tablets is described.") == ("fail", "block")
    assert severity("He committed suicide.") == ("fail", "warn")
    assert severity("A failed suicide attempt.") == ("fail", "warn")
    assert severity("Suicide can be prevented. Take 20 mg a day.") == ("pass", "block")


@pytest.mark.parametrize(
    "text", ["An addict.", "People suffering from pain.", "She is wheelchair bound.", "Alcoholics."]
)
def test_words_that_stigmatise_are_found(text):
    verdict, evidence = judge("HQ-23", f"<p>{text}</p>")
    assert verdict == "fail" and text in evidence[0]


def test_names_and_plain_words_do_not_stigmatise():
    assert said("HQ-23", "Alcoholics Anonymous helps with addiction.", "Address it.") == "pass"
