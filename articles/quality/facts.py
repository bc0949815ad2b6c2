"""What checking an article finds: facts and their places. The words for people are in words.py."""

from collections import Counter
from dataclasses import dataclass

BLOCK, WARN, INFORM = "block", "warn", "inform"
PASS, FAIL, NA = "pass", "fail", "na"
_STRICTEST_FIRST = (BLOCK, WARN, INFORM)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found: a field, or in the body a block and a sentence, from 1 on."""

    field: str = "body"
    section: str = ""
    block: int = 0
    sentence: int = 0

    def __str__(self) -> str:
        parts = [self.field]
        parts += [f"“{self.section}”"] * bool(self.section)
        parts += [f"block {self.block}"] * bool(self.block)
        parts += [f"sentence {self.sentence}"] * bool(self.sentence)
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Fact:
    """What a rule found amiss: `what` names the kind of fault, for the words.

    `severity` is given only where it differs from the rule's own.
    """

    what: str
    place: Place
    evidence: str
    severity: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Evidence that is no fault: why a rule passes, or how much there was to count."""

    evidence: str


@dataclass(frozen=True, slots=True)
class Issue:
    """One fact under the name of the rule that found it."""

    rule: str
    what: str
    severity: str
    place: Place
    evidence: str


@dataclass(frozen=True, slots=True)
class Result:
    """How one rule judged one article; `severity` is that of its gravest issue."""

    id: str
    key: str
    severity: str
    result: str
    notes: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        return (*self.notes, *(issue.evidence for issue in self.issues))


@dataclass(frozen=True, slots=True)
class Report:
    rules: tuple[Result, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        return tuple(issue for result in self.rules for issue in result.issues)

    @property
    def totals(self) -> dict[str, int]:
        """How many rules failed at each severity, how many passed, how many do not apply."""
        count = Counter(r.severity if r.result == FAIL else r.result for r in self.rules)
        return {name: count[name] for name in (*_STRICTEST_FIRST, PASS, NA)}

    def __getitem__(self, rule: str) -> Result:
        return next(result for result in self.rules if rule in (result.id, result.key))


def gravest(severities: list[str]) -> str:
    return min(severities, key=_STRICTEST_FIRST.index)
