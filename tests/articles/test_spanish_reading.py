"""Syllables and sentences counted by hand."""

import pytest

from articles import printed, quality
from articles.models import Revision
from articles.readability import count
from articles.spanish_reading import perspicuity, syllables

from .quality.articles import good


@pytest.mark.parametrize(
    "number, words",
    [
        (1, "el y rey muy hoy que quien bien Dios cuál 50"),
        (2, "sueño día guerra búho ahí caiga creer ciudad ayer leyes país oír agua fiebre vía"),
        (3, "pingüino alcohol caída leíais estudiáis síntoma poeta cuídate diabetes oído"),
        (4, "vehículo hipertensión corazones"),
        (5, "medicamento paracetamol antibiótico enfermería"),
        (7, "antiinflamatorio"),
    ],
)
def test_the_syllables_of_words(number, words):
    wrong = {word: syllables(word) for word in words.split() if syllables(word) != number}
    assert wrong == {}


def test_an_accent_may_be_written_as_a_sign_of_its_own():
    assert syllables("di\u0301a") == syllables("DÍA") == 2


def test_perspicuity_is_as_counted_by_hand():
    counts = count(["El sueño deja descansar al cuerpo.", "Duerma ocho horas."], syllables)
    assert (counts.sentences, counts.words, counts.syllables) == (2, 9, 17)
    assert perspicuity(counts) == pytest.approx(206.835 - 62.3 * 17 / 9 - 9 / 2)
    assert perspicuity(count([])) == 0.0


@pytest.mark.parametrize(
    "text, result, severity",
    [
        ("Duerma ocho horas. Beba agua.", "pass", "warn"),
        (
            "La administración concomitante de medicamentos antihipertensivos ocasionalmente "
            "desencadena complicaciones cardiovasculares considerables.",
            "fail",
            "warn",
        ),
    ],
)
def test_a_spanish_text_is_judged_by_the_spanish_formula(text, result, severity):
    found = quality.check(good(f"<p>{text}</p>", language="es"))["HQ-24"]
    assert (found.result, found.severity) == (result, severity)


@pytest.mark.parametrize(
    "number, words",
    [(81, "very easy"), (80, "quite easy"), (65, "of ordinary difficulty"),
     (55, "somewhat hard"), (39, "very hard")],
)  # fmt: skip
def test_readers_are_told_in_the_words_of_the_scale(number, words):
    level = printed.reading_level(Revision(language="es", reading_grade=number))
    assert level.words == words
