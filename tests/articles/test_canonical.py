"""The canonical spelling of a revision's content and its hash."""

import hashlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.canonical import canonical_json, sha256

CONTENT = {
    "title": "Naltrexone",
    "body_html": "<p>Café</p>",
    "sources": [{"number": 1, "citation": "A. B."}],
    "byline": [],
    "attribution": {},
}


def test_the_spelling_is_utf_8_without_spaces_and_with_sorted_keys():
    assert (
        canonical_json({"b": [1, True, None], "a": "é"}) == '{"a":"é","b":[1,true,null]}'.encode()
    )


def test_the_order_of_keys_and_the_kind_of_sequence_do_not_matter():
    assert sha256({"a": 1, "b": (1, 2)}) == sha256({"b": [1, 2], "a": 1})


def test_two_ways_to_write_the_same_letter_are_the_same_content():
    assert sha256({"cafe\u0301": "cafe\u0301"}) == sha256({"café": "café"})


def test_one_changed_character_anywhere_changes_the_hash():
    changed = [
        {**CONTENT, "title": "naltrexone"},
        {**CONTENT, "body_html": "<p>Café </p>"},
        {**CONTENT, "sources": [{"number": 2, "citation": "A. B."}]},
        {**CONTENT, "byline": [""]},
        {key: value for key, value in CONTENT.items() if key != "attribution"},
    ]
    assert len({sha256(content) for content in (CONTENT, *changed)}) == 6


def test_the_hash_is_the_plain_sha_256_of_the_spelling():
    assert sha256(CONTENT) == hashlib.sha256(canonical_json(CONTENT)).hexdigest()
    assert sha256({}) == hashlib.sha256(b"{}").hexdigest()


def test_a_date_is_written_in_iso_form():
    assert canonical_json({"on": date(2025, 3, 26)}) == b'{"on":"2025-03-26"}'


@pytest.mark.parametrize("value", [1.5, float("nan"), b"x", {1, 2}, object(), {1: "x"}])
def test_what_has_no_agreed_spelling_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json({"x": value})


def test_two_keys_that_become_one_are_refused():
    with pytest.raises(ValueError, match="both spelled"):
        canonical_json({"é": 1, "e\u0301": 2})


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=5), st.text(max_size=9) | st.integers(), max_size=5))
def test_any_plain_content_has_one_spelling(content):
    backwards = dict(reversed(content.items()))
    try:
        assert canonical_json(content) == canonical_json(backwards)
    except ValueError as refusal:
        assert "both spelled" in str(refusal) or "surrogates" in str(refusal)
