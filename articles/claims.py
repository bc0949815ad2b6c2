"""Claims: sentences of a manuscript that have to be proved, kept in step with its words.

The mark in the body carries a key; the row of that key carries the evidence, and the words that
a person attached it to. Where the words are others now, the evidence is asked for again, and
print leaves it out: nobody has said that it supports the new words.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from articles import markup
from articles.models import Article, Claim, Standing

STORED = ("text", "words", "standing")


@dataclass(frozen=True)
class Problem:
    """What a claim lacks: kind is a Standing; the message says what to do."""

    kind: str
    key: int
    words: str
    message: str


def keep_in_step(article: Article, *, by) -> None:
    """After a change of the text or its sources: each mark has its row, each row knows its words.

    A mark without a row (copied from elsewhere, written by hand) gets one, with no source yet.
    """
    words = markup.claimed(article.body)
    rows = list(article.claims.all())
    if not words and not rows:
        return
    for key in set(words) - {row.key for row in rows}:
        rows.append(Claim(article=article, key=key, marked_by=by))
    numbers = set(article.references.values_list("number", flat=True))
    for row in rows:
        before = [getattr(row, name) for name in STORED]
        _follow(row, words.get(row.key, ""), numbers)
        if row.pk is None or before != [getattr(row, name) for name in STORED]:
            row.save()


def attach(claim: Claim, words: str, *, by) -> None:
    """Say that the claim's sources support these words; not saved."""
    claim.text = words
    claim.evidence_at, claim.evidence_by = (timezone.now(), by) if claim.sources else (None, None)


def problems(article: Article) -> list[Problem]:
    """What is wrong with the claims of the manuscript as it stands, in order of their keys."""
    rows = list(article.claims.all())
    found = [Problem(row.standing, row.key, row.words or row.text, message(row)) for row in rows]
    return [problem for problem in found if problem.kind != Standing.HOLDS]


def message(claim: Claim) -> str:
    """What a person should do about this claim; "" where nothing is wrong."""
    words = shortened(claim.words or claim.text)
    match claim.standing:
        case Standing.UNCITED:
            return f"“{words}” is marked as a claim and has no source. Attach one to it."
        case Standing.STALE:
            return (
                f"“{words}” was changed after its evidence was attached. "
                "Check that the evidence still supports it, and confirm it."
            )
        case Standing.GONE:
            return f"The claim “{words}” is no longer in the text. Remove it, or mark it again."
    return ""


def printable(article: Article) -> dict[int, Claim]:
    """The claims that print shows, by key: those in the text whose evidence is for its words."""
    words = markup.claimed(article.body)
    if not words:
        return {}
    rows = {row.key: row for row in article.claims.filter(key__in=words)}
    for key, row in rows.items():
        row.words = words[key]
    return {
        key: rows[key]
        for key, text in words.items()
        if text and key in rows and not _is_stale(rows[key], text)
    }


def frozen(printed: Mapping[int, Claim], order: Collection[int], numbers: Mapping[int, int]):
    """What a revision keeps of its printed claims; `numbers` are the sources' printed numbers."""
    return [_frozen(printed[key], numbers) for key in order]


def shortened(words: str, most: int = 120) -> str:
    return words if len(words) <= most else f"{words[: most - 1].rpartition(' ')[0]}…"


def _frozen(claim: Claim, numbers: Mapping[int, int]) -> dict[str, Any]:
    return {
        "key": claim.key,
        "text": claim.words,
        "strength": claim.strength,
        "note": claim.note,
        "sources": sorted(numbers[number] for number in claim.sources if number in numbers),
    }


def _follow(claim: Claim, words: str, numbers: set[int]) -> None:
    claim.words = words
    if words and not claim.sources:
        claim.text = words  # no evidence yet that could be for other words
    claim.standing = _standing(claim, numbers)


def _standing(claim: Claim, numbers: set[int]) -> Standing:
    if not claim.words:
        return Standing.GONE
    if not numbers & set(claim.sources):
        return Standing.UNCITED
    return Standing.STALE if _is_stale(claim, claim.words) else Standing.HOLDS


def _is_stale(claim: Claim, words: str) -> bool:
    return bool(claim.sources) and claim.text != words
