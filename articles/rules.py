"""Rules of single steps: each takes a person and an article and returns why not, or ""."""

from django.utils import timezone

from articles import markup, minor_changes
from articles.models import (
    Article,
    Authorship,
    Change,
    Decision,
    Event,
    Review,
    Revision,
)

# Doing any of these makes a person part of the text, so that they cannot sign it.
WRITING_VERBS = (
    "created",
    "imported",
    "started_edition",
    "edited",
    "restored_version",
    "submit",
    "publish_unreviewed",
    "publish_urgently",
)
FREEZING_VERBS = ("submit", "publish_unreviewed", "publish_urgently")
NO_CREDENTIAL = (
    "You have no verified credential that is in date, so you cannot sign. "
    "Ask an administrator to enter and verify it."
)


def contributors(article: Article) -> list[int]:
    """Who has a part in the text since it was last signed: the authors named in it, and
    everybody who wrote, edited or submitted any change since the last signed revision, by id."""
    authors = Authorship.objects.filter(article=article).values_list("user", flat=True)
    changes = Event.objects.filter(article=article, verb__in=WRITING_VERBS)
    if signed := _last_signed(article):
        changes = changes.filter(pk__gt=signed)
    came_back = changes.filter(verb="restored_version").values_list("facts", flat=True)
    wrote_before = {pk for facts in came_back for pk in facts.get("contributors", [])}
    return sorted({*authors, *changes.values_list("happened_by", flat=True), *wrote_before})


def _last_signed(article):
    """The event that froze the last text which a clinician signed whole; None before the first."""
    if article.last_review_id is None:
        return None
    frozen = Event.objects.filter(
        article=article,
        verb__in=FREEZING_VERBS,
        revision__reviews=article.last_review_id,
    )
    return frozen.order_by("pk").values_list("pk", flat=True).first()


def is_own(user, article: Article) -> bool:
    return article.created_by_id == user.pk or (
        Authorship.objects.filter(article=article, user=user).exists()
    )


def looks_after(user, article: Article) -> bool:
    return user.pk in (article.owner_id, article.deputy_id)


def is_own_or_any(user, article: Article) -> str:
    if user.has_perm("articles.change_any_article") or is_own(user, article):
        return ""
    if looks_after(user, article):
        return ""
    return "This is not your article. Ask one of its authors or an editor."


def has_words(user, article: Article) -> str:
    if article.pending_id or markup.word_count(article.body):
        return ""
    return "The article has no text yet. Write it first."


def awaiting_signature(article: Article) -> Revision | None:
    """The revision that an approval now would sign: the submitted one, or the exempt live one."""
    if article.pending_id:
        return article.pending
    return article.live if article.live_exemption_id else None


def awaits_a_signature(user, article: Article) -> str:
    return "" if awaiting_signature(article) else "There is nothing here to approve."


def has_a_credential(user, article: Article) -> str:
    if user.is_demo and not article.created_by.is_demo:
        return "A demonstration account signs demonstration articles only."
    return "" if user.signing_credential() else NO_CREDENTIAL


def is_independent(user, article: Article) -> str:
    revision = awaiting_signature(article)
    if revision is None:
        return ""
    part = {*revision.contributors, *_authors_and(article, revision)}
    if revision == article.live and article.live_exemption:
        part.add(article.live_exemption.granted_by_id)
    return _not_among(user, part)


def is_independent_of_live(user, article: Article) -> str:
    live = article.live
    if live is None:
        return "Readers do not see this article."
    return _not_among(user, {*live.contributors, *_authors_and(article, live)})


def _authors_and(article, revision):
    """The authors named in the print, and those whom the manuscript names now."""
    named = Authorship.objects.filter(article=article).values_list("user", flat=True)
    return {*named, *(author["id"] for author in revision.byline)}


def _not_among(user, people):
    if user.pk in people:
        return (
            "You wrote, edited or submitted this text, so you cannot approve it. "
            "Somebody independent must."
        )
    return ""


def is_a_minor_change(user, article: Article) -> str:
    """A small repair of a text that a clinician has signed whole, and that is marked as one."""
    pending, basis = article.pending, article.last_review
    if pending is None or basis is None or article.live_review_id is None:
        return "Only a text that a clinician has signed can be repaired without a new review."
    if pending.change != Change.MINOR:
        return (
            "This was not submitted as a small repair, so a clinician must read it. "
            "Take it back and submit it as a small repair if it is one."
        )
    return minor_changes.refusal(basis.revision, pending)


def is_approved(user, article: Article) -> str:
    return "" if approval_of_pending(article) else "This version has not been approved."


def approval_of_pending(article: Article) -> Review | None:
    if article.pending is None:
        return None
    approved = article.pending.reviews.filter(decision=Decision.APPROVED)
    return approved.select_related("basis").first()


def is_signed(user, article: Article) -> str:
    if article.live_review_id:
        return ""
    return "Nobody has reviewed this text yet. It needs a whole review first."


def is_public(user, article: Article) -> str:
    return "" if article.is_public else "Readers do not see this article."


def is_not_withdrawn(user, article: Article) -> str:
    return "This article is withdrawn. Restore it, or publish it." if article.is_withdrawn else ""


def has_no_urgent_text(user, article: Article) -> str:
    """No other exception ends the 24 hours of an urgent text."""
    exemption = article.live_exemption
    if exemption and exemption.is_open_and_urgent:
        return (
            "An urgent text waits for its signature. Have it signed, or publish urgently again "
            "within its 24 hours."
        )
    return ""


def is_withdrawn(user, article: Article) -> str:
    return "" if article.is_withdrawn else "This article is not withdrawn."


def can_be_seen_again(user, article: Article) -> str:
    exemption = article.live_exemption
    if exemption is None or exemption.cleared_at is None and not _is_late(exemption):
        return ""
    return "This text was taken back because nobody signed it. It needs an approval first."


def _is_late(exemption):
    return exemption.deadline is not None and exemption.deadline <= timezone.now()


def is_urgent_and_open(user, article: Article) -> str:
    exemption = article.live_exemption
    if exemption is None or not exemption.is_open_and_urgent:
        return "There is no urgent text here that waits for a signature."
    return "" if _is_late(exemption) else "The 24 hours of the urgent text are not over yet."


def has_a_concern(user, article: Article) -> str:
    if article.editorial_notices.filter(kind="concern", lifted_at=None).exists():
        return ""
    return "There is no expression of concern to lift."


def has_no_concern(user, article: Article) -> str:
    if not has_a_concern(user, article):
        return "There is an expression of concern already. Lift it first."
    return ""
