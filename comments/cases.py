"""Cases: opening one, taking it in hand, closing it with an outcome, opening it again.

Each verb locks the row and asks again what it is: of two people who decide at once, one wins, and
the other is told who was first.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.errors import NotAllowed
from articles.models import EditorialNotice, NoticeKind, Revision
from articles.notifications import editors, tell
from comments import reporters, severity
from comments.errors import StaleCase
from comments.models import Case, CaseEvent, Kind, Outcome, Severity, State
from comments.models.case import LONGEST_REASON

NOT_YOURS = (
    "Reports are decided by editors, publishers and moderators, and by who looks after the article."
)
CORRECTIONS_OFFERED = 10


# --- who may


def may_decide(user, case: Case) -> bool:
    """Whether this person may decide; who made the report never judges it."""
    if case.opened_by_id == user.pk:
        return False
    if user.has_perm("comments.decide_any_case"):
        return True
    looks_after = user.pk in (case.article.owner_id, case.article.deputy_id)
    return looks_after and user.has_perm("comments.decide_case")


# --- verbs


def open_case(
    revision: Revision,
    *,
    by,
    kind: str,
    text: str,
    passage: str = "",
    email: str = "",
    harmful: bool = False,
    key=None,
) -> Case:
    """A reader's report on the edition that they read. The same form sent twice gives the first
    case again, with what the second adds. `by` is HealthHub's own account where the reader has
    none."""
    if kind not in Kind.values or not text:
        raise NotAllowed("Say what kind of problem it is, and what is wrong.")
    judged, reasons = severity.judge(kind, f"{text}\n{passage}", harmful=harmful)
    facts = {
        "article_id": revision.article_id,
        "revision": revision,
        "kind": kind,
        "severity": judged,
        "raised_because": "; ".join(reasons)[:300],
        "text": text,
        "passage": passage,
        "email": email,
        "opened_by": by,
    }
    with transaction.atomic():
        case, made = (
            Case.objects.get_or_create(key=key, defaults=facts)
            if key
            else (Case.objects.create(**facts), True)
        )
        if made:
            record(case, "opened", by=by, facts={"kind": kind, "severity": int(judged)})
            if judged == Severity.DANGER:
                _warn(case)
        else:
            _add_to(case, by, facts)
    return case


def _add_to(case, by, facts):
    """What a form that is sent again says besides: more danger, never less, and an address where
    there was none. What was decided meanwhile stays decided."""
    held = Case.objects.select_for_update().get(pk=case.pk)
    added = {}
    if facts["severity"] > held.severity:
        added = {name: facts[name] for name in ("severity", "raised_because")}
    if facts["email"] and not held.email:
        added["email"] = facts["email"]
    if not added or not held.is_waiting:
        return
    was_danger = held.severity == Severity.DANGER
    for each in (held, case):
        for name, value in added.items():
            setattr(each, name, value)
    held.version = case.version = held.version + 1
    held.save()
    told = {"severity": int(held.severity), "address": "email" in added}
    record(held, "added_to", by=by, facts=told)
    if held.severity == Severity.DANGER and not was_danger:
        _warn(case)


def take(case: Case, *, by, version: int) -> Case:
    """Say that one looks after it now; who has it already gives way."""
    with locked(case, by, version) as held:
        must_wait(held)
        if held.taken_by_id == by.pk:
            raise NotAllowed("You have it in hand already.")
        held.state, held.taken_at, held.taken_by = State.IN_HAND, timezone.now(), by
        record(held, "taken", by=by)
    return held


def close(
    case: Case,
    *,
    by,
    version: int,
    outcome: str,
    reason: str,
    correction: EditorialNotice | None = None,
    label: str = "",
    can_be_undone: bool = False,
) -> Case:
    """Decide it. Who left an address is told the outcome and the reason; of spam nothing is.
    `label` is the reason's, where it is one of the list. What can be undone is mailed later."""
    reason = reason.replace("\r\n", "\n").strip()
    if no := _refusal_to_close(case, outcome, reason, correction):
        raise NotAllowed(no)
    with locked(case, by, version) as held:
        must_wait(held)
        held.state, held.closed_at, held.closed_by = State.CLOSED, timezone.now(), by
        held.outcome, held.reason, held.correction = outcome, reason, correction
        facts = {"outcome": outcome, "correction": correction.pk if correction else None}
        facts |= {"label": label, "version": held.version + 1}
        record(held, "closed", by=by, reason=reason, facts=facts)
        if outcome == Outcome.SPAM and held.email:
            reporters.delete_address(held, by=by)
        reporters.answer_later(held, at_once=not can_be_undone)
    return held


