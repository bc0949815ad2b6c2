import time
from dataclasses import replace
from datetime import date

import pytest

from articles import quality
from articles.quality import DEFAULT, KINDS, shipped
from articles.quality.entries import MOST_ENTRIES, read
from articles.quality.terms import pattern


def wrong(kind, text):
    return [str(mistake) for mistake in read(kind, text).mistakes]


def test_what_is_shipped_reads_as_what_the_rules_use():
    assert {each.key for each in shipped.LISTS if each.kind != "pack"} <= set(vars(DEFAULT))
    for each in shipped.LISTS:
        entries = read(each.kind, each.text, each.title)
        known = DEFAULT.packs[0] if each.kind == "pack" else getattr(DEFAULT, each.key)
        assert (entries.value, entries.mistakes) == (known, ()), each.key


def test_every_list_that_the_rules_read_is_shipped():
    fields = set(vars(DEFAULT)) - {"packs", "crisis_lines", "version"}
    assert fields == {each.key for each in shipped.LISTS if each.kind != "pack"}


def test_every_kind_says_how_its_entries_are_written():
    assert all(kind.how.endswith(".") and len(kind.how) > 30 for kind in KINDS.values())


def test_empty_lines_and_remarks_say_nothing():
    assert read("terms", "\n# from a leaflet\n  liver   pain \n\n").value == ("liver pain",)


@pytest.mark.parametrize(
    "kind, text, says",
    [
        ("terms", "a\nliv(er)", "Line 2: “(” cannot be used."),
        ("terms", "liv*er", "Write it at the end of a word."),
        ("terms", "li*", "“li*” begins too many words. Write at least 3 letters"),
        ("terms", "-ing", "must begin with a letter or digit"),
        ("terms", "pain\nrash\nPain", "Line 3: “pain” is in line 1 already. Take one out."),
        ("terms", "x" * 101, "longer than 100 characters"),
        ("names", "a|b", "is no name"),
        ("names", "one two three four five six", "at most 5 words"),
        ("abbreviations", "mri", "is not 2 to 6 capital letters"),
        ("hosts", "https://nhs.uk/", "no “https://”, no path"),
        ("hosts", "localhost", "is no name of a site"),
        ("medicines", "ibuprofen: advil, advil", "is in the same line already"),
        ("medicines", ": advil", "is no name"),
        ("medicines", "a: b\nc: b", "Line 2: “b” is in line 1 already."),
        ("plain_words", "utilise", "needs a plainer word after a colon"),
        ("plain_words", "utilis*: use", "every form on a line of its own"),
        ("pack", "harm:\nliver", "begin with the medicines"),
        ("pack", "Medicines: a\nliver", "name what must be said first"),
        ("pack", "Medicines: a\nharm:", "has no line below that says it"),
        ("pack", "Medicines: a", "nothing yet that must be said"),
        ("pack", "Medicines: a\nharm:\nli*", "Line 3: “li*” begins too many words"),
        ("pack", "Medicines: a\n" + "x:\ny\n" * 21, "at most 20 statements"),
        ("terms", "x" * 60_001, "more than 60,000 characters"),
        ("terms", "x" * 401, "longer than 400 characters"),
    ],
)
def test_a_mistake_is_named_with_its_line(kind, text, says):
    assert any(says in mistake for mistake in wrong(kind, text)), wrong(kind, text)


def test_a_list_has_a_most():
    text = "\n".join(f"word{n}" for n in range(MOST_ENTRIES + 1))
    assert wrong("terms", text) == [
        f"Line {MOST_ENTRIES + 1}: more than {MOST_ENTRIES:,} entries. Leave some out."
    ]


def test_one_mistake_does_not_lose_the_other_entries():
    entries = read("terms", "pain\nli(ver\nrash")
    assert entries.value == ("pain", "rash") and len(entries.mistakes) == 1


def test_the_entries_mean_what_an_editor_would_think():
    assert read("medicines", "ibuprofen: Advil, Nurofen Plus\ncodeine").value == {
        "ibuprofen": "ibuprofen",
        "advil": "ibuprofen",
        "nurofen plus": "ibuprofen",
        "codeine": "codeine",
    }
    assert read("plain_words", "prior to: before").value == {"prior to": "before"}
    assert read("hosts", "NHS.uk").value == {"nhs.uk"}


def test_the_longest_lists_are_quick_to_look_for():
    words = [f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}word{n}" for n in range(MOST_ENTRIES)]
    full = read("terms", "\n".join(f"{word} ending*" for word in words)).value
    assert len(full) == MOST_ENTRIES
    lists = {each.key: full for each in shipped.LISTS if each.kind == "terms"}
    body = "<h2>Rest</h2>" + "<p>Sleep lets your body rest, and it may help you a lot.</p>" * 170
    vocabulary = replace(DEFAULT, **lists)
    taken = []
    for _ in range(3):  # the first time makes the patterns
        start = time.process_time()
        quality.check(quality.read("Sleep", body, evaluated_on=date(2025, 4, 2)), vocabulary)
        taken.append(time.process_time() - start)
    assert min(taken) < 0.2


@pytest.mark.parametrize(
    "terms",
    [
        tuple("a" * n + "* x" for n in range(3, 40)),
        ("aaa* aaa* aaa* aaa* x",),
        tuple("a" * n for n in range(1, 100)),
    ],
)
def test_no_terms_take_long_on_any_text(terms):
    assert read("terms", "\n".join(terms)).mistakes == ()
    for unit in ("a", "aaaa ", "a-"):
        start = time.process_time()
        pattern(terms).findall(unit * (260_000 // len(unit)))
        assert time.process_time() - start < 3, (terms[0], unit)
