"""What can be decided about each kind of thing: its keys, its reasons, and what goes with them."""

from django.urls import reverse
from django.utils.translation import gettext

from articles.errors import NotAllowed
from comments import telling
from comments.admin.moderation.door import number_in
from comments.models import Reason, Verb

OF_COMMENTS = (
    (Verb.APPROVE, "a", "Approve", "Message"),
    (Verb.REJECT, "r", "Reject", "Message"),
    (Verb.MASK, "e", "Mask words", "Message"),
    (Verb.ESCALATE, "x", "Escalate", "A note for who decides"),
)
OF_REPORTS = (
    (Verb.CONFIRM, "a", "It is right: hand it to the editors", "A note for the editors"),
    (Verb.CLOSE, "r", "Close it", "Why, as the reader is told"),
    (Verb.MASK, "e", "Mask words", ""),
    (Verb.ESCALATE, "x", "Hand it to the lead moderators", "A note for who decides"),
)
OF_APPEALS = (
    (Verb.OVERTURN, "a", "Take the decision back", "Why, as the person reads it"),
    (Verb.UPHOLD, "r", "Let the decision stand", "Why, as the person reads it"),
)
NOTES = {Verb.ESCALATE, Verb.CONFIRM}  # their words go to colleagues, so no reason prefills them


def offered(verbs, address: str, row, about) -> list[dict]:
    """Each verb with its reasons, numbered as their keys are; what they tell the person, in the
    language of the page. `about` is what has that page: a comment, a report, or None."""
    by_verb: dict[str, list[dict]] = {}
    with telling.language_of(about):
        for reason in Reason.objects.offered(*[verb for verb, *_ in verbs]):
            numbered = by_verb.setdefault(reason.verb, [])
            told = message_of(reason)
            numbered.append({"reason": reason, "number": len(numbered) + 1, "message": told})
    return [
        {
            "name": verb.value,
            "key": key,
            "label": label,
            "reasons": by_verb.get(verb, []),
            "url": reverse(address, args=[row.pk, verb.value]),
            "message_label": message_label,
            "is_prefilled": verb not in NOTES,
            "asks_whether_to_tell": message_label == "Message",
        }
        for verb, key, label, message_label in verbs
    ]


def reason_in(request, verb: str) -> Reason:
    chosen = number_in(request.POST.get("reason"))
    reason = Reason.objects.offered(verb).filter(pk=chosen).first() if chosen else None
    if reason is None:
        raise NotAllowed("Choose a reason of the list.")
    return reason


def told_in(request, reason: Reason, about) -> str:
    """What was typed; or what the reason says by itself, in the language of the page."""
    with telling.language_of(about):
        return request.POST.get("message", "").strip() or message_of(reason)


def message_of(reason: Reason) -> str:
    """What it tells the writer, in the language that is spoken now, where the site knows it."""
    return gettext(reason.message) if reason.message else ""
