"""Whether a clinician stands behind exactly this text, and since when (HQ-03 to HQ-06)."""

from collections.abc import Iterator
from datetime import date

from .document import Document
from .facts import BLOCK, WARN, Fact, Note, Place
from .minor import is_minor
from .registry import rule
from .vocabulary import Vocabulary

LONGEST_INTERVAL_MONTHS = 36
CLINICIAN = "clinician"
REVIEW, DATES = Place("review"), Place("dates")


@rule("HQ-03", "reviewer.clinical_independent", BLOCK)
def clinical_and_independent(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    review = document.review
    if review is None:
        yield Fact("no-reviewer", REVIEW, "no reviewer")
        return
    name = review.person.name
    if review.role != CLINICIAN:
        yield Fact("not-a-clinician", REVIEW, f"{name} did not review as a clinician")
    if not review.person.credentials.strip():
        yield Fact("no-credentials", REVIEW, f"{name} has no credentials")
    if any(_same(review.person, author) for author in document.authors):
        yield Fact("own-text", REVIEW, f"{name} is an author of this text")
    elif review.person.key and review.person.key in document.editors:
        yield Fact("own-text", REVIEW, f"{name} edited this text")


def _same(one, other) -> bool:
    if one.key and other.key:
        return one.key == other.key
    return one.name.casefold() == other.name.casefold()


@rule("HQ-04", "review.covers_this_version", BLOCK)
def covers_this_version(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    review = document.review
    if review is None or not review.sha256:
        yield Fact("not-approved", REVIEW, "no approved revision")
    elif (review.revision, review.sha256) == (document.revision, document.sha256):
        return
    elif review.signed_text is None:
        yield Fact("other-version", REVIEW, "the text is not the one that was approved")
    elif not is_minor(
        review.signed_text, document.wording, vocabulary.medicines, vocabulary.negations
    ):
        yield Fact("not-minor", REVIEW, "the change marked as minor is more than that")


@rule("HQ-05", "review.in_date", WARN)
def in_date(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    on = document.review.reviewed_on if document.review else None
    due = document.review.next_on if document.review else None
    if on is None:
        yield Fact("no-review-date", DATES, "no date of review")
    elif on > document.evaluated_on:
        yield Fact("review-in-future", DATES, f"reviewed {on}, after {document.evaluated_on}")
    if due is None:
        yield Fact("no-next-review", DATES, "no date of the next review")
    elif due < document.evaluated_on:
        yield Fact("overdue", DATES, f"the review was due {due}")
    elif on and due > months_later(on, LONGEST_INTERVAL_MONTHS):
        yield Fact("next-review-late", DATES, f"reviewed {on}, next not before {due}")


@rule("HQ-06", "dates.present", BLOCK)
def dates_present(document: Document, vocabulary: Vocabulary) -> Iterator[Fact | Note]:
    published, updated = document.published_on, document.updated_on
    if published is None or updated is None:
        missing = "publishing" if published is None else "the last update"
        yield Fact("no-date", DATES, f"no date of {missing}")
    elif published > updated:
        yield Fact("wrong-order", DATES, f"published {published}, but updated {updated}")
    elif updated > document.evaluated_on:
        yield Fact("date-in-future", DATES, f"updated {updated}, after {document.evaluated_on}")
    else:
        yield Note(f"published {published}, updated {updated}")


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
