"""The filter: its arithmetic, what it learns and forgets, and how often it is right."""

from statistics import mean

import pytest
from django.db import connection
from django.utils import timezone

from benchmarks import spam as measured
from comments import posting, spam, thread
from comments.models import SpamToken
from comments.spam import arithmetic, learning
from comments.spam.arithmetic import Seen
from comments.spam.tokens import LONGEST, MOST_TOKENS, tokens

SPAM = "Buy cheap pills now at http://pills.shop, 80% off, no prescription!!!"
HONEST = "My doctor changed the dose last spring and the dizziness went away."


def test_at_least_95_of_100_unseen_spams_are_held_and_at_most_one_honest_comment():
    """Trained on one half and the seed, asked for the other; `benchmarks/spam.py` prints it."""
    assert len(measured.comments("spam")) >= 300 <= len(measured.comments("honest"))
    results = measured.cross_validated(rounds=2)
    assert mean(result.spam_held for result in results) >= 0.95
    assert mean(result.honest_held for result in results) <= 0.01


def test_it_works_on_its_first_day():
    first = measured.on_its_first_day()
    assert first.spam_held >= 0.9 and first.honest_held <= 0.01


def test_no_comment_of_the_measure_is_in_the_seed():
    for kind in ("spam", "honest"):
        seed = (learning.SEED / f"{kind}.txt").read_text("utf-8").splitlines()
        assert not set(seed) & set(measured.comments(kind))


def test_robinsons_leaning_by_hand():
    """In 3 of 10 spams and 1 of 20 honest: p = 0.3 / 0.35; f = (s x + n p) / (s + n)."""
    p, strength = 0.3 / 0.35, arithmetic.STRENGTH
    expected = (strength * 0.5 + 4 * p) / (strength + 4)
    assert arithmetic.leaning(Seen(3, 1), Seen(10, 20)) == pytest.approx(expected)
    assert arithmetic.leaning(Seen(), Seen(10, 20)) == 0.5


def test_fishers_tail_is_that_of_chi_squared():
    """C(9.488, 4) = 0.05 and C(18.307, 10) = 0.05, as in every table."""
    assert arithmetic._tail(9.488 / 2, 2) == pytest.approx(0.05, abs=1e-4)
    assert arithmetic._tail(18.307 / 2, 5) == pytest.approx(0.05, abs=1e-4)


def test_the_score_is_even_where_nothing_is_known_and_mirrored_where_sides_change():
    seen = {"a": Seen(9, 1), "b": Seen(8, 3), "c": Seen(7, 2)}
    turned = {word: Seen(honest, spam) for word, (spam, honest) in seen.items()}
    assert arithmetic.score(["x"], {}, Seen(10, 10)) == 0.5
    one = arithmetic.score("abc", seen, Seen(10, 10))
    other = arithmetic.score("abc", turned, Seen(10, 10))
    assert one > 0.5 and one + other == pytest.approx(1)


def test_one_word_or_two_signs_alone_never_hold():
    seen = {"gracias": Seen(9, 0), "*money": Seen(9, 0)}
    assert arithmetic.score(seen, seen, Seen(10, 10)) <= 0.5
    counts = learning.seed_counts()
    for text in ("Gracias", "Thanks!", "Merci beaucoup pour cette page", "Danke", "Great page."):
        assert arithmetic.score(tokens(text), counts, counts[learning.WHOLE]) < arithmetic.HELD_FROM


@pytest.mark.parametrize(
    "text", ["", " ", "?!", "x" * 2000, "🙂" * 500, "a " * 1000, "ｖｉａｇｒａ"]
)
def test_whatever_is_written_has_few_and_short_tokens(text):
    told = tokens(text)
    assert len(told) <= MOST_TOKENS and all(0 < len(token) <= LONGEST for token in told)


def test_letters_in_fancy_dress_are_letters():
    assert "viagra" in tokens("𝐕𝐢𝐚𝐠𝐫𝐚") and "viagra" in tokens("ＶＩＡＧＲＡ")
    assert "viagra" in tokens("via\u200bgra")


@pytest.mark.django_db
def test_it_tells_the_plain_cases_apart_by_one_question(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert spam.judge(SPAM) > spam.HELD_FROM
    assert spam.judge(HONEST) < 0.5


@pytest.mark.django_db
def test_it_learns_from_decisions_and_takes_them_back():
    text = "Zorbine balm brightens every garden gnome considerably, says Quillfeather."
    before = spam.judge(text)
    for _ in range(5):
        spam.learn(text, spam=True)
    assert spam.judge(text) > max(before, spam.HELD_FROM)
    for _ in range(5):
        spam.unlearn(text, spam=True)
    assert spam.judge(text) == pytest.approx(before)
    spam.learn(text, spam=False)
    assert spam.judge(text) < before


@pytest.mark.django_db
def test_counts_never_fall_below_nothing():
    spam.unlearn(HONEST, spam=False)
    assert set(SpamToken.objects.values_list("spam", "honest")) == {(0, 0)}


@pytest.mark.django_db
def test_the_table_is_bounded_and_forgets_what_is_oldest(monkeypatch):
    spam.learn("ancient words nobody says", spam=True)
    SpamToken.objects.exclude(token="").update(seen_on="2020-01-01")
    spam.learn("fresh phrases everybody repeats", spam=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE comments_spamtoken")
    fresh = SpamToken.objects.filter(seen_on__gt="2020-01-01").count()
    monkeypatch.setattr(learning, "MOST_KEPT", fresh)
    spam.tidy()
    assert not SpamToken.objects.filter(token="ancient").exists()
    assert SpamToken.objects.filter(token="fresh").exists()
    assert SpamToken.objects.get(token="").spam == 2


@pytest.mark.django_db
def test_staff_are_told_how_often_it_was_wrong(commented, reader, moderator, monkeypatch):
    """One honest comment held, one let through; one spam caught, one let through."""
    since = timezone.now()
    for score, state, told in ((0.9, "shown", False), (0.1, "shown", False), (0.9, "rejected", False),
                               (0.1, "rejected", True), (0.1, "rejected", False)):  # fmt: skip
        monkeypatch.setattr(spam, "judge", lambda text, score=score: score)
        comment = posting.post(commented, by=reader, text=f"Some words {score} {state} {told}.")
        with thread.held(comment) as held:
            held.settled_at, held.settled_by = timezone.now(), moderator
            thread.show(held) if state == "shown" else thread.hide(held, state)
            thread.unqueue(held)
            thread.record(held, state, by=moderator, facts={"spam": told})
            thread.record(held, "noted", by=moderator, facts={"spam": told})
    assert spam.error_rates(since) == learning.ErrorRates(2, 1, 2, 1)
