from dataclasses import replace
from datetime import date

import pytest

from articles.quality import DEFAULT, Person
from articles.quality.minor import changed_characters, is_minor, is_minor_in, pieces
from articles.quality.review import months_later

from .articles import AUTHOR, REVIEW, REVIEWER, good, judge, result


def test_an_independent_clinician_may_sign():
    assert result("HQ-03") == "pass"
    assert judge("HQ-03", review=None) == ("fail", ["no reviewer"])


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "editor"},
        {"person": replace(REVIEWER, credentials=" ")},
        {"person": AUTHOR},
        {"person": Person("ada author", credentials="MD")},
    ],
)
def test_others_may_not(changes):
    assert result("HQ-03", review=replace(REVIEW, **changes)) == "fail"


def test_the_last_editor_may_not_sign():
    assert result("HQ-03", editors=("1", "2")) == "fail"


def test_the_approval_is_for_this_revision_and_hash():
    assert result("HQ-04") == "pass"
    assert result("HQ-04", sha256="abd") == "fail"
    assert result("HQ-04", revision="8") == "fail"
    assert result("HQ-04", review=None) == "fail"
    assert result("HQ-04", review=replace(REVIEW, sha256=""), sha256="") == "fail"


def test_a_minor_change_may_keep_the_approval():
    text = good().wording
    minor = replace(REVIEW, signed_text=text.replace("early", "erly"))
    assert result("HQ-04", sha256="new", review=minor) == "pass"
    more = replace(REVIEW, signed_text=text.replace("Go to bed early", "Stay up for ever and ever"))
    assert result("HQ-04", sha256="new", review=more) == "fail"


@pytest.mark.parametrize(
    "before, after, minor",
    [
        ("You should recieve it.", "You should receive it.", True),
        ("Take 5 tablets.", "Take 6 tablets.", False),
        ("Do not take it.", "Do take it.", False),
        ("Don’t take it.", "Do take it.", False),
        ("Take advil.", "Take aleve.", False),
        ("One two.", "One two three four five six seven.", False),
        ("Sleep helps  you rest.", "Sleep helps you to rest.", True),
        ("The docter can help.", "The doctor can help.", True),
        ("Do take A; do not take B.", "Do not take A; do take B.", False),
        ("You should not drink if you can rest.", "You should drink if you can not rest.", False),
        ("Adults take 10 mg and babies 5 mg.", "Adults take 5 mg and babies 10 mg.", False),
        ("Aspirin for heads, rest for feet.", "Aspirin for feet, rest for heads.", False),
        ("Take 1.5 mg.", "Take 1 5 mg.", False),
        ("Take 5 mg.", "Take 5 g.", False),
        ("Take ½ a tablet.", "Take ¾ a tablet.", False),
        ("Use 10² drops.", "Use 10³ drops.", False),
        ("Take １０ drops.", "Take ９０ drops.", False),
        ("Take two tablets.", "Take ten tablets.", False),
        ("Take it twice.", "Take it often.", False),
        ("Factor VI helps.", "Factor XI helps.", False),
        ("A fever > 38 is high.", "A fever < 38 is high.", False),
        ("Donʼt take it.", "Do take it.", False),
        ("Dont take it.", "Do take it.", False),
        ("You needn't rest.", "You need rest.", False),
        ("It is unsafe.", "It is safe.", False),
        ("It is unlikely here.", "It is likely here.", False),
        ("Stop the tablets.", "Keep the tablets.", False),
        ("It is so.", "It is n\u200bot so.", False),
        ("It is so.", "It is nоt so.", False),
        ("Take Coumadin.", "Take warfarin.", False),
        ("Take water.", "Take warfarin-XR.", False),
        ("Take water.", "Take war\u00adfarin.", False),
    ],
)
def test_what_is_minor(before, after, minor):
    assert is_minor(before, after, DEFAULT.medicines, DEFAULT.negations) is minor


@pytest.mark.parametrize(
    "before, after",
    [
        ("10<sup>6</sup> units", "106 units"),
        ("<s>Rest well.</s>", "Rest well."),
        ("<ol><li>x</li></ol>", '<ol start="4"><li>x</li></ol>'),
        ("<td>Dose</td><td>Drops</td>", "<td>Drops</td><td>Dose</td>"),
        ('See <a href="/x">there</a>.', '<a href="/x">See there</a>.'),
        (
            '<p>rest<sup class="citation">[1]</sup> well</p>',
            '<p>rest well<sup class="citation">[1]</sup></p>',
        ),
    ],
)
def test_what_stands_round_the_words_is_never_minor(before, after):
    (tags, texts), (other_tags, other_texts) = pieces(before), pieces(after)
    same = tags == other_tags
    assert not (same and is_minor_in(texts, other_texts, DEFAULT.medicines, DEFAULT.negations))


def test_stress_alone_is_minor():
    (tags, texts), (other_tags, other_texts) = pieces("<p>Rest</p>"), pieces("<p><em>Rest</em></p>")
    assert (tags, texts) == (other_tags, other_texts)


def test_characters_taken_out_and_put_in_both_count():
    assert changed_characters("recieve", "receive") == 4
    assert changed_characters("same", "same") == 0
    assert changed_characters("a b c", "a c") == 2


@pytest.mark.parametrize(
    "reviewed, due, verdict",
    [
        (date(2025, 4, 2), date(2028, 4, 2), "pass"),
        (date(2025, 4, 3), date(2026, 4, 3), "fail"),
        (date(2024, 4, 2), date(2025, 4, 1), "fail"),
        (date(2024, 4, 2), date(2025, 4, 2), "pass"),
        (date(2025, 3, 1), date(2028, 3, 2), "fail"),
        (date(2025, 3, 1), None, "fail"),
        (None, date(2026, 3, 1), "fail"),
    ],
)
def test_a_review_is_in_date(reviewed, due, verdict):
    assert result("HQ-05", review=replace(REVIEW, reviewed_on=reviewed, next_on=due)) == verdict


def test_months_end_where_the_month_ends():
    assert months_later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_later(date(2025, 12, 31), 2) == date(2026, 2, 28)


@pytest.mark.parametrize(
    "published, updated, verdict",
    [
        (date(2025, 4, 2), date(2025, 4, 2), "pass"),
        (None, date(2025, 4, 2), "fail"),
        (date(2025, 4, 2), None, "fail"),
        (date(2025, 4, 2), date(2025, 4, 1), "fail"),
        (date(2025, 4, 2), date(2025, 4, 3), "fail"),
    ],
)
def test_dates_are_there_and_in_order(published, updated, verdict):
    assert result("HQ-06", published_on=published, updated_on=updated) == verdict
