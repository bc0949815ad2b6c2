"""The thirty rules of a health article: facts about a text, never changes to it. Pure.

`check(document, vocabulary)` gives a Report; `read(title, html, evaluated_on=…)` makes the document
and `words.message(issue)` the sentence for a person. Rules find what is missing or risky; whether
a text is true, a clinician judges.
"""

from . import authorship, helping, reading_ease, review, safety, sources, structure, voice
from .document import Body, Document, Person, Review, Source, Statements
from .entries import KINDS, Entries, Mistake
from .entries import read as read_entries
from .facts import BLOCK, FAIL, INFORM, NA, PASS, WARN, Fact, Issue, Note, Place, Report, Result
from .marked_text import MarkedBlock, anchor, marked
from .plain_words import Suggestion, suggestions
from .reading import parse, read
from .registry import NOT_ENGLISH, RULES, Rule, check
from .vocabulary import DEFAULT, CrisisLine, Vocabulary

# Importing a subject registers its rules.
SUBJECTS = (authorship, review, sources, safety, voice, helping, reading_ease, structure)

__all__ = [
    "BLOCK", "DEFAULT", "FAIL", "INFORM", "KINDS", "NA", "NOT_ENGLISH", "PASS",
    "RULES", "SUBJECTS", "WARN",
    "Body", "CrisisLine", "Document", "Entries", "Fact", "Issue", "MarkedBlock", "Mistake", "Note",
    "Person", "Place", "Report", "Result", "Review", "Rule", "Source", "Statements", "Suggestion",
    "Vocabulary", "anchor", "check", "marked", "parse", "read", "read_entries", "suggestions",
]  # fmt: skip
