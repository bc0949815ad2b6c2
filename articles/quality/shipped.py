"""The lists that HealthHub ships with, written as an editor would write them.

A new site begins with them as version 1 of each list; after that, what editors keep is what holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from . import wordlists as w
from .entries import ABBREVIATIONS, HOSTS, MEDICINES, NAMES, PACK, PLAIN_WORDS, TERMS
from .medicine_names import BRANDS
from .packs import OPIOID_ANTAGONIST_TEXT

OURS = "Written for HealthHub from general knowledge; not taken from a published list."
RULES = "The rules of HealthHub, written with the DISCERN questions for patient information."


@dataclass(frozen=True, slots=True)
class Shipped:
    """`key` names the list; that of a list which is no topic pack is a field of Vocabulary."""

    key: str
    kind: str
    title: str
    explanation: str
    source: str
    text: str


def _lines(entries) -> str:
    return "".join(f"{entry}\n" for entry in entries)


def _sorted(entries) -> str:
    return _lines(sorted(entries))


def _pairs(entries: Mapping[str, str]) -> str:
    return _lines(f"{word}: {meaning}" for word, meaning in entries.items())


def _medicines() -> str:
    named = {generic: ", ".join(brands.split()) for generic, brands in BRANDS.items()}
    return _lines(f"{generic}: {brands}".rstrip(": ") for generic, brands in named.items())


def _terms(key: str, title: str, explanation: str, source: str) -> Shipped:
    return Shipped(key, TERMS, title, explanation, source, _lines(getattr(w, key.upper())))


LISTS: tuple[Shipped, ...] = (
    Shipped(
        "opioid-antagonist",
        PACK,
        "Opioid antagonist",
        "What an article that names naltrexone must say (HQ-12).",
        "Medicine label; DISCERN 11.",
        OPIOID_ANTAGONIST_TEXT,
    ),
    Shipped(
        "medicines",
        MEDICINES,
        "Names of medicines",
        "Which words are medicines, and which brands are the same medicine (HQ-11 to HQ-15).",
        OURS,
        _medicines(),
    ),
    Shipped(
        "trusted_hosts",
        HOSTS,
        "Trusted sites",
        "Sites that readers may be sent to for more information (HQ-21).",
        "Public health services, their institutes, and organisations that clinicians lead.",
        _sorted(w.TRUSTED_HOSTS),
    ),
    Shipped(
        "plain_words",
        PLAIN_WORDS,
        "Plain words",
        "Hard words, and what to write instead. Suggestions only: they never stop a text.",
        OURS,
        _pairs(w.PLAIN_WORDS),
    ),
    Shipped(
        "antidotes",
        NAMES,
        "Antidotes",
        "Medicines that treat an overdose, and are no alternative treatment (HQ-15).",
        "DISCERN 14.",
        _sorted(w.ANTIDOTES),
    ),
    Shipped(
        "generic_authors",
        NAMES,
        "Names that name nobody",
        "Words of which no byline may consist alone (HQ-01).",
        "JAMA benchmarks of authorship; HONcode 1.",
        _sorted(w.GENERIC_AUTHORS),
    ),
    Shipped(
        "known_abbreviations",
        ABBREVIATIONS,
        "Abbreviations that readers know",
        "These need not be spelled out (HQ-29).",
        OURS,
        _sorted(w.KNOWN_ABBREVIATIONS),
    ),
    _terms(
        "sensitive",
        "Sensitive topics",
        "Three of these in a text, or one in its title, and help in a crisis is shown (HQ-19).",
        "Guidance on safe messaging.",
    ),
    _terms(
        "sensitive_spanish",
        "Sensitive topics in Spanish",
        "The same for texts in Spanish, beside the English words; accents make no difference.",
        "The English list in Spanish; guidance on safe messaging.",
    ),
    _terms(
        "unsafe_advice",
        "Unsafe advice",
        "Advice that blocks a text unless a warning stands beside it (HQ-13).",
        "NHS standard for health content; search engines' rules on harmful medical content.",
    ),
    _terms(
        "warning_cues",
        "Words that warn",
        "Any of these near unsafe advice shows that the text warns against it (HQ-13).",
        RULES,
    ),
    _terms(
        "risks",
        "Words for risks",
        "A text that names a medicine needs at least one of these (HQ-14).",
        "DISCERN 11; CDC Clear Communication Index 19.",
    ),
    _terms(
        "effects",
        "Words for effects",
        "A sentence with one of these and a medicine needs a source (HQ-11).",
        "HONcode 5.",
    ),
    _terms(
        "treatments",
        "Treatments other than medicines",
        "Counted when a text must name more than one treatment (HQ-15).",
        "DISCERN 14.",
    ),
    _terms(
        "uncertainty",
        "Words for uncertainty",
        "A text says somewhere what is not certain (HQ-16).",
        "DISCERN 8; CDC Clear Communication Index 11.",
    ),
    _terms(
        "absolute",
        "Absolute claims",
        "Promises that no treatment can keep (HQ-17).",
        "HONcode 5; NHS standard for health content.",
    ),
    _terms(
        "professionals",
        "Health professionals and emergency numbers",
        "Whom readers are told to talk to or call (HQ-20).",
        "HONcode 2; CDC Clear Communication Index 5 and 14.",
    ),
    _terms(
        "suicide",
        "Suicide and self-harm",
        "In a sentence with one of these, no method and no dose may stand (HQ-22).",
        "World Health Organization, 2023; guidance on safe messaging.",
    ),
    _terms(
        "methods",
        "Methods of suicide",
        "Details that must not be told (HQ-22).",
        "World Health Organization, 2023; guidance on safe messaging.",
    ),
    _terms(
        "unsafe_messaging",
        "Unsafe words about suicide",
        "Words that glamorise or blame, each shown with what to write instead (HQ-22).",
        "World Health Organization, 2023; guidance on safe messaging.",
    ),
    _terms(
        "stigma",
        "Words that stigmatise",
        "Words for people by their illness (HQ-23).",
        "NIDA, Words Matter; NHS style.",
    ),
    _terms(
        "not_stigma",
        "Names that only look stigmatising",
        "Names of organisations and the like, in which such a word is accepted (HQ-23).",
        "NIDA, Words Matter; NHS style.",
    ),
    _terms(
        "negations",
        "Words of negation",
        "A change that touches one of these is never a minor one (HQ-04).",
        RULES,
    ),
)
MAY_BE_EMPTY = frozenset({"plain_words", "not_stigma", "known_abbreviations"})
BY_KEY: Mapping[str, Shipped] = {shipped.key: shipped for shipped in LISTS}
