"""Topic packs: what an article about certain medicines must say, read from what an editor wrote.

    Medicines: naltrexone, nalmefene

    harm to the liver:
    liver*
    hepat*

The first line names the medicines. Then each thing that must be said has a name that ends with a
colon, and below it one line for each way of saying it (see phrases.py).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .phrases import NotAPhrase, Phrase, Wording, phrase

MOST_STATEMENTS, MOST_PHRASES, LONGEST_NAME = 20, 60, 100
_MEDICINES = re.compile(r"medicines?:(.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that must be said, and the phrases that each are a way of saying it."""

    name: str
    phrases: tuple[Phrase, ...]

    def is_said_in(self, wording: Wording) -> bool:
        return any(way.is_in(wording) for way in self.phrases)


@dataclass(frozen=True, slots=True)
class TopicPack:
    """The statements needed wherever one of these medicines (generic names) is named."""

    name: str
    medicines: frozenset[str]
    statements: tuple[Statement, ...]
    owner: str = ""
    source: str = ""
    version: int = 1


Lines = list[tuple[int, str]]  # (number from 1 on, words) of the lines that are not empty
Mistakes = list[tuple[int, str]]


def read_pack(lines: Lines, name: str = "") -> tuple[TopicPack, Mistakes]:
    """The pack that these lines write, and what is wrong with them, line by line."""
    mistakes: Mistakes = []
    medicines, rest = _medicines(lines, mistakes)
    statements = tuple(_statements(rest, mistakes))
    if lines and not statements:
        mistakes.append((lines[-1][0], "there is nothing yet that must be said. Add a name."))
    if len(statements) > MOST_STATEMENTS or len(rest) > MOST_STATEMENTS + MOST_PHRASES:
        limit = f"{MOST_STATEMENTS} statements with {MOST_PHRASES} lines"
        mistakes.append((lines[-1][0], f"a pack has at most {limit}. Make two packs."))
    return TopicPack(name, medicines, statements), mistakes


def _medicines(lines: Lines, mistakes: Mistakes) -> tuple[frozenset[str], Lines]:
    written = _MEDICINES.fullmatch(lines[0][1]) if lines else None
    names = frozenset(filter(None, _names(written[1]) if written else []))
    if lines and not names:
        mistakes.append((lines[0][0], "begin with the medicines: “Medicines: naltrexone”."))
    return names, lines[1:] if written else lines


def _names(written: str) -> list[str]:
    return [" ".join(name.lower().split()) for name in written.split(",")]


def _statements(lines: Lines, mistakes: Mistakes) -> Iterator[Statement]:
    for place, (number, text) in enumerate(lines):
        if text.endswith(":"):
            ways = list(_phrases(lines[place + 1 :], mistakes))
            if not ways:
                mistakes.append((number, f"“{text[:40]}” has no line below that says it."))
            if len(text) > LONGEST_NAME:
                mistakes.append((number, f"this name is longer than {LONGEST_NAME} characters."))
            yield Statement(text[:-1].strip(), tuple(ways))
        elif place == 0:
            mistakes.append((number, "name what must be said first, with a colon at the end."))


def _phrases(lines: Lines, mistakes: Mistakes) -> Iterator[Phrase]:
    for number, text in lines:
        if text.endswith(":"):
            return
        try:
            yield phrase(text)
        except NotAPhrase as problem:
            mistakes.append((number, str(problem)))


OPIOID_ANTAGONIST_TEXT = """\
Medicines: naltrexone

overdose after lost tolerance:
toleran* (within 300 characters) overdos*
overdos* (within 300 characters) toleran*

opioid-free before the first dose:
opioid-free
7|seven to 10|14|ten|fourteen days
7|seven 10|14|ten|fourteen days
precipitat* withdrawal
sudden withdrawal
sudden opioid withdrawal

what to do in an overdose:
naloxone|narcan|nalmefene
911|999|112

harm to the liver:
liver*|hepat*

talk to a professional before starting or stopping:
talk*|speak*|ask*|check* (within 80 characters, same sentence) doctor*|prescriber*|provider*|pharmacist* (within 120 characters, same sentence) start*|restart*|stop*|chang*|take*|taking
do not start*|stop* (within 120 characters, same sentence) without
"""  # noqa: E501


def lines_of(text: str) -> Lines:
    """The lines of what an editor wrote; empty ones and remarks (#) say nothing."""
    numbered = ((n, " ".join(line.split())) for n, line in enumerate(text.splitlines(), start=1))
    return [(n, line) for n, line in numbered if line and not line.startswith("#")]


OPIOID_ANTAGONIST = read_pack(lines_of(OPIOID_ANTAGONIST_TEXT), "Opioid antagonist")[0]
