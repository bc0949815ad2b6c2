"""What a person typed, made comparable; and the passages shown with results."""

import re
import time
import unicodedata
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.search import MAX_LENGTH, MAX_WORDS, fold, parse, snippet

# -- query -----------------------------------------------------------------------------------------


def test_a_query_is_trimmed_and_its_words_folded_once_each():
    query = parse("  Éclair   eclair COVID-19 ")
    assert query.words == ("eclair", "covid", "19")
    assert query.text == "Éclair eclair COVID-19"


def test_control_characters_part_words():
    assert parse("a\x00b\tc\ud800d\u0085e").words == ("a", "b", "c", "d", "e")


def test_a_query_is_at_most_200_characters_and_20_words_long():
    assert len(parse("x" * 10_000).text) == MAX_LENGTH
    assert len(parse("a b c d e f g h i j k l m n o p q r s t u v w").words) == MAX_WORDS
    assert len(parse("-".join("abcdefghijklmnopqrstuvwxyz")).words) == MAX_WORDS


@pytest.mark.parametrize("q", ["", "   ", "'\"%_\\", "&|!():*", "\0", None, 5, ["x"]])
def test_a_query_without_words_is_empty(q):
    assert parse(q).words == ()
    assert not parse(q)


@settings(deadline=None)
@given(st.text(st.characters(), max_size=400))
def test_any_query_is_safe_to_hand_on(q):
    query = parse(q)
    assert len(query.text) <= MAX_LENGTH
    assert len(query.words) <= MAX_WORDS
    assert all(re.fullmatch(r"[^\W_]+", word) for word in query.words)
    assert not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in query.text)
    assert parse(query.text) == query


# -- folding ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Éclair", "eclair"),
        ("e\u0301", "e"),
        ("İSTANBUL", "istanbul"),
        ("Ἀλφάς", "αλφασ"),
        ("薬", "薬"),
    ],
)
def test_case_and_accents_are_folded_away(text, folded):
    assert fold(text) == folded


@settings(deadline=None)
@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


# -- snippets --------------------------------------------------------------------------------------


def test_whole_words_are_marked_give_or_take_an_ending():
    text = "Addicted people need treatments; an addiction is treated. Painkillers differ from pain."
    assert snippet(text, ("addictions", "treatment", "pain")) == (
        "<mark>Addicted</mark> people need <mark>treatments</mark>; an <mark>addiction</mark> is "
        "<mark>treated</mark>. Painkillers differ from <mark>pain</mark>."
    )


def test_accents_and_case_do_not_matter_to_marks():
    assert snippet("Ménière’s disease", ("meniere",)) == "<mark>Ménière</mark>’s disease"


def test_a_short_word_is_marked_only_as_it_is():
    assert snippet("flu fluent influenza", ("flu",)) == "<mark>flu</mark> fluent influenza"


def test_the_passage_with_most_words_is_shown():
    filler = "nothing here to see " * 30
    text = f"pain {filler} pain and fever together {filler} fever"
    shown = snippet(text, ("pain", "fever"))
    assert "<mark>pain</mark> and <mark>fever</mark> together" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_without_a_match_the_beginning_is_shown():
    shown = snippet("word " * 100, ("other",))
    assert shown.startswith("word word")
    assert shown.endswith("word …")
    assert "<mark>" not in shown


def test_markup_in_the_text_is_escaped_inside_and_outside_marks():
    assert snippet("<script>alert('x')</script> & more", ("script", "alert")) == (
        "&lt;<mark>script</mark>&gt;<mark>alert</mark>(&#x27;x&#x27;)&lt;/<mark>script</mark>&gt; "
        "&amp; more"
    )


TEXTS = st.lists(
    st.one_of(
        st.sampled_from(["pain", "fever", "<b>", "&amp;", "\n", " ", "é"]), st.text(max_size=8)
    ),
    max_size=80,
).map(" ".join)


@settings(deadline=None)
@given(TEXTS, st.lists(st.sampled_from(["pain", "fever", "b", "e", ""]) | st.text(max_size=4)))
def test_any_snippet_is_escaped_bounded_and_taken_from_the_text(text, words):
    shown = snippet(text, words, width=60)
    bare = re.sub(r"</?mark>", "", shown)
    assert not re.search(r"[<>\"']", bare)
    plain = unescape(bare) if "&" in bare else bare
    passage = plain.removeprefix("… ").removesuffix(" …")
    assert len(passage) <= 60
    assert shown.count("<mark>") == shown.count("</mark>")


@pytest.mark.parametrize(
    "text",
    ["pain " * 50_000, "x" * 250_000, "\u0301" * 250_000, "a\u0301 " * 80_000, " " * 250_000],
)
def test_a_long_text_takes_linear_time(text):
    begun = time.process_time()
    shown = snippet(text, ("pain", "fever", "a"))
    assert time.process_time() - begun < 1
    assert len(shown) < 2_000
