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
        "It is 100 % safe.",
        "It is 100\u00a0% effective.",
        "It has no side-effects.",
        "It is not a miracle cure, but it always works.",
    ],
)
def test_nothing_is_promised_absolutely(text):
    assert said("HQ-17", text) == "fail"


def test_careful_words_are_no_promise():
    assert said("HQ-17", "It does not always work.", "No cure is known.") == "pass"


@pytest.mark.parametrize(
    "text",
    [
        "It is not a miracle cure.",
        "Nothing cures all ills.",
        "There is no miracle cure.",
        "It isn’t completely safe.",
        "It cannot be guaranteed to last.",
    ],
)
def test_a_promise_that_is_denied_is_none(text):
    assert said("HQ-17", text) == "pass"


@pytest.mark.parametrize(
    "text",
    [
        "I slept.",
        "I’m tired.",
        "My bed is soft.",
        "It woke me.",
        "As for myself, no.",
        "“Sleep,” I said.",
        "i woke and rubbed my eyes.",
        "(I slept badly.)",
        "So did I. She slept.",
        "On Monday I slept.",
        "In the stage I'm in, sleep is short.",
        "The table I bought is small.",
        "Angiotensin I is what I take.",
        "I\u200b slept.",
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
        "Write i as in imaginary.",
        "Angiotensin I; troponin I; iodine (I).",
        "See Table I, Figure I and chapter I.",
        "Category I means evidence.",
        "Grades I to III and I, II or III.",
        "Vitamin I and collagen I are names.",
        "Henry I was king, and Pope Lando I was not.",
        "Dr I. Smith wrote this.",
        "Dr. I. Smith and J. I. Jones wrote this.",
        "This was written by I. Smith.",
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
