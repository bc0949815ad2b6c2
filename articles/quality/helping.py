"""Where a reader finds help (HQ-19 to HQ-21)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from .document import Document
from .facts import BLOCK, WARN, Fact, Note, Place
from .registry import rule
from .terms import folded, pattern, unaccented
from .vocabulary import CrisisLine, Vocabulary

SENSITIVE_HITS = 3
VERIFIED_FOR = timedelta(days=183)  # six months
HELP, BODY, LINKS = Place("help"), Place("body"), Place("links")
_ASKING = (
    "talk",
    "speak",
    "ask",
    "call",
    "see",
    "tell",
    "contact",
    "consult",
    "check with",
    "visit",
)
# English words are used in Spanish too: “fentanyl”, “overdose”.
_LISTS = {"en": ("sensitive",), "es": ("sensitive_spanish", "sensitive")}
_NOT_DIGITS = re.compile(r"[^0-9]")


def has_words_for(language: str) -> bool:
    """Whether there is a list of the words of dangerous topics in this language."""
    return _plain(language) in _LISTS


def dangers(text: str, vocabulary: Vocabulary, language: str = "") -> list[str]:
    """The words of dangerous topics in a text, each time; without a language, of every list."""
    keys = _LISTS.get(_plain(language), ()) if language else _LISTS["es"]
    terms = tuple(unaccented(term) for key in keys for term in getattr(vocabulary, key))
    return pattern(terms).findall(unaccented(folded(text)))


def _plain(language: str) -> str:
    return language.partition("-")[0]


def sensitive_hits(document: Document, vocabulary: Vocabulary) -> int:
    return len(dangers(document.text, vocabulary, document.language))


def is_sensitive(document: Document, vocabulary: Vocabulary) -> bool:
    """Three or more sensitive words in the body, or one in the title; or known to be."""
    if document.known_sensitive or dangers(document.plain_title, vocabulary, document.language):
        return True
    return sensitive_hits(document, vocabulary) >= SENSITIVE_HITS


@rule("HQ-19", "help.crisis", BLOCK, applies=is_sensitive)
def crisis(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    yield Note(f"{sensitive_hits(document, vocabulary)} sensitive hits")
    shown = list(_shown(document, vocabulary))
    if not any(line.is_emergency for line in shown):
        yield Fact("no-emergency-number", HELP, f"no emergency number for {document.region}")
    if not any(_is_verified(line, document) for line in shown):
        yield Fact("no-helpline", HELP, f"no verified helpline for {document.region}")


def _shown(document: Document, vocabulary: Vocabulary) -> Iterator[CrisisLine]:
    """The region's lines on the page: those it shows beside the text, and those in the text."""
    for line in document.help_lines:
        if line.region == document.region:
            yield line
    for line in vocabulary.crisis_lines:
        if line.region == document.region and _is_in(document.told, line.number):
            yield line


def _is_in(text: str, number: str) -> bool:
    parts = _NOT_DIGITS.sub(" ", number).split()
    written = r"[ .()–-]{0,3}".join(parts)
    return bool(parts) and bool(re.search(rf"(?<![\w-]){written}(?![\w-])", text))


def _is_verified(line: CrisisLine, document: Document) -> bool:
    if line.is_emergency or line.verified_on is None:
        return False
    return timedelta(0) <= document.evaluated_on - line.verified_on <= VERIFIED_FOR


@rule("HQ-20", "help.professional", WARN)
def professional(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    asking, whom = pattern(_ASKING), pattern(vocabulary.professionals)
    for sentence in document.sentences_with(asking):
        found = asking.search(sentence.plain)
        if found and whom.search(sentence.plain, found.end()):
            yield Note(sentence.text)
            return
    yield Fact("no-professional", BODY, "0 sentences that send the reader to a professional")


@rule("HQ-21", "help.more_info", WARN)
def more_info(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    links = [*document.body.links, *(link for source in document.sources for link in source.links)]
    trusted = [link for link in links if _is_trusted(link, vocabulary.trusted_hosts)]
    if trusted:
        yield Note(trusted[0][:200])
    else:
        yield Fact("no-trusted-link", LINKS, f"0 of {len(links)} links lead to a trusted host")


def _is_trusted(link: str, hosts: frozenset[str]) -> bool:
    try:
        parts = urlsplit(link)
        labels = (parts.hostname or "").lower().rstrip(".").split(".")
    except ValueError:
        return False
    if parts.scheme not in ("http", "https"):
        return False
    return any(
        ".".join(labels[start:]) in hosts for start in range(max(0, len(labels) - 6), len(labels))
    )
