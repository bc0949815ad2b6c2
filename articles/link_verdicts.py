"""What an answer says about a link, and what is remembered of it.

A page that is not there (404, 410), a server at fault and a host that cannot be reached are
failures. A server that will not say (401, 403, 429, 503 and the like) tells nothing, and a link
is broken only after two failures a day or more apart.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from random import uniform

from django.db import transaction
from django.utils import timezone

from articles import outgoing
from articles.models import Link, LinkStatus

WORKS, FAILS, UNSURE = "works", "fails", "unsure"
APART = timedelta(days=1)
MONTH = timedelta(days=30)
AGAIN_AFTER_A_FAILURE = timedelta(hours=25)
AGAIN_WHILE_BROKEN = timedelta(days=7)
AGAIN_WHEN_UNSURE = timedelta(days=7)
WAIT_UNTOLD = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=7)
MOST_FAILURES = 1000
NOT_THERE = frozenset({404, 410})
ASKS_FOR_A_PAUSE = frozenset({429, 503})
FEWEST_HOSTS = 3


@dataclass(frozen=True)
class Verdict:
    """`wait` is how long the host asked to be left alone; `unreached` is without any answer."""

    outcome: str
    answer: str
    wait: timedelta | None = None
    unreached: bool = False


def verdict_of(address: str, turn: outgoing.Turn) -> Verdict:
    """Ask with HEAD, and where that is not well, with GET and little of the body."""
    try:
        answer = outgoing.ask(address, method="HEAD", turn=turn)
        if answer.status >= 400 and answer.status not in ASKS_FOR_A_PAUSE:
            answer = outgoing.ask(address, method="GET", turn=turn)
    except outgoing.NotPublic as error:
        return Verdict(UNSURE, str(error))
    except outgoing.Unreachable as error:
        return Verdict(FAILS, str(error), unreached=True)
    return judge(answer, address)


def judge(answer: outgoing.Answer, address: str) -> Verdict:
    said = f"{answer.status} {answer.reason}".strip()
    if answer.status in ASKS_FOR_A_PAUSE:
        same_host = outgoing.target_of(answer.url).host == outgoing.target_of(address).host
        return Verdict(UNSURE, said, wait=_wait(answer) if same_host else None)
    if answer.status < 400:
        return Verdict(WORKS, said)
    is_failure = answer.status in NOT_THERE or answer.status >= 500
    return Verdict(FAILS if is_failure and answer.status < 600 else UNSURE, said)


def fault_is_ours(verdicts: list[Verdict], *, hosts: int) -> bool:
    """Whether nothing at all could be reached: then it is our own line that is down."""
    return hosts >= FEWEST_HOSTS and bool(verdicts) and all(v.unreached for v in verdicts)


def store(link_id: int, verdict: Verdict) -> None:
    with transaction.atomic():
        link = Link.objects.select_for_update(no_key=True).get(pk=link_id)
        now = timezone.now()
        link.last_check, link.answer = now, verdict.answer[:200]
        _REMEMBER[verdict.outcome](link, now)
        link.host_rests_until = now + verdict.wait if verdict.wait else None
        if link.host_rests_until:
            link.next_check = max(link.next_check, link.host_rests_until)
        link.save()


def _works(link, now):
    link.status, link.failures, link.first_failed = LinkStatus.WORKS, 0, None
    link.next_check = now + MONTH * uniform(0.9, 1.1)  # noqa: S311  # spread, not secret


def _fails(link, now):
    if link.first_failed is None:
        link.status, link.failures, link.first_failed = LinkStatus.FAILING, 1, now
    elif now - link.first_failed >= APART:
        link.status, link.failures = LinkStatus.BROKEN, min(link.failures + 1, MOST_FAILURES)
    is_broken = link.status == LinkStatus.BROKEN
    link.next_check = now + (AGAIN_WHILE_BROKEN if is_broken else AGAIN_AFTER_A_FAILURE)


def _unsure(link, now):
    """It says nothing about a failure that was seen before: that one is asked about sooner."""
    if link.failures:
        link.next_check = now + AGAIN_AFTER_A_FAILURE
    else:
        link.status, link.next_check = LinkStatus.COULD_NOT_TELL, now + AGAIN_WHEN_UNSURE


_REMEMBER = {WORKS: _works, FAILS: _fails, UNSURE: _unsure}


def _wait(answer) -> timedelta:
    """What Retry-After asks for, in seconds or as a date, within reason."""
    written = answer.headers.get("retry-after", "").strip()
    try:
        if written.isascii() and written.isdigit():
            wait = timedelta(seconds=int(written[:9]))
        else:
            until = parsedate_to_datetime(written)
            wait = (until if until.tzinfo else until.replace(tzinfo=UTC)) - datetime.now(UTC)
    except (ValueError, TypeError, OverflowError):
        return WAIT_UNTOLD
    return min(max(wait, WAIT_UNTOLD), LONGEST_WAIT)
