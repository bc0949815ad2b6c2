"""Warning people, and stopping them from commenting for days or for good; all of it reversible.

The person is told why, until when, and how to appeal. Nobody sanctions themselves, and nobody who
works on the site is sanctioned here: that is for those who give roles.
"""

from contextlib import contextmanager
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.errors import NotAllowed
from comments import telling
from comments.models import Comment, CommentEvent, Reason, Sanction, SanctionKind, Verb
from comments.models.reason import LONGEST_MESSAGE

DAYS = (1, 3, 7, 30, 90)
DONE = {"warn": "warned", "mute": "muted", "ban": "banned"}
STRENGTH = {"warn": 0, "mute": 1, "ban": 2}
NOT_YOURS = "Sanctions are for moderators."
OWN = "You cannot sanction yourself."
STAFF = "This person works on the site. Ask an administrator to change their roles instead."


# --- who may


def refusal(user) -> str:
    """Why this person may not comment; "" where nothing stops them."""
    if not user.is_authenticated:
        return ""
    running = list(Sanction.objects.filter(person=user).running()[:50])
    if not running:
        return ""
    if any(sanction.until is None for sanction in running):
        return _("You cannot comment any more. On the page “My comments” you read why.")
    until = date_format(max(sanction.until for sanction in running), "DATE_FORMAT")
    said = _("You cannot comment until %(date)s. On the page “My comments” you read why.")
    return said % {"date": until}


def refusal_to_impose(by, person) -> str:
    if not by.has_perm("comments.sanction_reader"):
        return NOT_YOURS
    if by.pk == person.pk:
        return OWN
    if person.is_staff or person.is_system:
        return STAFF
    return ""


# --- verbs


def warn(person, *, by, reason: Reason, message: str, comment: Comment | None = None) -> Sanction:
    return _impose(SanctionKind.WARN, person, None, by, reason, message, comment)


def mute(
    person, *, by, reason: Reason, message: str, days: int, comment: Comment | None = None
) -> Sanction:
    """No comments for so many days."""
    if days not in DAYS:
        raise NotAllowed("Choose for how many days.")
    until = timezone.now() + timedelta(days=days)
    return _impose(SanctionKind.MUTE, person, until, by, reason, message, comment)


def ban(person, *, by, reason: Reason, message: str, comment: Comment | None = None) -> Sanction:
    """No comments any more, until somebody lifts it."""
    return _impose(SanctionKind.BAN, person, None, by, reason, message, comment)


def lift(sanction: Sanction, *, by, because: str) -> Sanction:
    """Take it back; that it was, and why it is no more, stays in the record."""
    because = because.replace("\r\n", "\n").strip()
    if not because or len(because) > LONGEST_MESSAGE:
        raise NotAllowed(f"Say why it is lifted, in up to {LONGEST_MESSAGE:,} characters.")
    with transaction.atomic():
        held = Sanction.objects.select_for_update().get(pk=sanction.pk)
        if no := refusal_to_impose(by, held.person):
            raise NotAllowed(no)
        if held.lifted_at:
            raise NotAllowed(f"{held.lifted_by} lifted this first. Nothing was changed.")
        lift_held(held, by=by, because=because)
        record(held, "lifted", by=by, note=because)
        telling.told_of_lifting(held)
    return held


def lift_held(held: Sanction, *, by, because: str) -> None:
    """In the transaction that holds the row."""
    held.lifted_at, held.lifted_by, held.lifted_because = timezone.now(), by, because
    held.save()


def record(sanction: Sanction, verb: str, *, by, note="", facts=None) -> CommentEvent:
    return CommentEvent.objects.create(
        sanction=sanction, verb=verb, happened_by=by, note=note, facts=facts or {}
    )


# --- private


def _impose(kind, person, until, by, reason, message, comment):
    message = message.replace("\r\n", "\n").strip()
    if no := _refusal_of_words(reason, message):
        raise NotAllowed(no)
    with _held(person, by) as held:
        _must_add_something(held, kind, until)
        sanction = Sanction.objects.create(
            person=held,
            kind=kind,
            reason=reason,
            message=message,
            comment=comment,
            imposed_by=by,
            until=until,
        )
        facts = {"reason": reason.pk, "label": reason.label, "rule": reason.rule}
        record(sanction, DONE[kind], by=by, note=message, facts=facts)
        telling.told_of_sanction(sanction)
    return sanction


@contextmanager
def _held(person, by):
    """Two moderators who sanction one person at once do so one after the other."""
    with transaction.atomic():
        held = get_user_model().objects.select_for_update(no_key=True).get(pk=person.pk)
        if no := refusal_to_impose(by, held):
            raise NotAllowed(no)
        yield held


def _refusal_of_words(reason, message):
    if reason.verb != Verb.SANCTION or not reason.is_active:
        return "Choose a reason of the list."
    if not message or len(message) > LONGEST_MESSAGE:
        return f"Write what the person is told, in up to {LONGEST_MESSAGE:,} characters."
    return ""


def _must_add_something(person, kind, until):
    """Nothing is decided twice: what stands already, for as long or longer, is told instead."""
    for stands in Sanction.objects.filter(person=person).running().select_related("imposed_by"):
        as_long = stands.until is None or until is not None and stands.until >= until
        if STRENGTH[stands.kind] >= STRENGTH[kind] and kind != SanctionKind.WARN and as_long:
            raise NotAllowed(
                f"{stands.imposed_by} has done this first: {stands.get_kind_display().lower()}. "
                "Nothing was changed."
            )
