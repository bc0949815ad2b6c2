"""What is known of a comment before anybody sees it: what is masked, and why it must wait.

Nothing here is the writer's fault alone: whatever is held, a moderator looks at it.
"""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from articles import markup
from articles.models import HelpLine
from comments import advice, crisis, masking, spam, wording
from comments.models import Comment, CommentState, Danger

MOST_LINKS = 2
REPEATED_WITHIN = timedelta(days=30)
REJECTED_WITHIN = timedelta(days=90)
# Why a comment waits, as moderators read it; the order is that of their weight.
REASONS = {
    "crisis": "Words of crisis",
    "reported": "Reported by a reader",
    "advice": "Advice against a treatment",
    "spam": "The filter takes it for spam",
    "repeated": "The same words were posted before",
    "links": "Many links",
    "personal": "A number or an address was masked",
    "fast": "Written faster than people type",
    "first": "First comments wait",
}


@dataclass(frozen=True)
class Judgement:
    shown_text: str
    gives_advice: bool
    fingerprint: int | None
    spam_score: float
    danger: int = Danger.NONE
    held_because: list[str] = field(default_factory=list)
    # What a moderator should look at, though readers see it meanwhile.
    looked_at_because: list[str] = field(default_factory=list)


def judge(text: str, *, by, too_quick: bool = False, apart_from: int | None = None) -> Judgement:
    """By its words, and by what is known of its writer; `apart_from` is the comment itself, where
    it was posted before."""
    mark, score = wording.fingerprint(text), spam.judge(text)
    shown = masking.masked(text, numbers_of_help_lines())
    in_crisis = crisis.speaks_of_it(text)
    harmful, near_crisis = advice.is_against_treatment(text), crisis.touches_on_it(text)
    why = {
        "crisis": in_crisis,
        "spam": score >= spam.HELD_FROM,
        "repeated": _is_repeated(mark, apart_from),
        "links": len(markup.addresses_in(text)) > MOST_LINKS,
        "personal": shown != text,
        "fast": too_quick,
        "first": not is_trusted(by, apart_from=apart_from),
    }
    return Judgement(
        shown_text=shown,
        gives_advice=advice.is_given(text),
        fingerprint=mark,
        spam_score=score,
        danger=Danger.CRISIS
        if in_crisis
        else Danger.HARM
        if harmful or near_crisis
        else Danger.NONE,
        held_because=[code for code, holds in why.items() if holds],
        looked_at_because=["crisis"] * near_crisis + ["advice"] * harmful,
    )


def is_trusted(user, *, apart_from: int | None = None) -> bool:
    """Whose comments appear at once, unless a filter holds them: a moderator approved as many as
    the settings say, and rejected none lately."""
    if user.has_perm("comments.moderate_comment"):
        return True
    settled = Comment.objects.filter(writer=user, settled_at__isnull=False).exclude(
        pk=apart_from or 0
    )
    lately = timezone.now() - REJECTED_WITHIN
    if settled.filter(state=CommentState.REJECTED, settled_at__gte=lately).exists():
        return False
    needed = settings.COMMENTS_TRUSTED_AFTER
    approved = settled.filter(state=CommentState.SHOWN).order_by().values("pk")[:needed]
    return len(approved) >= needed


def numbers_of_help_lines() -> frozenset[str]:
    """The digits of the site's own help lines, which readers may pass on."""
    known = HelpLine.objects.in_use().order_by().values_list("number", flat=True)
    return frozenset(re.sub(r"\D", "", number) for number in known)


def _is_repeated(mark, apart_from):
    if mark is None:
        return False
    since = timezone.now() - REPEATED_WITHIN
    same = Comment.objects.filter(fingerprint=mark, posted_at__gte=since)
    return same.exclude(pk=apart_from or 0).exists()
