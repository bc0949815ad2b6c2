"""The editions of a page: which texts readers once saw, from when to when, and what became of them.

Read from the events that changed what readers see. An old edition may be read again where another
text took its place. What was taken away from readers, by a withdrawal or because nobody had signed
an urgent text in time, stays away, and so does an urgent text that was never signed.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery

from articles.models import Article, Decision, Event, Exemption, Review, Revision
from articles.review_box import ReviewBox, box

STAYS_ON_A_PAGE = 20
REPLACING = ("publish", "publish_unreviewed", "publish_urgently")
# Every step after which readers see another text than before it, or none.
MOVING = (*REPLACING, "take_back_urgent", "withdraw", "retract", "restore")
_HEAVY = "body_html plain_text headings sources claims key_facts glossary manuscript".split()


@dataclass(frozen=True)
class Stay:
    """One time in which readers saw one text. `until` is None while they see it; `is_withheld`
    where they may not see that text again."""

    number: int
    title: str
    note: str
    since: date
    until: date | None
    review: ReviewBox | None
    is_withheld: bool


@dataclass(frozen=True)
class Edition:
    """An old text that may be read again, with what it stood on when it was replaced."""

    revision: Revision
    review: Review | None
    review_box: ReviewBox | None
    exemption: Exemption | None
    since: date
    replaced_on: date


def of_page(article: Article, before: int | None = None) -> tuple[list[Stay], int | None]:
    """The newest stays, or those before the event of this number; and where older ones go on."""
    events = _stays(article).select_related("shown").order_by("-sequence")
    events = events.defer(*(f"shown__{name}" for name in _HEAVY))
    if before is not None:
        events = events.filter(sequence__lt=before)
    found = list(events[: STAYS_ON_A_PAGE + 1])
    shown = found[:STAYS_ON_A_PAGE]
    texts = {event.shown_id for event in shown}
    reviews, last = _reviews(texts), _last_stays(article, texts)
    older = shown[-1].sequence if len(found) > len(shown) else None
    return [_stay(event, last[event.shown_id], reviews[event.shown_id]) for event in shown], older


def edition(article: Article, number: int) -> Edition | None:
    """An old edition of a public page; None where readers never saw it, or may not see it again."""
    last = _stays(article).filter(shown__number=number).order_by("-sequence").first()
    if last is None or last.ended_at is None:
        return None
    reviews = _reviews({last.shown_id})[last.shown_id]
    if _is_withheld(last, reviews):
        return None
    revision = Revision.objects.defer("plain_text", "manuscript").get(pk=last.shown_id)
    review = _review_at(last, reviews)
    exemption = None if review else Exemption.objects.filter(revision=revision).first()
    since, replaced_on = last.happened_at.date(), last.ended_at.date()
    return Edition(revision, review, _box(review, revision), exemption, since, replaced_on)


def _stays(article):
    """The steps after which readers saw a text, each with the step that ended that."""
    moves = Event.objects.for_readers().filter(verb__in=MOVING)
    later = moves.filter(article=OuterRef("article"), sequence__gt=OuterRef("sequence"))
    later = later.order_by("sequence")
    return moves.filter(article=article, shown__isnull=False).annotate(
        ended_by=Subquery(later.values("verb")[:1]),
        ended_at=Subquery(later.values("happened_at")[:1]),
    )


def _last_stays(article, texts):
    """The last stay of each of these texts: it decides whether the text may be read again."""
    stays = _stays(article).filter(shown__in=texts).order_by("shown_id", "-sequence")
    return {event.shown_id: event for event in stays.distinct("shown_id")}


def _reviews(texts):
    """The approvals of these texts, by text, oldest first: one query."""
    found = defaultdict(list)
    reviews = Review.objects.filter(revision__in=texts, decision=Decision.APPROVED)
    reviews = reviews.select_related("basis__revision").order_by("pk")
    for review in reviews.defer(*(f"basis__revision__{name}" for name in _HEAVY)):
        found[review.revision_id].append(review)
    return found


def _is_withheld(last, reviews):
    """Whether a text was taken away, or was an urgent one that nobody signed while it stood."""
    if last.ended_by is None:
        return False
    is_unsigned = last.verb == "publish_urgently" and _review_at(last, reviews) is None
    return is_unsigned or last.ended_by not in REPLACING


def _review_at(stay, reviews):
    """The signature that stood when the stay ended, not one that was given later."""
    given = [r for r in reviews if stay.ended_at is None or r.decided_at <= stay.ended_at]
    return given[-1] if given else None


def _stay(event, last, reviews):
    text = event.shown
    return Stay(
        number=text.number,
        title=text.title,
        note=text.change_note,
        since=event.happened_at.date(),
        until=event.ended_at.date() if event.ended_at else None,
        review=_box(_review_at(event, reviews), text),
        is_withheld=_is_withheld(last, reviews),
    )


def _box(review, revision):
    if review is None:
        return None
    signed = review.basis.revision if review.basis else revision
    return box(review, number=signed.number)
