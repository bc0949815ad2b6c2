import pytest

from articles.quality import DEFAULT
from articles.quality.terms import folded, medicines, pattern, places


@pytest.mark.parametrize(
    "term, text, found",
    [
        ("overdos*", "Overdosing", True),
        ("overdos*", "an underoverdose", False),
        ("side effect", "side effects", False),
        ("self-harm", "self harm", True),
        ("don’t", "Don't", True),
        ("a.b", "axb", False),
        ("100% safe", "It is 100% safe.", True),
    ],
)
def test_a_term_is_found_as_an_editor_means_it(term, text, found):
    assert bool(pattern((term,)).search(text)) is found


def test_no_terms_find_nothing():
    assert not pattern(()).search("anything")


def test_medicines_are_found_by_all_their_names():
    text = "Vivitrol, Insulin glargine (Lantus) or TYLENOL; revialis is none."
    assert list(medicines(text, DEFAULT.medicines)) == [
        "naltrexone",
        "insulin glargine",
        "insulin glargine",
        "acetaminophen",
    ]
    assert list(medicines("Vivitrol", {})) == []


@pytest.mark.parametrize(
    "text, found",
    [
        ("naltrexone-bupropion", ["naltrexone", "bupropion"]),
        ("Vivitrol-XR", ["naltrexone"]),
        ("paracetamol\u2011codeine", ["acetaminophen", "codeine"]),
        ("naltrex\u00adone", ["naltrexone"]),
        ("Vivi\u00ad\u200btrol", ["naltrexone"]),
        ("Retin-A", ["tretinoin"]),
        ("insulin-glargine", ["insulin glargine"]),
        ("-Advil--", ["ibuprofen"]),
        ("co-codamol-free; well-being", []),
    ],
)
def test_no_hyphen_or_invisible_sign_hides_a_medicine(text, found):
    assert list(medicines(text, DEFAULT.medicines)) == found


def test_a_folded_text_has_nothing_invisible_and_one_kind_of_hyphen():
    text = "a\u00adb\u200b\u2060\ufeff\ufe0f\u2010c\u2011d’e é"
    assert folded(text) == "ab-c-d'e é"
    assert [text[place] for place in places(text)][:2] == ["a", "b"]
    assert list(places("plain")) == [0, 1, 2, 3, 4]


def test_a_term_with_an_invisible_sign_is_found_all_the_same():
    assert pattern(("self\u2011\u200bharm",)).search("self-harm")
