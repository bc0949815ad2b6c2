"""Mail about accounts. It holds an address and perhaps a code, so it is not kept for long."""

from datetime import timedelta

from django.core.mail import send_mail
from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks.signals import task_finished
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

FAILED_KEPT = timedelta(days=1)  # long enough to see why


@task()
def send(subject: str, text: str, address: str) -> None:
    """One mail about an account, from the worker: readers wait for no mail server."""
    send_mail(subject, text, None, [address])


@receiver(task_finished)
def forget_what_was_sent(task_result, **_facts) -> None:
    is_row = isinstance(task_result.task.get_backend(), DatabaseBackend)
    if is_row and task_result.task.module_path == send.module_path:
        _queued().filter(pk=task_result.id, status=TaskResultStatus.SUCCESSFUL).delete()


def forget_old() -> None:
    """By the clock: mails that could not be sent, and whatever a killed worker left behind."""
    _ended().filter(finished_at__lt=timezone.now() - FAILED_KEPT).delete()


def waiting_for(addresses: list[str]) -> QuerySet:
    """What is addressed to one of these, and waits or failed."""
    return _queued().filter(args_kwargs__kwargs__address__in=addresses)


def forget_all_to(addresses: list[str]) -> None:
    """Nothing more goes to these addresses, and no mail that ended tells of them.

    A mail at work this very moment is left to its end: its worker needs the row, and deletes it.
    """
    waiting_for(addresses).exclude(status=TaskResultStatus.RUNNING).delete()
    about = Q()
    for address in addresses:
        about |= Q(args_kwargs__kwargs__text__icontains=address)
    if about:
        _ended().filter(about).delete()


def _queued():
    return DBTaskResult.objects.filter(task_path=send.module_path)


def _ended():
    return _queued().filter(status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED])
