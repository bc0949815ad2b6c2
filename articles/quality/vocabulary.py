"""The words that rules look for: plain data with sensible defaults, so that editors can own it.

Lists of terms are written as articles.quality.terms explains: overdos*, doctor-shopp*. Editors
keep the lists in use (articles.vocabulary); these are the ones that HealthHub ships with.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from . import wordlists
from .medicine_names import MEDICINES
from .packs import OPIOID_ANTAGONIST, TopicPack


@dataclass(frozen=True, slots=True)
class CrisisLine:
    """A number for people in danger. `verified_on` is when somebody last tried it."""

    region: str
    name: str
    number: str
    is_emergency: bool = False
    verified_on: date | None = None


# Emergency numbers alone: helplines are dated records that an editor keeps.
EMERGENCY = tuple(
    CrisisLine(region, "Emergency", number, is_emergency=True)
    for region, number in {
        "US": "911",
        "CA": "911",
        "GB": "999",
        "UK": "999",
        "NZ": "111",
    }.items()
)


@dataclass(frozen=True)
class Vocabulary:
    """Every list a rule reads. `medicines` gives the generic name of each name, in lower case;
    `plain_words` gives what to write instead; `version` says which state of the lists this is."""

    medicines: Mapping[str, str]
    packs: tuple[TopicPack, ...] = (OPIOID_ANTAGONIST,)
    crisis_lines: tuple[CrisisLine, ...] = EMERGENCY
    trusted_hosts: frozenset[str] = wordlists.TRUSTED_HOSTS
    sensitive: tuple[str, ...] = wordlists.SENSITIVE
    sensitive_spanish: tuple[str, ...] = wordlists.SENSITIVE_SPANISH
    generic_authors: frozenset[str] = wordlists.GENERIC_AUTHORS
    negations: tuple[str, ...] = wordlists.NEGATIONS
    effects: tuple[str, ...] = wordlists.EFFECTS
    unsafe_advice: tuple[str, ...] = wordlists.UNSAFE_ADVICE
    warning_cues: tuple[str, ...] = wordlists.WARNING_CUES
    risks: tuple[str, ...] = wordlists.RISKS
    treatments: tuple[str, ...] = wordlists.TREATMENTS
    antidotes: frozenset[str] = wordlists.ANTIDOTES
    uncertainty: tuple[str, ...] = wordlists.UNCERTAINTY
    absolute: tuple[str, ...] = wordlists.ABSOLUTE
    professionals: tuple[str, ...] = wordlists.PROFESSIONALS
    suicide: tuple[str, ...] = wordlists.SUICIDE
    methods: tuple[str, ...] = wordlists.METHODS
    unsafe_messaging: tuple[str, ...] = wordlists.UNSAFE_MESSAGING
    stigma: tuple[str, ...] = wordlists.STIGMA
    not_stigma: tuple[str, ...] = wordlists.NOT_STIGMA
    known_abbreviations: frozenset[str] = wordlists.KNOWN_ABBREVIATIONS
    plain_words: Mapping[str, str] = field(default_factory=lambda: wordlists.PLAIN_WORDS)
    version: int = 0


DEFAULT = Vocabulary(medicines=MEDICINES)
