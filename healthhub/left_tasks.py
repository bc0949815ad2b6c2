"""Tasks that a killed worker left behind, and results that nobody will ask for any more.

The queue marks a task as running before its work begins, and has nothing that takes such a task up
again when the worker does not come back.
"""

import logging
from datetime import timedelta

from django.db.models import F, Func, IntegerField
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

logger = logging.getLogger(__name__)
LEFT_AFTER = timedelta(hours=1)  # longer than any task of ours takes
MOST_STARTS = 3  # a task that brings its worker down must not do so for ever
KEPT = timedelta(days=30)


def take_up_again() -> None:
    """Run by the clock: put what was left running back into the queue, and forget old results."""
    left = DBTaskResult.objects.running().filter(started_at__lt=Now() - LEFT_AFTER)
    starts = Func(F("worker_ids"), function="jsonb_array_length", output_field=IntegerField())
    left = left.alias(starts=starts)
    given_up = left.filter(starts__gte=MOST_STARTS).update(
        status="FAILED",
        finished_at=timezone.now(),
        exception_class_path="builtins.SystemExit",
        traceback=f"Its worker ended {MOST_STARTS} times before the task did.",
    )
    taken_up = left.update(status="READY")
    if given_up or taken_up:
        logger.warning("Tasks left running: %d queued again, %d given up", taken_up, given_up)
    DBTaskResult.objects.finished().filter(finished_at__lt=Now() - KEPT).delete()
