"""Asking the addresses of live pages whether they still answer: seldom, slowly and by name.

The worker's clock starts a batch. One batch runs at a time on the whole site, each host is asked
one thing at a time with a pause, and nothing is held in the database meanwhile. The table of when
to ask again is in `_next`.
"""

import logging
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from queue import Empty, SimpleQueue
from time import monotonic, sleep

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max
from django.db.models.functions import Now

from articles import link_verdicts, outgoing
from articles.link_verdicts import Verdict
from articles.models import Link, LinkUse

logger = logging.getLogger("articles.link_checks")
LOOKED_AT = 400  # links that are due, looked at in one batch
HOSTS = 20  # asked side by side
OF_ONE_HOST = 10
PAUSE = 2.0  # seconds between two requests to a host
LONGEST_BATCH = 50.0  # seconds
LEASE = timedelta(minutes=10)  # a batch that was cut off is taken up again after this
TURN_COMES_LATER = timedelta(hours=1)
UNUSED = timedelta(days=30)
BATCH_LOCK = 7_032_026_006

_batch: threading.Thread | None = None


def check_what_is_due() -> None:
    """The clock's door: starts a batch aside, so that slow hosts hold up nothing that is due."""
    global _batch  # noqa: PLW0603  # one a process; across processes BATCH_LOCK sees to it
    if settings.LINK_CHECKS and not (_batch and _batch.is_alive()):
        _batch = threading.Thread(target=_run_aside, name="link checks", daemon=True)
        _batch.start()


def _run_aside():
    try:
        check_a_batch()
    finally:
        connection.close()


def check_a_batch() -> int:
    """Ask what is due now, and store what was found; returns how many addresses were asked."""
    with _alone() as allowed:
        if not allowed:
            return 0
        groups = claim()
        found = dict(_ask_all(groups))
        if link_verdicts.fault_is_ours(list(found.values()), hosts=len(groups)):
            _postpone(list(found), TURN_COMES_LATER)
            return 0
        for pk, verdict in found.items():
            link_verdicts.store(pk, verdict)
        return len(found)


def claim() -> dict[str, list[Link]]:
    """Due links by host, leased to this batch. What a host cannot take now gets a later turn."""
    with transaction.atomic():
        waiting = Link.objects.filter(next_check__lte=Now()).order_by("next_check", "id")
        due = _used(list(waiting.select_for_update(skip_locked=True)[:LOOKED_AT]))
        resting = _resting({link.host for link in due})
        groups, later = _grouped([link for link in due if link.host not in resting])
        _postpone([link.pk for links in groups.values() for link in links], LEASE)
        _postpone([link.pk for link in later], TURN_COMES_LATER)
        for link in due:
            if until := resting.get(link.host):
                Link.objects.filter(pk=link.pk).update(next_check=until)
    return groups


def _used(due):
    """Without those that no live page uses any more, which are not asked."""
    ids = [link.pk for link in due]
    used = set(LinkUse.objects.filter(link__in=ids).values_list("link", flat=True))
    _postpone([pk for pk in ids if pk not in used], UNUSED)
    return [link for link in due if link.pk in used]


def _resting(hosts):
    asked = Link.objects.filter(host__in=hosts, host_rests_until__gt=Now())
    return dict(asked.values_list("host").annotate(until=Max("host_rests_until")))


def _grouped(due):
    groups: defaultdict[str, list[Link]] = defaultdict(list)
    later = []
    for link in due:
        is_full = len(groups) >= HOSTS and link.host not in groups
        if is_full or len(groups[link.host]) >= OF_ONE_HOST:
            later.append(link)
        else:
            groups[link.host].append(link)
    return dict(groups), [link for link in later if link.host in groups]


def _postpone(ids, by):
    if ids:
        Link.objects.filter(pk__in=ids).update(next_check=Now() + by)


# --- asking, without the database


def _ask_all(groups) -> Iterator[tuple[int, Verdict]]:
    """(link, verdict) of each link that was asked before the batch's time was up."""
    results: SimpleQueue = SimpleQueue()
    turns, until = Turns(PAUSE), monotonic() + LONGEST_BATCH
    for links in groups.values():
        work = partial(_ask_host, [(link.pk, link.address) for link in links])
        threading.Thread(target=work, args=(turns, until, results), daemon=True).start()
    working = len(groups)
    while working and (left := until + outgoing.SECONDS - monotonic()) > 0:
        try:
            result = results.get(timeout=left)
        except Empty:
            return
        if result is None:
            working -= 1
        else:
            yield result


def _ask_host(links, turns, until, results):
    try:
        for pk, address in links:
            if monotonic() > until:
                break
            verdict = _asked(address, turns)
            results.put((pk, verdict))
            if verdict.wait:
                break
    finally:
        results.put(None)


def _asked(address, turns):
    try:
        return link_verdicts.verdict_of(address, turns)
    except Exception:  # a fault of ours says nothing of the link, and must not stop the others
        logger.exception("%s could not be asked", address)
        return Verdict(link_verdicts.UNSURE, "It could not be asked: see the log.")


class Turns:
    """One request to a host at a time, and a pause after each, redirects included."""

    def __init__(self, pause: float) -> None:
        self._pause = pause
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._free_at: dict[str, float] = {}

    @contextmanager
    def __call__(self, host: str) -> Iterator[None]:
        with self._locks[host]:
            sleep(max(0.0, self._free_at.get(host, 0.0) - monotonic()))
            try:
                yield
            finally:
                self._free_at[host] = monotonic() + self._pause


@contextmanager
def _alone():
    """Whether no other process checks links now: hosts are to be asked once at a time by us all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [BATCH_LOCK])
        allowed = cursor.fetchone()[0]
    try:
        yield allowed
    finally:
        if allowed and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [BATCH_LOCK])
