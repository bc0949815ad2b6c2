"""Topic packs: what an article about certain medicines must say."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that must be said, and the pattern that recognises it being said.

    Repeats in patterns are bounded and do not give back what they took: linear on any input.
    """

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class TopicPack:
    """The statements needed wherever one of these medicines (generic names) is named."""

    name: str
    medicines: frozenset[str]
    statements: tuple[Statement, ...]
    owner: str = ""
    source: str = ""
    version: int = 1


def statement(name: str, *alternatives: str) -> Statement:
    return Statement(name, re.compile("|".join(alternatives), re.IGNORECASE | re.DOTALL))


OPIOID_ANTAGONIST = TopicPack(
    name="opioid antagonist",
    medicines=frozenset({"naltrexone"}),
    source="Medicine label; DISCERN 11",
    statements=(
        statement(
            "overdose after lost tolerance",
            r"toleran\w{1,30}+.{0,300}?overdos\w",
            r"overdos\w{1,30}+.{0,300}?toleran\w",
        ),
        statement(
            "opioid-free before the first dose",
            r"opioid-free",
            r"(?:7|seven)(?: to |-|–)(?:10|14|ten|fourteen) days",
            r"precipitat\w{1,30}+ withdrawal",
            r"sudden (?:opioid )?withdrawal",
        ),
        statement(
            "what to do in an overdose",
            r"naloxone|narcan|nalmefene",
            r"\b(?:call )?(?:911|999|112)\b",
        ),
        statement("harm to the liver", r"\bliver", r"hepat\w"),
        statement(
            "talk to a professional before starting or stopping",
            r"(?:talk|speak|ask|check)[^.]{0,80}?(?:doctor|prescriber|provider|pharmacist)"
            r"[^.]{0,120}?(?:start|stop|chang|take|taking)",
            r"do not (?:start|stop)[^.]{0,120}?without",
        ),
    ),
)
