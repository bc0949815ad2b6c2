from dataclasses import replace

from articles import quality
from articles.quality import DEFAULT

from .articles import good


def suggested(body, vocabulary=DEFAULT):
    return list(quality.suggestions(good(body), vocabulary))


def test_a_hard_word_gets_a_plainer_one_with_its_place():
    (found,) = suggested("<p>Beds are soft.</p><p>Rest. Take the Medication, they’d say [1].</p>")
    assert (found.found, found.instead) == ("Medication", "medicine")
    assert (found.place.block, found.place.sentence) == (2, 2)
    sentence = "Take the Medication, they’d say."
    assert sentence[found.start : found.end] == "Medication"


def test_each_place_is_found():
    found = suggested("<p>Prior to bed, and PRIOR TO rest.</p><ul><li>The renal way</li></ul>")
    assert [each.instead for each in found] == ["before", "before", "kidney"]


def test_a_text_in_plain_words_gets_none():
    assert suggested("<p>Take your medicine.</p>") == []


def test_the_list_is_the_editors():
    vocabulary = replace(DEFAULT, plain_words={"bed-rest": "rest"})
    assert [each.found for each in suggested("<p>Bed rest helps.</p>", vocabulary)] == ["Bed rest"]
    assert suggested("<p>Medication.</p>", replace(DEFAULT, plain_words={})) == []


def test_suggestions_never_stop_a_text():
    good_report = quality.check(good())
    hard = good("<h2>What sleep does</h2><p>Utilise it.[1]</p>")
    assert not any("utilise" in str(issue).lower() for issue in quality.check(hard).issues)
    assert good_report.totals["block"] == 0


def test_a_hard_word_is_shown_as_it_is_written():
    document = good("<p>x\u200b You util\u00adize it.</p>")
    (found,) = quality.suggestions(document, DEFAULT)
    (sentence,) = document.sentences
    assert found.found == "util\u00adize" == sentence.text[found.start : found.end]
