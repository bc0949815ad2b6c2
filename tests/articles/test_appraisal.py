import json

from articles import appraisal
from articles.appraisal import QUESTIONS


def items(name):
    return {int(q.item.rpartition(" ")[2]) for q in QUESTIONS.values() if q.item.startswith(name)}


def test_every_item_that_no_machine_can_answer_is_asked_once():
    assert items("DISCERN") == {1, 2, 3, 6, 9, 10, 12, 13, 15, 16}
    assert items("CDC") == {3, 4, 6, 13, 14, 15, 16, 17, 18}
    assert items("PEMAT") == {2, 10, 16, 18}
    assert {key for key, question in QUESTIONS.items() if not question.item} == {"facts", "support"}
    assert len({question.text for question in QUESTIONS.values()}) == len(QUESTIONS) == 25


def test_nothing_answered_is_nothing_kept():
    assert appraisal.kept(appraisal.read({})) == {}


def test_answers_and_notes_are_kept_with_the_question_and_its_set():
    sent = {
        "answer-discern-1": "partly",
        "note-discern-1": " Late,\n on page 2. ",
        "answer-x": "yes",
    }
    kept = appraisal.kept(appraisal.read(sent))
    assert kept == {
        "set": appraisal.QUESTION_SET,
        "answers": {
            "discern-1": {
                "asked": QUESTIONS["discern-1"].text,
                "answer": "partly",
                "note": "Late, on page 2.",
            }
        },
    }
    assert json.loads(json.dumps(kept)) == kept


def test_a_note_alone_is_kept_too():
    assert appraisal.kept(appraisal.read({"note-facts": "Table 2 is old."}))["answers"]


def test_a_strange_answer_and_a_long_note_say_what_is_amiss():
    answers = appraisal.read({"answer-facts": "maybe", "note-support": "x" * 501})
    assert answers["facts"].problem == "Choose one of the answers."
    assert "it has 501" in answers["support"].problem
    assert answers["support"].note == "x" * 501


def test_kept_answers_are_shown_as_they_were_asked_then():
    stored = {
        "set": "2020-01",
        "answers": {"old-1": {"asked": "Was it?", "answer": "na", "note": ""}},
    }
    (answer,) = appraisal.shown(stored)
    assert (answer.question.text, answer.label) == ("Was it?", "Not applicable")
    assert appraisal.shown({}) == []


def test_the_form_has_every_question_under_its_title():
    groups = appraisal.grouped(appraisal.read({"answer-facts": "yes"}))
    assert sum(len(answers) for _, answers in groups) == len(QUESTIONS)
    assert groups[0][1][0].choice == "yes"
