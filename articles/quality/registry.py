"""The rules by their numbers, and how they are asked. A rule is a generator of facts and notes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .document import Document
from .facts import FAIL, NA, PASS, Fact, Issue, Note, Report, Result, gravest
from .vocabulary import DEFAULT, Vocabulary

Found = Iterator[Fact | Note]
Test = Callable[[Document, Vocabulary], Found]
Question = Callable[[Document, Vocabulary], bool]


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    key: str
    severity: str
    test: Test
    applies: Question | None = None


RULES: dict[str, Rule] = {}
# These look for English words. Of a text in another language they would say nonsense, or, worse,
# that all is well; a clinician who reads the language judges what they would have looked for.
MADE_FOR_ENGLISH = frozenset(
    "HQ-11 HQ-12 HQ-13 HQ-14 HQ-15 HQ-16 HQ-17 HQ-18 HQ-20 HQ-21 HQ-22 HQ-23 HQ-24".split()
)
MADE_FOR_SPANISH_TOO = frozenset({"HQ-24"})
NOT_ENGLISH = "made for English"


def rule(id: str, key: str, severity: str, applies: Question | None = None):
    """Register a generator as a rule; where `applies` says no, the result is "na"."""

    def register(test: Test) -> Test:
        RULES[id] = Rule(id, key, severity, test, applies)
        return test

    return register


def check(document: Document, vocabulary: Vocabulary = DEFAULT) -> Report:
    """Every rule's result for one article, by the number of the rule. Nothing is changed."""
    return Report(tuple(_judge(RULES[id], document, vocabulary) for id in sorted(RULES)))


def _judge(rule: Rule, document: Document, vocabulary: Vocabulary) -> Result:
    if rule.id in MADE_FOR_ENGLISH and not _can_read(rule, document):
        return Result(rule.id, rule.key, rule.severity, NA, (NOT_ENGLISH,))
    if rule.applies and not rule.applies(document, vocabulary):
        return Result(rule.id, rule.key, rule.severity, NA)
    found = list(rule.test(document, vocabulary))
    notes = tuple(entry.evidence for entry in found if isinstance(entry, Note))
    issues = tuple(_issue(rule, entry) for entry in found if isinstance(entry, Fact))
    if not issues:
        return Result(rule.id, rule.key, rule.severity, PASS, notes)
    severity = gravest([issue.severity for issue in issues])
    return Result(rule.id, rule.key, severity, FAIL, notes, issues)


def _can_read(rule, document):
    is_spanish = document.plain_language == "es"
    return document.is_english or (is_spanish and rule.id in MADE_FOR_SPANISH_TOO)


def _issue(rule: Rule, fact: Fact) -> Issue:
    return Issue(rule.id, fact.what, fact.severity or rule.severity, fact.place, fact.evidence)
