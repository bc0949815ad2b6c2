"""What the quality rules say of an article at each gate of the walk.

Findings that block stop submitting and publishing; warnings are acknowledged by name at
publishing. What only a review or publishing can supply is asked at publishing alone.
"""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone

from articles import documents, quality, vocabulary
from articles.errors import ChecksFailed, Unacknowledged
from articles.models import Article, Remark, Review, Revision
from articles.quality import words

# Who reviewed, whether this very text, when, and when again: known when it is published.
ASKED_AT_PUBLISHING = frozenset({"HQ-03", "HQ-04", "HQ-05", "HQ-06"})
MUST_FIX, CLAIM = "REMARK", "CLAIM"
MOST_REMARKS = 20
ANCHORS = {
    "title": "id_title",
    "summary": "id_summary",
    "key facts": "id_key_facts",
    "authors": "authorship_set-group",
    "sources": "references-group",
    "disclosure": "id_funding",
    "help": "id_always_shows_help",
    "review": "standing",
    "dates": "standing",
}


@dataclass(frozen=True)
class Finding:
    """One thing amiss, its sentence for a person, and where in the admin it can be put right."""

    rule: str
    title: str
    severity: str
    message: str
    place: str
    evidence: str
    url: str

    def facts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("rule", "severity", "message", "place")}


def findings(article: Article, report: quality.Report) -> list[Finding]:
    """The issues of a report, the gravest first, each with its sentence and its place."""
    order = [quality.BLOCK, quality.WARN, quality.INFORM]
    found = [finding(article, issue) for issue in report.issues]
    return sorted(found, key=lambda each: order.index(each.severity))


def finding(article: Article, issue: quality.Issue) -> Finding:
    return Finding(
        rule=issue.rule,
        title=words.TITLES[issue.rule],
        severity=issue.severity,
        message=words.message(issue),
        place=str(issue.place),
        evidence=issue.evidence,
        url=place_url(article, issue.place),
    )


def place_url(article: Article, place: quality.Place) -> str:
    """The field of the writing page; for words in the text, the sentence on the checks page."""
    if words := quality.anchor(place):
        return reverse("admin:articles_article_checks", args=[article.pk]) + f"#{words}"
    return reverse("admin:articles_article_change", args=[article.pk]) + f"#{field_of(place)}"


def field_of(place: quality.Place) -> str:
    """The part of the writing page where a place is put right, by its id there."""
    name = "sources" if place.field.startswith("source ") else place.field
    return ANCHORS.get(name, "id_body")


def of_manuscript(article: Article) -> quality.Report:
    return quality.check(documents.of_manuscript(article), vocabulary.current())


def at_submit(article: Article, revision: Revision) -> list[Finding]:
    """What blocks the submission of this text; `revision` need not be stored."""
    document = documents.of_revision(article, revision, review=None)
    report = quality.check(document, vocabulary.current())
    return [
        each
        for each in findings(article, report)
        if each.severity == quality.BLOCK and each.rule not in ASKED_AT_PUBLISHING
    ]


def at_publishing(article: Article, revision: Revision, review: Review | None) -> list[Finding]:
    """What is amiss if this text went live now under this signature: blocks and warnings."""
    today = timezone.localdate()
    document = documents.of_revision(article, revision, review=review)
    document = replace(document, published_on=document.published_on or today, updated_on=today)
    report = quality.check(document, vocabulary.current())
    return [*_must_fix(article), *findings(article, report), *_without_evidence(article, revision)]


def refuse_blocks(found: list[Finding], *, what: str) -> None:
    """Raises ChecksFailed for what blocks; the exception carries each finding and its place."""
    blocks = blocking(found)
    if blocks:
        raise ChecksFailed(what, blocks)


def refuse_unacknowledged(found: list[Finding], acknowledged) -> list[Finding]:
    """The warnings, all of them acknowledged; raises Unacknowledged where one is not."""
    warned = warnings(found)
    missing = [each for each in warned if each.rule not in set(acknowledged)]
    if missing:
        raise Unacknowledged(missing)
    return warned


def blocking(found: list[Finding]) -> list[Finding]:
    return [each for each in found if each.severity == quality.BLOCK]


def warnings(found: list[Finding]) -> list[Finding]:
    return [each for each in found if each.severity == quality.WARN]


def _must_fix(article):
    url = reverse("admin:articles_article_change", args=[article.pk]) + "#remarks"
    return [
        Finding(
            MUST_FIX,
            "A remark that must be dealt with",
            quality.BLOCK,
            f"Deal with the remark, and have it marked as resolved: “{remark.text[:200]}”",
            "remarks",
            remark.quote[:200],
            url,
        )
        for remark in Remark.objects.must_fix_open(article)[:MOST_REMARKS]
    ]


def _without_evidence(article, revision):
    """Claims that are printed without a source; evidence for words that changed is not printed."""
    url = reverse("admin:articles_article_change", args=[article.pk]) + "#claims-group"
    return [
        Finding(
            CLAIM,
            "Claims have evidence",
            quality.WARN,
            f"Attach a source to this claim, or take its mark away: “{claim['text'][:200]}”",
            "claims",
            claim["text"][:200],
            url,
        )
        for claim in revision.claims
        if not claim["sources"]
    ]
