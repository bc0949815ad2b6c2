from importlib import import_module

import pytest
from django.apps import apps

from articles import checks, manuscript, quality, sensitivity, word_lists
from articles.models import Article, HelpLine, Revision, Risk, WordList

pytestmark = pytest.mark.django_db
SAFE = "<h2>Rest</h2><p>Sleep lets your body rest.</p>"
OVERDOSE = "<p>An overdose of heroin or of fentanyl can kill.</p>"


def revision(title, html):
    from articles import markup

    return Revision(title=title, body_html=html, plain_text=markup.plain_text(html))


@pytest.mark.parametrize(
    "title, html, sensitive",
    [
        ("Rest", SAFE, False),
        ("Rest", "<p>Heroin and fentanyl.</p>", False),
        ("Rest", OVERDOSE, True),
        ("Rest", "<h2>Heroin</h2><h2>Fentanyl</h2><h2>Overdose</h2>", False),
        ("Preventing suicide", SAFE, True),
        ("Rest", "<p>Opioids [1]. Substance use [2] disorder. Bulimia’s. Heroin.</p>", True),
    ],
)
def test_a_text_is_sensitive_as_the_rules_say(title, html, sensitive):
    text = revision(title, html)
    assert sensitivity.judge(text) is sensitive
    document = quality.read(title, html, evaluated_on=sensitivity.timezone.localdate())
    assert quality.helping.is_sensitive(document, quality.DEFAULT) is sensitive


def test_going_live_and_going_away_set_the_mark(published, editor):
    assert published.is_sensitive is False
    Article.objects.filter(pk=published.pk).update(live=published.live)
    published.live.title = "Preventing suicide"
    sensitivity.refresh(published)
    assert Article.objects.get(pk=published.pk).is_sensitive
    published.withdrawn_at = published.published_at
    sensitivity.refresh(published)
    assert not Article.objects.get(pk=published.pk).is_sensitive


@pytest.fixture
def other_words(monkeypatch):
    """The list of sensitive words, as an editor has changed it."""
    words = quality.Vocabulary(medicines={}, sensitive=("sleep",))
    monkeypatch.setattr(sensitivity.vocabulary, "current", lambda: words)


def test_a_changed_list_of_words_reaches_every_live_text_in_batches(
    make_published, other_words, monkeypatch
):
    monkeypatch.setattr(sensitivity, "AT_A_TIME", 2)
    for number in range(3):
        make_published(f"Article {number}")
    make_published("On sleep")
    Article.objects.update(is_sensitive=True)
    sensitivity.recompute()
    marks = dict(Article.objects.values_list("title", "is_sensitive"))
    assert marks["On sleep"] is True
    assert set(marks.values()) <= {True, False} and len(marks) == 4


def test_a_draft_is_not_judged(draft, other_words):
    sensitivity.recompute()
    assert not Article.objects.get(pk=draft.pk).is_sensitive


def test_saving_the_list_of_words_judges_every_live_text_again(
    published, editor, django_capture_on_commit_callbacks
):
    words = WordList.objects.get(key="sensitive")
    newest = words.newest()
    with django_capture_on_commit_callbacks(execute=True):
        word_lists.revise(
            words,
            by=editor,
            on=newest.number,
            text=f"{newest.text}sleep\n",
            source=newest.source,
            reason="A test.",
        )
    published.refresh_from_db()
    assert published.is_sensitive and published.risk == Risk.SENSITIVE


def test_a_new_owner_of_the_list_costs_no_new_judgement(published, editor, monkeypatch):
    monkeypatch.setattr(sensitivity, "recompute", lambda: pytest.fail("judged again"))
    words = WordList.objects.get(key="sensitive")
    word_lists.take_over(words, by=editor, on=words.newest().number)


SPANISH = "<p>La sobredosis de opioides mata. La adiccion a la heroína se trata.</p>"


@pytest.mark.parametrize(
    "title, html, sensitive",
    [
        ("Descansar", "<p>Dormir bien ayuda.</p>", False),
        ("Descansar", "<p>La heroína y el fentanilo.</p>", False),
        ("Descansar", SPANISH, True),
        ("Prevenir el SUICIDIO", "<p>Dormir bien ayuda.</p>", True),
        ("Sobredosis de opioides: qué hacer", "<p>Llame.</p>", True),
        ("Qué es la adiccio\u0301n", "<p>Llame.</p>", True),
        ("Heroina", "<p>Llame.</p>", True),
        ("Violencia de ge\u0301nero", "<p>Llame.</p>", True),
    ],
)
def test_a_spanish_text_is_judged_by_spanish_words(title, html, sensitive):
    text = revision(title, html)
    text.language = "es"
    assert sensitivity.judge(text) is sensitive


def test_a_text_first_written_in_spanish_is_not_published_without_help(make_draft):
    draft = make_draft("Sobredosis de opioides", language="es")
    assert checks.of_manuscript(draft)["HQ-19"].result == "pass"
    HelpLine.objects.update(verified_on=None, verified_by=None)
    assert checks.of_manuscript(draft)["HQ-19"].result == "fail"


def test_a_text_first_written_in_spanish_shows_help(make_published):
    assert make_published("Sobredosis de opioides", language="es").is_sensitive


def test_a_language_without_a_list_counts_as_dangerous_until_an_editor_says_no(
    make_published, editor
):
    article = make_published("النوم", language="ar")
    assert article.is_sensitive and article.risk == Risk.SENSITIVE
    manuscript.edit(article, by=editor, needs_no_help=True)
    assert not Article.objects.get(pk=article.pk).is_sensitive


def test_the_answer_says_nothing_of_a_language_with_a_list(make_published, editor):
    article = make_published("Preventing suicide")
    manuscript.edit(article, by=editor, needs_no_help=True)
    assert Article.objects.get(pk=article.pk).is_sensitive


def test_an_existing_site_takes_the_spanish_list_and_marks_its_live_texts(
    make_published, published
):
    spanish = make_published("Sobredosis", language="es")
    arabic = make_published("النوم", language="ar")
    Article.objects.update(is_sensitive=False, risk=Risk.ORDINARY)
    migration = import_module("articles.migrations.0008_help_in_every_language")
    migration.add_the_list(apps, None)
    migration.mark_live_texts(apps, None)
    marked = set(Article.objects.filter(is_sensitive=True).values_list("pk", flat=True))
    assert marked == {spanish.pk, arabic.pk}
    assert WordList.objects.get(key="sensitive_spanish").newest().number == 1
