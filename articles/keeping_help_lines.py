"""Keeping help lines: adding, changing and checking them, and telling who should check.

Each verb leaves a row that nothing can change, so that it stays known who vouched for a number.
"""

from collections import defaultdict
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles import notifications
from articles.errors import NotAllowed
from articles.models import HelpLine, HelpLineRecord

A_MONTH = timedelta(days=30)
MOST_IN_USE = 500  # every page that shows help reads all of them
MOST_TOLD = 20
KEEPERS = ["editor", "admin"]
# Whoever changes one of these has to check the line again.
_CHECKED = ("country", "name", "channel", "number", "what_to_send")


@transaction.atomic
def save(line: HelpLine, *, by) -> HelpLine:
    """Add a line, or change it. One that says something new is not shown until it is checked."""
    _refuse_strangers(by)
    before = HelpLine.objects.select_for_update(of=("self",)).filter(pk=line.pk).first()
    if line.in_use and not (before and before.in_use):
        refuse_too_many()
    says_the_same = before and all(getattr(line, f) == getattr(before, f) for f in _CHECKED)
    line.verified_on = before.verified_on if says_the_same else None
    line.verified_by = before.verified_by if says_the_same else None
    line.told_on = before.told_on if before else None
    line.full_clean()
    line.save()
    what = HelpLineRecord.What.CHANGED if before else HelpLineRecord.What.ADDED
    _record(line, what, by)
    return line


@transaction.atomic
def check(line: HelpLine, *, number: str, by) -> HelpLine:
    """“I checked this number today”; `number` is the one that was checked."""
    _refuse_strangers(by)
    line = HelpLine.objects.select_for_update(of=("self",)).get(pk=line.pk)
    if number != line.number:
        raise NotAllowed(
            f"Somebody changed this line: its number is now {line.number}. Check that one."
        )
    if no := refusal_to_check(line, by):
        raise NotAllowed(no)
    line.verified_on, line.verified_by = timezone.localdate(), by
    line.save(update_fields=["verified_on", "verified_by"])
    _record(line, HelpLineRecord.What.CHECKED, by)
    return line


def refusal_to_check(line: HelpLine, by) -> str:
    """Why this person may not say that the line is right; "" when they may. Four eyes see a number
    before readers do, wherever there are four: no line at all would be the greater danger."""
    changed = _who_changed(line) if line.verified_on is None else set()
    if by.pk in changed and keepers().exclude(pk__in=changed).exists():
        return (
            "You changed what this line says, so somebody else has to check it. Ask another "
            "editor, or an administrator; readers see the line from then on."
        )
    return ""


def _who_changed(line):
    """Those who since the last check wrote something of what is checked."""
    found, said = set(), None
    for record in line.records.order_by("id"):
        says = [record.facts.get(name) for name in _CHECKED]
        if record.what == HelpLineRecord.What.CHECKED:
            found = set()
        elif says != said:
            found.add(record.happened_by_id)
        said = says
    return found


def refuse_too_many() -> None:
    """Raises NotAllowed where no further line can be taken into use."""
    if HelpLine.objects.in_use().count() >= MOST_IN_USE:
        raise NotAllowed(
            f"There are {MOST_IN_USE} help lines in use, as many as one page can hold. "
            "Take one out of use first."
        )


def keepers():
    """The people who may look after a line."""
    people = get_user_model().objects.active().filter(is_demo=False, roles__overlap=KEEPERS)
    return people.order_by("sort_key", "pk")


def _refuse_strangers(by):
    if not by.has_perm("articles.change_helpline"):
        raise NotAllowed("Help lines are kept by editors. Tell one of them what should change.")


def _record(line, what, by):
    HelpLineRecord.objects.create(line=line, what=what, facts=line.facts(), happened_by=by)


# — by the clock —


@transaction.atomic
def remind_owners() -> int:
    """Ask each owner, once a month a line, to check it again; gives the number of lines.

    Where the next month would come after the last day on which readers see the line, the owner
    is told on the day after that day instead: then it is not shown any more.
    """
    today = timezone.localdate()
    lines = [line for line in _not_told_for_a_month(today) if _is_due(line, today)]
    by_owner = defaultdict(list)
    for line in lines:
        by_owner[line.owner if line.owner and line.owner.is_active else None].append(line)
    for owner, theirs in by_owner.items():
        _tell([owner] if owner else list(keepers()[:MOST_TOLD]), theirs, today)
    HelpLine.objects.filter(pk__in=[line.pk for line in lines]).update(told_on=today)
    return len(lines)


def _not_told_for_a_month(today):
    """Those that another worker is telling about are left to it."""
    last = Greatest("verified_on", "told_on")  # PostgreSQL passes over the one that is null
    lines = HelpLine.objects.in_use().annotate(last_heard_on=last).select_related("owner")
    lines = lines.filter(Q(last_heard_on=None) | Q(last_heard_on__lte=today - A_MONTH))
    return lines.select_for_update(of=("self",), skip_locked=True)[:MOST_IN_USE]


def _is_due(line, today):
    if line.verified_on is None or line.last_shown_on < today:
        return True
    return line.last_shown_on - today >= A_MONTH


def _tell(people, lines, today):
    gone = [line for line in lines if not line.is_current(today)]
    subject = f"Help lines to check: {len(lines)}"
    if gone:
        subject = f"Help lines that readers no longer see: {len(gone)}"
    parts = ["Please check each of these numbers, then say so on its page.", ""]
    parts += [f"{line}: {_standing(line, today)}" for line in lines]
    path = reverse("admin:articles_helpline_changelist")
    notifications.tell(people, subject=subject, text="\n".join(parts), path=path)


def _standing(line, today):
    if line.verified_on is None:
        return "nobody has checked it yet, so readers do not see it."
    checked = f"last checked on {date_format(line.verified_on, 'j F Y')}"
    if not line.is_current(today):
        return f"{checked}. Readers do not see it any more: it says to call the local number."
    until = date_format(line.last_shown_on, "j F Y")
    return f"{checked}. Readers see it until {until}."