def reopen(case: Case, *, by, version: int, reason: str) -> Case:
    """Take a decision back; what it was, and why, stays in the record."""
    reason = reason.replace("\r\n", "\n").strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise NotAllowed(f"Say why it is opened again, in up to {LONGEST_REASON} characters.")
    with locked(case, by, version) as held:
        if held.is_waiting:
            raise NotAllowed("This case is open already.")
        held.state = State.IN_HAND if held.taken_by_id else State.OPEN
        held.closed_at = held.closed_by = held.correction = held.answer_due = None
        held.outcome = held.reason = ""
        record(held, "reopened", by=by, reason=reason)
    return held


def forget_address(case: Case, *, by, version: int) -> Case:
    """Delete the reader's address at once, as they asked; nothing can be sent to them then."""
    with locked(case, by, version) as held:
        if not held.email:
            raise NotAllowed("There is no address any more.")
        reporters.delete_address(held, by=by)
    return held


def record(case: Case, verb: str, *, by, reason: str = "", facts=None) -> CaseEvent:
    return CaseEvent.objects.create(
        case=case, verb=verb, happened_by=by, reason=reason, facts=facts or {}
    )


# --- what can be said of a case


SAYS = {
    "confirmed": "handed this case to the editors",
    "masked": "masked words of this case",
    "escalated": "handed this case to the lead moderators",
    "undone": "took a decision on this case back",
}


def corrections_for(case: Case) -> list[EditorialNotice]:
    """The corrections of the page that may have come of it, the newest first."""
    notices = EditorialNotice.objects.filter(article=case.article_id, kind=NoticeKind.CORRECTION)
    return list(notices.order_by("-published_at", "-id")[:CORRECTIONS_OFFERED])


def _refusal_to_close(case, outcome, reason, correction):
    if outcome not in Outcome.values:
        return "Choose what came of it."
    if not reason:
        return "Say why, in a sentence or two. A reader who left an address is sent it."
    if len(reason) > LONGEST_REASON:
        return f"Shorten the reason to {LONGEST_REASON} characters; it has {len(reason)}."
    if correction and outcome != Outcome.CORRECTED:
        return "A correction can be named only where the page was corrected."
    if correction and correction.article_id != case.article_id:
        return "That correction is of another page. Choose one of this page."
    return ""


@contextmanager
def locked(case, by, version) -> Iterator[Case]:
    """The row, locked and as it is now; stored as a new version when the verb is done."""
    with transaction.atomic():
        # Nothing is joined: who waits for the row gets its new values, but of joined rows the old.
        held = Case.objects.select_for_update().get(pk=case.pk)
        if not may_decide(by, held):
            raise NotAllowed(NOT_YOURS)
        if held.version != version:
            raise StaleCase(held, what_was_done(held))
        yield held
        held.version += 1
        held.save()


def what_was_done(case: Case) -> str:
    """The last thing that somebody did with it, in a sentence."""
    if case.closed_by:
        return f"{case.closed_by} closed this case: {case.get_outcome_display().lower()}."
    event = case.events.select_related("happened_by").last()
    if event and event.verb in SAYS:
        return f"{event.happened_by} {SAYS[event.verb]}."
    if case.taken_by:
        return f"{case.taken_by} has this case in hand."
    return "Somebody changed this case after you opened it."


def must_wait(held):
    if not held.is_waiting:
        raise NotAllowed("This case is closed. Open it again first.")


def _warn(case):
    """Who looks after the page hears at once of what could harm somebody; without the reader's
    own words, which stay here."""
    article = case.revision.article
    people = [person for person in (article.owner, article.deputy) if person]
    tell(
        people or editors(),
        subject=f"A reader warns: {case.revision.title}",
        text=(
            f"A reader reported something on “{case.revision.title}” that could harm somebody "
            f"({case.get_kind_display().lower()}; {case.raised_because}).\n\n"
            "Read it now. If they are right, correct the page or withdraw it."
        ),
        path=reverse("admin:comments_case_change", args=[case.pk]),
    )
