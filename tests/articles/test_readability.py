import pytest

from articles import readability
from articles.quality import parse, read
from articles.readability import Counts

VECTORS = [
    # sentences, words, syllables, letters, hard; then FRE, FKGL, SMOG, CLI with textstat's weight
    ((1, 5, 7, 24, 1), (83.32, 2.88, 8.842, 6.12)),
    ((11, 99, 139, 418, 6), (78.918, 4.488, 7.348, 5.4)),
    ((5, 53, 72, 227, 4), (81.148, 4.574, 8.239, 6.249)),
    ((17, 372, 549, 1686, 38), (59.771, 10.359, 11.67, 9.134)),
    ((33, 532, 955, 2892, 126), (38.605, 11.88, 14.292, 13.893)),
]


@pytest.mark.parametrize("numbers, expected", VECTORS)
def test_the_formulas_give_the_published_numbers(numbers, expected):
    counts = Counts(*numbers)
    found = (
        readability.flesch_reading_ease(counts),
        readability.flesch_kincaid_grade(counts),
        readability.smog(counts),
        readability.coleman_liau(counts, weight=0.058),
    )
    assert found == pytest.approx(expected, abs=0.001)


def test_the_other_formulas_follow_their_definition():
    counts = Counts(sentences=10, words=100, syllables=150, letters=500, hard=10)
    assert readability.gunning_fog(counts) == pytest.approx(8.0)
    assert readability.coleman_liau(counts) == pytest.approx(10.64)
    assert readability.automated_readability(counts) == pytest.approx(7.12)


def test_no_words_have_no_grade():
    formulas = (
        readability.flesch_reading_ease,
        readability.flesch_kincaid_grade,
        readability.smog,
        readability.gunning_fog,
        readability.coleman_liau,
        readability.automated_readability,
    )
    assert [formula(readability.NOTHING) for formula in formulas] == [0.0] * 6


def test_the_counts_of_a_known_sentence():
    assert readability.count(["Cool dogs wear da sunglasses."]) == Counts(1, 5, 7, 24, 1)


@pytest.mark.parametrize(
    "word, number",
    [
        ("the", 1), ("make", 1), ("makes", 1), ("called", 1), ("wanted", 2), ("reduced", 2),
        ("table", 2), ("whole", 1), ("boxes", 2), ("doses", 2), ("radio", 3), ("video", 3),
        ("nation", 2), ("actual", 3), ("quantity", 3), ("medicine", 3), ("post-acute", 3), ("42", 1),
        ("Don’t", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_by_the_spelling(word, number):
    assert readability.syllables(word) == number


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Take 5.7 mg, e.g. at night. Rest.", ["Take 5.7 mg, e.g. at night.", "Rest."]),
        ("See Dr. Who. Go.", ["See Dr. Who.", "Go."]),
        ("In the U.S. data vary. Go.", ["In the U.S. data vary.", "Go."]),
        ("Sleep.[1] Eat [2]. Go.", ["Sleep.[1]", "Eat [2].", "Go."]),
        ("He said “sleep.” Then he slept", ["He said “sleep.”", "Then he slept"]),
        ("Wait... what", ["Wait...", "what"]),
        ("... !", []),
        ("", []),
    ],
)
def test_text_is_split_into_sentences(text, sentences):
    assert [text[start:end] for start, end in readability.split(text)] == sentences


def test_markers_and_dashes_are_no_words():
    assert readability.words("Sleep—or rest – well [1-3]") == ["Sleep", "or", "rest", "well"]


BODY = (
    "<p>Rest.</p><h2>A</h2><p>One. Two. Three. Four.</p><ul><li>a bed</li><li>a lamp</li></ul>"
    f"<h2>B</h2><p>{'word ' * 21}.</p>"
)


def test_a_text_is_measured_by_section_with_its_long_places():
    from datetime import date

    measured = read("T", BODY, evaluated_on=date(2025, 1, 1)).readability
    assert [section.heading for section in measured.sections] == ["", "A", "B"]
    assert [section.counts.sentences for section in measured.sections] == [1, 6, 1]
    assert measured.counts.sentences == 8 and measured.paragraphs == 3
    ((block, sentence, length),) = [(s.block, s.sentence, s.words) for s in measured.long_sentences]
    assert (block, sentence, length) == (7, 1, 21)
    assert [(p.block, p.sentences) for p in measured.long_paragraphs] == [(3, 4)]
    assert measured.sections[2].grade > measured.sections[0].grade


def test_headings_and_tables_are_not_read():
    body = parse("<h2>Head</h2><table><tr><td>Cell</td></tr></table><p>Text</p>")
    assert [block.kind for block in body.blocks] == ["heading", "cell", "paragraph"]
