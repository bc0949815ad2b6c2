"""Comparing by words: both texts come back, a person can read it, and no input takes long."""

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.compare import words
from articles.markup import readable

SHARED = Path(__file__).resolve().parents[3] / "shared"
PAIRS = SHARED / "corpus" / "revision_pairs.jsonl"


def rebuilt(pieces):
    """The two texts that the pieces were made from."""
    before = "".join(text for kind, text in pieces if kind != "added")
    return before, "".join(text for kind, text in pieces if kind != "removed")


def shown(before, after):
    marks = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(marks[kind].format(text) for kind, text in words(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Take 5.7 mg daily.", "Take 57 mg daily.", "Take [-5.7-][+57+] mg daily."),
        ("Take 1,000 mg.", "Take 1,500 mg.", "Take [-1,000-][+1,500+] mg."),
        ("below 5 percent", "below 5%", "below [-5 percent-][+5%+]"),
        ("Rest, then eat well.", "Rest then eat well.", "Rest[-,-] then eat well."),
        ("You can’t drive.", "You can drive.", "You [-can’t-][+can+] drive."),
        ("It is B12 you need.", "It is B6 you need.", "It is [-B12-][+B6+] you need."),
        (
            "One two three four five.",
            "Two three four five, one.",
            "[-One two-][+Two+] three four five[+, one+].",
        ),
        (
            "Call a doctor at once.",
            "Ask somebody for help at once.",
            "[-Call a doctor-][+Ask somebody for help+] at once.",
        ),
        ("First.\nSecond.", "First.\nNew.\nSecond.", "First.\n[+New.\n+]Second."),
        ("One. Two.", "One.\nTwo.", "One.[- -][+\n+]Two."),
        ("", "New", "[+New+]"),
        ("Same", "Same", "Same"),
    ],
)
def test_what_changed_is_shown_as_a_person_would(before, after, expected):
    assert shown(before, after) == expected


TEXTS = st.lists(st.sampled_from(["a", "b", "c", "1.5", ",", " ", "  ", "\n", "Word", "’"])).map(
    "".join
)


@settings(max_examples=300, deadline=None)
@given(TEXTS | st.text(max_size=40), TEXTS | st.text(max_size=40))
def test_the_pieces_rebuild_both_texts(before, after):
    pieces = words(before, after)
    assert rebuilt(pieces) == (before, after)
    assert all(text for _, text in pieces)
    assert all(one != other for (one, _), (other, _) in zip(pieces, pieces[1:], strict=False))


def test_every_pair_of_the_corpus_is_rebuilt_and_readable_in_time():
    if not PAIRS.exists():
        pytest.skip(f"The pairs of revisions are not on this machine: {PAIRS}.")
    rows = [json.loads(line) for line in PAIRS.read_text().splitlines()]
    assert len(rows) == 916
    longest = 0
    for row in rows:
        before, after = readable(row["v1"]["html"]), readable(row["v2"]["html"])
        begun = time.process_time()
        pieces = words(before, after)
        longest = max(longest, time.process_time() - begun)
        assert rebuilt(pieces) == (before, after), row["slug"]
        assert not row["changed"] or len(pieces) > 1, row["slug"]
    assert longest < 0.5


def numbers(count):
    return " ".join(map(str, count))


def of(letters, count, seed=1):
    chosen = random.Random(seed)
    return " ".join(chosen.choice(letters) for _ in range(count))


HUGE = {
    "one word": ("a " * 120_000, "a " * 119_000 + "b "),
    "two words by turns": ("a b " * 60_000, "b a " * 50_000),
    "one line": ("a\n" * 120_000, "b\n" + "a\n" * 100_000),
    "two words at random": (of("ab", 120_000), of("ab", 120_000, 2)),
    "lines at random": (of("ab", 120_000).replace(" ", "\n"), of("ab", 120_000, 2).replace(" ", "\n")),
    "backwards": (numbers(range(40_000)), numbers(range(40_000, 0, -1))),
    "one word in each gap": (
        " ".join(f"{n} x" for n in range(30_000)),
        " ".join(f"{n} y x" for n in range(30_000)),
    ),
    "blanks": ("\n" * 250_000 + "a", " " * 250_000 + "b"),
}  # fmt: skip


@pytest.mark.parametrize("shape", HUGE)
def test_no_text_that_an_article_can_hold_takes_long(shape):
    before, after = HUGE[shape]
    begun = time.process_time()
    pieces = words(before, after)
    assert time.process_time() - begun < 10  # a second or three; twice that on a slow machine
    assert rebuilt(pieces) == (before, after)
