"""Steps left to the clock: an approved version goes live, or an article is withdrawn, at a time.

Nothing is decided in advance. At its time a step is asked for again, in the name of the person who
scheduled it, through the same verbs as every other step; what is refused then is told to people.
The database's clock says what is due, and a row is locked by the worker that does it.
"""

import logging
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone

from articles import checks, history, local_time, rules, schedule_mail, workflow
from articles.errors import NotAllowed, WorkflowError
from articles.models import Article, Closing, JobRun, Schedule, ScheduledVerb
from articles.steps import STEPS
from articles.workflow import lock, refusal

logger = logging.getLogger(__name__)
JOB = "scheduled work"
LATE = timedelta(minutes=1)
MOST_AT_ONCE = 200  # the rest is done at the next round of the clock
FARTHEST = timedelta(days=5 * 366)
STEP = {ScheduledVerb.PUBLISH: "publish", ScheduledVerb.EXPIRE: "withdraw"}


# --- leaving a step to the clock, and taking it back


def can_schedule(user, article: Article) -> list[ScheduledVerb]:
    """What this person may leave to the clock: what they may do to this article now."""
    return [verb for verb, step in STEP.items() if not refusal(user, step, article)]


def schedule(
    article: Article,
    *,
    by,
    verb: str,
    at: datetime,
    zone: str,
    reason: str = "",
    acknowledged=(),
    version: int | None = None,
) -> Schedule:
    """Publish the approved version, or withdraw the article, at the moment `at`."""
    _refuse_nonsense(verb, at, zone)
    with transaction.atomic():
        locked = lock(article, article.version if version is None else version)
        if no := refusal(by, STEP[ScheduledVerb(verb)], locked):
            raise NotAllowed(no)
        _refuse_time(at)
        _refuse_second(locked, verb, by)
        reason = reason.strip()
        revision = locked.pending if verb == ScheduledVerb.PUBLISH else None
        if revision:
            found = checks.at_publishing(locked, revision, rules.approval_of_pending(locked))
            checks.refuse_blocks(found, what="publishing")
            checks.refuse_unacknowledged(found, acknowledged)
        elif not reason:
            raise NotAllowed("Write the reason, which readers will see, and try again.")
        row = Schedule.objects.create(
            article=locked,
            verb=verb,
            revision=revision,
            due=at,
            zone=zone,
            reason=reason,
            acknowledged=sorted(set(acknowledged)),
            scheduled_by=by,
        )
        _record(row, "scheduled", by=by, reason=reason)
    return row


def may_cancel(user, row: Schedule) -> bool:
    return user.has_perm(STEPS[STEP[ScheduledVerb(row.verb)]].permission)


def cancel(row: Schedule, *, by) -> Schedule:
    if not may_cancel(by, row):
        raise NotAllowed("Your roles do not include cancelling this.")
    with transaction.atomic():
        locked = _locked(Schedule.objects.filter(pk=row.pk))
        if locked is None:
            raise NotAllowed("This was done or cancelled meanwhile. Look at what it is now.")
        _close(locked, Closing.CANCELLED, "", by=by)
    return locked


def standing(article: Article) -> list[Schedule]:
    """What the clock will do to this article, as it stands now."""
    return list(article.schedules.standing().select_related("scheduled_by", "revision"))


def _refuse_nonsense(verb, at, zone):
    """What no form offers, but a caller could hand in."""
    if verb not in ScheduledVerb.values:
        raise NotAllowed(f"“{verb}” cannot be left to the clock: publishing and withdrawing can.")
    if zone not in local_time.zones():
        raise NotAllowed(f"There is no time zone “{str(zone)[:50]}”. Choose another.")
    if not isinstance(at, datetime) or timezone.is_naive(at):
        raise NotAllowed("The time does not say its time zone. Choose a day, a time and a zone.")


def _refuse_time(at):
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        now = cursor.fetchone()[0]
    if at <= now:
        raise NotAllowed("That time has passed. Choose a time in the future, or do it now.")
    if at > now + FARTHEST:
        raise NotAllowed("That is more than five years from now. Choose an earlier time.")


