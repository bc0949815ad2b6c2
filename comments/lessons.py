"""What the spam filter learns from a decision; and what it unlearns when that is taken back."""

from django.db.models import Q

from comments import spam
from comments.models import Comment, Reason, Verb

SPAM, HONEST = "spam", "honest"


def draw(held: Comment, reason: Reason) -> dict:
    """Learn from what is being decided, under lock; what was learned, for the record of it. Words
    that are rejected for another reason than spam teach nothing: people who insult are no robots.
    """
    lesson = SPAM if reason.is_spam else HONEST if reason.verb == Verb.APPROVE else ""
    return replace(held, lesson) if lesson else {}


def replace(held: Comment, lesson: str) -> dict:
    """Of one text one thing is known: the former lesson is unlearned. `""` leaves none."""
    former = in_force(held)
    if former != lesson:
        if former:
            spam.unlearn(held.text, former == SPAM)
        if lesson:
            spam.learn(held.text, lesson == SPAM)
    return {"lesson": lesson, "lesson_before": former}


def in_force(comment: Comment) -> str:
    """What was learned of the words that it has now."""
    lines = comment.events.filter(Q(facts__has_key="lesson") | Q(verb="edited"))
    last = lines.last()
    return last.facts.get("lesson", "") if last else ""
