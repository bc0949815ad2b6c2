"""What moderators decide about a report beside closing it, and taking the last decision back.

They do not correct pages: what they find right is handed to those who look after the page.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles.errors import NotAllowed
from articles.notifications import editors, tell
from comments import cases, leads
from comments.masks import MASK, Sentences
from comments.masks import refusal as refusal_of_mask
from comments.models import Case, CaseEvent, Reason, Verb
from comments.models.comment import LONGEST_SHOWN
from comments.models.reason import LONGEST_MESSAGE

UNDONE_WITHIN = timedelta(days=1)
CAN_BE_UNDONE = ("closed", "confirmed", "masked", "escalated")
LOOKED_AT = 20
GONE = "This was taken back already, or more than a day ago. Nothing was changed."
NOT_YOURS = "Only who decided can take it back; others decide anew."
TAKEN_BACK = "Taken back."
OF_REPORTS = Sentences(
    "Leave something of the report to be read, or close it.",
    f"Put {MASK} in place of the words that nobody should read.",
    f"Words can only be masked, not changed: put {MASK} in place of what nobody should "
    "read, and leave the rest as the reader typed it.",
)


# --- verbs


def confirm(case: Case, *, by, version: int, reason: Reason, note: str = "") -> Case:
    """It is right: who looks after the page is told, and it leaves the moderators' queue."""
    note = _words(reason, Verb.CONFIRM, note)
    with cases.locked(case, by, version) as held:
        _must_be_undecided(held)
        held.confirmed_at, held.confirmed_by = timezone.now(), by
        _record(held, "confirmed", by, reason, note)
        _tell_editors(held, reason, note, by)
    return held


def mask(case: Case, *, by, version: int, reason: Reason, shown_text: str) -> Case:
    """Nobody at the desk reads the masked words any more; no word can be put in."""
    _words(reason, Verb.MASK, "")
    shown_text = shown_text.replace("\r\n", "\n").strip()
    with cases.locked(case, by, version) as held:
        if no := refusal_of_mask(shown_text, held.text, held.said, LONGEST_SHOWN, OF_REPORTS):
            raise NotAllowed(no)
        held.masked_text = shown_text
        _record(held, "masked", by, reason)
    return held


def escalate(case: Case, *, by, version: int, reason: Reason, note: str = "") -> Case:
    """Leave it to the lead moderators, with a note; it leaves the queue of the others."""
    note = _words(reason, Verb.ESCALATE, note)
    with cases.locked(case, by, version) as held:
        _must_be_undecided(held)
        if held.escalated_at:
            raise NotAllowed("This report was handed to the lead moderators already.")
        held.escalated_at, held.escalated_by = timezone.now(), by
        _record(held, "escalated", by, reason, note)
        leads.told_of_case(held, note or reason.label, by=by)
    return held


def undo(event: CaseEvent, *, by) -> Case:
    """Take back one's own last decision on a report, while nothing else has happened since."""
    if event.happened_by_id != by.pk:
        raise NotAllowed(NOT_YOURS)
    if event.verb not in CAN_BE_UNDONE or event.happened_at <= timezone.now() - UNDONE_WITHIN:
        raise NotAllowed(GONE)
    version = event.facts.get("version", 0)
    if event.verb == "closed":
        return cases.reopen(event.case, by=by, version=version, reason=TAKEN_BACK)
    with cases.locked(event.case, by, version) as held:
        if event.verb == "confirmed":
            held.confirmed_at = held.confirmed_by = None
        elif event.verb == "escalated":
            held.escalated_at = held.escalated_by = None
        else:
            held.masked_text = ""
        cases.record(held, "undone", by=by, facts={"of": event.pk, "verb": event.verb})
    return held


def last_of(user) -> CaseEvent | None:
    """The newest decision on a report that this person can take back."""
    rows = CaseEvent.objects.filter(happened_by=user).order_by("-id").select_related("case")
    since = timezone.now() - UNDONE_WITHIN
    for event in rows.select_related("case__revision")[:LOOKED_AT]:
        fits = event.case.version == event.facts.get("version")
        if event.verb in CAN_BE_UNDONE and event.happened_at > since and fits:
            return event
    return None


def was_told_after(event: CaseEvent) -> bool:
    """Whether the reader was told of the decision before it was taken back."""
    return CaseEvent.objects.filter(case=event.case_id, verb="told", pk__gt=event.pk).exists()


# --- private


def _words(reason, verb, note):
    if reason.verb != verb or not reason.is_active:
        raise NotAllowed("Choose a reason of the list.")
    note = note.replace("\r\n", "\n").strip()
    if len(note) > LONGEST_MESSAGE:
        raise NotAllowed(f"Shorten the note to {LONGEST_MESSAGE:,} characters.")
    return note


def _must_be_undecided(held):
    cases.must_wait(held)
    if held.confirmed_at:
        raise NotAllowed("This report was handed to the editors already.")


def _record(held, verb, by, reason, note=""):
    facts = {"reason": reason.pk, "label": reason.label, "version": held.version + 1}
    said = f"{reason.label}. {note}" if note else reason.label
    cases.record(held, verb, by=by, reason=said, facts=facts)


def _tell_editors(case, reason, note, by):
    article = case.revision.article
    people = [person for person in (article.owner, article.deputy) if person]
    title = case.revision.title
    paragraphs = [
        f"A reader reported a problem on “{title}” ({case.get_kind_display().lower()}), and {by} "
        f"hands it to you: {reason.label.lower()}.",
        note,
        "Read the report, correct the page, and close the report then: the reader is told.",
    ]
    tell(
        [person for person in people or editors() if person.pk != by.pk],
        subject=f"To correct: {title}",
        text="\n\n".join(filter(None, paragraphs)),
        path=reverse("admin:comments_case_change", args=[case.pk]),
    )
