import pytest

from articles.quality import DEFAULT
from articles.quality.terms import medicines, pattern


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
