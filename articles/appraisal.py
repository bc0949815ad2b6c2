"""The questions about an article that no machine can answer, and a reviewer's answers. Pure.

What is asked is asked in our own words; the number names the item that the question comes from:
DISCERN (Charnock, 1998), the CDC Clear Communication Index, and PEMAT for printed material (AHRQ).
The questions are put so that “yes” is always the better answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# Raised whenever a question is added, dropped or worded anew; kept with every set of answers.
QUESTION_SET = "2026-11"
CHOICES = {"yes": "Yes", "partly": "Partly", "no": "No", "na": "Not applicable"}
LONGEST_NOTE = 500


@dataclass(frozen=True)
class Question:
    """One question; `item` is what it comes from, "" where it is the house's own."""

    key: str
    item: str
    text: str


@dataclass(frozen=True)
class Group:
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Answered:
    """One question as a form shows it: what was chosen and noted, and what is amiss with it."""

    question: Question
    choice: str = ""
    note: str = ""
    problem: str = ""

    @property
    def label(self) -> str:
        return CHOICES.get(self.choice, "")


def _group(title: str, item: str, questions: Mapping[int, str]) -> Group:
    name = item.split()[0].lower()
    asked = (Question(f"{name}-{n}", f"{item} {n}", text) for n, text in questions.items())
    return Group(title, tuple(asked))


GROUPS: tuple[Group, ...] = (
    Group(
        "Facts and sources",
        (
            Question("facts", "", "Do the facts agree with what the sources say?"),
            Question("support", "", "Does each source carry the very sentence that cites it?"),
        ),
    ),
    _group(
        "A fair help with a choice",
        "DISCERN",
        {
            1: "Can a reader tell at the start what the page is for?",
            2: "Does the page then deliver what it set out to tell?",
            3: "Does it answer what somebody with this question would want to know?",
            6: "Does it give each side its due, without pushing one of them?",
            9: "For each treatment: does it say what the treatment does?",
            10: "For each treatment: does it say what good it can do, and for whom?",
            12: "Does it say what may come if nothing is done?",
            13: "Does it say what each choice would mean for everyday life?",
            15: "Does it help the reader to talk the choice over with others?",
            16: "All in all: would you hand this page to somebody who has to choose?",
        },
    ),
    _group(
        "Clear to the people it is for",
        "CDC Index",
        {
            3: "Does the main point stand out to the eye?",
            4: "Is there a picture that helps to bring the main point across?",
            6: "Are the main point and the call to act written with active verbs?",
            13: "Where readers are asked to do something: does it say why it matters to them?",
            14: "Where readers are asked to do something: does it say exactly how?",
            15: "Are the numbers of a kind that readers use themselves?",
            16: "Does it say what each number means?",
            17: "Can readers follow it without working anything out?",
            18: "Does it say what the danger is, and how it comes about?",
        },
    ),
    _group(
        "Easy to take in",
        "PEMAT",
        {
            2: "Does everything on the page serve its purpose?",
            10: "Does it come in an order that makes sense?",
            16: "Do the pictures support the words, and not lead away from them?",
            18: "Are the pictures clear, with nothing in them that does not matter?",
        },
    ),
)
QUESTIONS: dict[str, Question] = {q.key: q for group in GROUPS for q in group.questions}


def read(sent: Mapping[str, str]) -> dict[str, Answered]:
    """What a form sent, by the key of the question: `answer-<key>` and `note-<key>`.

    Every question is there, the unanswered ones too; what cannot be kept says so in `problem`.
    """
    return {
        key: _answered(
            question, sent.get(f"answer-{key}", ""), " ".join(sent.get(f"note-{key}", "").split())
        )
        for key, question in QUESTIONS.items()
    }


def _answered(question, choice, note):
    if choice and choice not in CHOICES:
        return Answered(question, "", note, "Choose one of the answers.")
    if len(note) > LONGEST_NOTE:
        problem = f"Shorten this note to {LONGEST_NOTE} characters; it has {len(note)}."
        return Answered(question, choice, note, problem)
    return Answered(question, choice, note)


def kept(answers: Mapping[str, Answered]) -> dict:
    """The answers as they are kept with a review, the question with each; {} where none is."""
    given = {
        key: {"asked": a.question.text, "answer": a.choice, "note": a.note}
        for key, a in answers.items()
        if a.choice or a.note
    }
    return {"set": QUESTION_SET, "answers": given} if given else {}


def shown(stored: Mapping) -> list[Answered]:
    """The kept answers of a review, as they were asked then, whatever is asked today."""
    return [
        Answered(
            Question(key, QUESTIONS[key].item if key in QUESTIONS else "", given["asked"]),
            given["answer"],
            given["note"],
        )
        for key, given in stored.get("answers", {}).items()
    ]


def grouped(answers: Mapping[str, Answered]) -> list[tuple[str, list[Answered]]]:
    """The questions under their titles, each with what was answered: what the form prints."""
    return [(group.title, [answers[q.key] for q in group.questions]) for group in GROUPS]