def _refuse_second(article, verb, by):
    """One for each article and verb; one that a newer version has overtaken makes way."""
    row = article.schedules.open().filter(verb=verb).first()
    if row is None:
        return
    if row.verb == ScheduledVerb.EXPIRE or row.revision_id == article.pending_id:
        raise NotAllowed(
            f"This is scheduled already, for {local_time.written_out(row.due, row.zone)}. "
            "Cancel that first."
        )
    overtaken = _locked(Schedule.objects.filter(pk=row.pk))
    if overtaken is None:
        raise NotAllowed("The earlier schedule is being closed just now. Try again in a moment.")
    _close(overtaken, Closing.CANCELLED, _overtaken(article, overtaken), by=by)


# --- what is due


def carry_out_what_is_due() -> int:
    """Run by the clock: do what is due, the earliest first. How many there were."""
    system = get_user_model().objects.system()
    seen: list[int] = []
    while len(seen) < MOST_AT_ONCE and (pk := _carry_out_next(seen, system)):
        seen.append(pk)
    JobRun.objects.note(JOB)
    return len(seen)


def _carry_out_next(seen, system):
    """The id of the row that was due, done or refused; after a fault it waits for the next time."""
    pk = None
    try:
        with transaction.atomic():
            due = Schedule.objects.filter(due__lte=Now()).exclude(pk__in=seen)
            row = _locked(due.order_by("due", "pk"))
            if row is None:
                return None
            pk = row.pk
            _carry_out(row, system)
    except (OperationalError, InterfaceError):
        raise  # the database is away: the worker waits for it
    except Exception:
        if pk is None:
            raise
        logger.exception("Scheduled work %d could not be done; it is tried again", pk)
    return pk


def _carry_out(row, system):
    try:
        with transaction.atomic():
            _take_step(row, row.article)
    except WorkflowError as no:
        told = f"It was asked for in the name of whoever scheduled it, and refused: {no}"
        _close(row, Closing.REFUSED, told, by=system)
        schedule_mail.tell_refused(row)
    else:
        _close(row, Closing.DONE, "", by=system)
        schedule_mail.tell_done(row)


def _take_step(row, article):
    """Everything is asked again, of the article as it is now."""
    if row.verb == ScheduledVerb.EXPIRE:
        workflow.withdraw(article, by=row.scheduled_by, reason=row.reason)
    elif article.pending_id == row.revision_id:
        workflow.publish(article, by=row.scheduled_by, acknowledged=row.acknowledged)
    else:
        raise NotAllowed(_overtaken(article, row))


def _overtaken(article, row):
    if article.live_id == row.revision_id:
        return f"Version {row.revision.number} had been published already."
    return (
        f"Version {row.revision.number} is no longer the one that was approved: "
        "the manuscript was taken back, sent back, or submitted anew."
    )


def _locked(rows):
    """The first open row and its article, ours until the transaction ends.

    A row that somebody else works at is left out; so nobody waits for two locks crosswise.
    """
    rows = rows.open().select_related("revision", "scheduled_by")
    row = rows.select_for_update(of=("self",), skip_locked=True).first()
    if row is not None:
        articles = Article.objects.select_for_update(of=("self",))
        row.article = articles.select_related("owner", "deputy").get(pk=row.article_id)
    return row


def _close(row, closing, outcome, *, by):
    row.closed_at, row.closed_by, row.closing, row.outcome = timezone.now(), by, closing, outcome
    row.save(update_fields=["closed_at", "closed_by", "closing", "outcome"])
    if closing != Closing.DONE:  # what was done has an event of its own
        _record(row, f"schedule_{closing}", by=by, reason=outcome)


def _record(row, verb, *, by, reason):
    article = row.article
    facts = {"verb": row.verb, "due": row.due.isoformat(), "zone": row.zone}
    stages = {"from_stage": article.stage, "to_stage": article.stage}
    history.record(
        article, verb, by=by, revision=row.revision, reason=reason, facts=facts, **stages
    )


# --- whether the clock runs


def last_run() -> str:
    """When what is scheduled was last looked after, as a sentence."""
    runs = JobRun.objects.filter(name=JOB).annotate(ago=Now() - F("last_run"))
    ago = runs.values_list("ago", flat=True).first()
    if ago is None:
        return "Scheduled work has not run yet: is the worker running?"
    if ago > LATE:
        return f"Scheduled work has not run for {_spoken(ago)}: is the worker running?"
    return f"Scheduled work last ran {_spoken(ago)} ago."


def _spoken(ago):
    seconds = max(int(ago.total_seconds()), 0)
    for unit, size in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        if seconds >= 2 * size or size == 1:
            count = seconds // size
            return f"{count} {unit}{'' if count == 1 else 's'}"
    return ""
