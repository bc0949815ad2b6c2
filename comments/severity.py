"""How urgent a report is, judged by its kind, by what its writer ticked, and by its words. Pure.

A word of danger raises a report by one step. Judging too high costs an editor a minute; judging
too low could cost more, so in doubt it goes up.
"""

from enum import IntEnum

from articles.quality.terms import folded, pattern
from comments import crisis

DANGER_WORDS = (
    "anaphyla*", "allergic reaction", "bleed*", "can kill", "can't breathe", "cannot breathe",
    "contraindicat*", "could kill", "dangerous*", "deadly", "death*", "died", "double dose",
    "fatal*", "harmful", "heart attack", "hospitali*", "killed", "lethal*", "life-threatening",
    "overdos*", "poison*", "self-harm*", "seizure*", "stopped breathing", "stroke", "suicid*",
    "too much of", "toxic*", "unsafe", "wrong amount", "wrong dosage", "wrong dose", "wrong number",
    "autolesi*", "convulsi*", "dosis equivocada", "envenena*", "fallec*", "hemorragia*",
    "letal*", "mortal*", "muerte*", "murió", "peligros*", "sobredosis",
)  # fmt: skip


class Severity(IntEnum):
    MINOR = 1
    MATTERS = 2
    DANGER = 3


# What a kind of report means where nothing else is known of it.
BY_KIND = {
    "wrong": Severity.MATTERS,
    "outdated": Severity.MATTERS,
    "link": Severity.MINOR,
    "hard": Severity.MINOR,
    "access": Severity.MATTERS,
    "other": Severity.MATTERS,
}


def judge(kind: str, words: str, *, harmful: bool = False) -> tuple[Severity, list[str]]:
    """How urgent, and why it was raised above what its kind says, for the people of the desk."""
    severity, reasons = BY_KIND.get(kind, Severity.MATTERS), []
    if named := words_of_danger(words):
        severity = Severity(min(severity + 1, Severity.DANGER))
        reasons.append(f"words of danger: {', '.join(named)}")
    if harmful:
        severity = Severity.DANGER
        reasons.append("the reader says that it could harm somebody")
    if crisis.speaks_of_it(words):
        severity = Severity.DANGER
        reasons.append("the reader may be in danger, and was shown help lines")
    return severity, reasons


def words_of_danger(text: str) -> list[str]:
    """Those that stand in the text, each once, at most five."""
    found = pattern(DANGER_WORDS).findall(folded(text))
    return list(dict.fromkeys(word.lower() for word in found))[:5]
