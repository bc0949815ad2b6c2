"""Counting reads without a write in the request: in memory, and every few seconds in the tables.

What is in memory when a process is killed is lost; what `flush` has returned from is not.
"""

import atexit
import logging
import threading
from collections import Counter

from django.db import DatabaseError, close_old_connections, connection, transaction
from django.utils import timezone

from articles.models import Article, DailyReads, ReadTotal

SECONDS_BETWEEN_FLUSHES = 5
logger = logging.getLogger(__name__)

_waiting: Counter = Counter()
_lock = threading.Lock()
_thread: threading.Thread | None = None


def count_read(article_id: int) -> None:
    """Remember one read; the thread that writes them down starts with the first."""
    with _lock:
        _waiting[article_id] += 1
    start_flushing()


def start_flushing() -> None:
    """Start the thread of this process, once."""
    global _thread  # noqa: PLW0603
    with _lock:
        if _thread is not None:
            return
        _thread = threading.Thread(target=_flush_for_ever, name="readership", daemon=True)
    _thread.start()
    atexit.register(_flush_quietly)


def flush() -> int:
    """Write down what was counted; returns how many reads. On a failure they stay in memory."""
    with _lock:
        counted = dict(_waiting)
        _waiting.clear()
    try:
        _add(counted)
    except DatabaseError:
        with _lock:
            _waiting.update(counted)
        raise
    return sum(counted.values())


def set_imported_reads(article: Article, reads: int) -> None:
    """How often an article was read before it came here; shown beside our own count."""
    ReadTotal.objects.update_or_create(
        article=article, defaults={"imported": reads, "language": article.language}
    )


def _add(counted):
    day = timezone.now().date()
    with transaction.atomic(), connection.cursor() as cursor:
        for article_id in sorted(counted):  # one order for all processes: no deadlock
            values = {"article": article_id, "reads": counted[article_id], "day": day}
            cursor.execute(_ADD_TO_TOTAL, values)
            cursor.execute(_ADD_TO_DAY, values)


_ADD_TO_TOTAL = f"""
    INSERT INTO {ReadTotal._meta.db_table} AS t (article_id, language, counted, imported)
    SELECT id, language, %(reads)s, 0 FROM {Article._meta.db_table} WHERE id = %(article)s
    ON CONFLICT (article_id) DO UPDATE SET counted = t.counted + excluded.counted
"""
_ADD_TO_DAY = f"""
    INSERT INTO {DailyReads._meta.db_table} AS d (article_id, day, reads)
    SELECT id, %(day)s, %(reads)s FROM {Article._meta.db_table} WHERE id = %(article)s
    ON CONFLICT (article_id, day) DO UPDATE SET reads = d.reads + excluded.reads
"""


def _flush_for_ever():
    pause = threading.Event()
    while not pause.wait(SECONDS_BETWEEN_FLUSHES):
        _flush_quietly()


def _flush_quietly():
    try:
        close_old_connections()
        flush()
    except DatabaseError:
        logger.warning("Reads could not be written down; they are kept and tried again.")
