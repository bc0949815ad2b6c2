from django.core.mail import send_mail
from django_tasks import task


@task()
def send(subject: str, text: str, address: str) -> None:
    """One mail about an account, from the worker: readers wait for no mail server."""
    send_mail(subject, text, None, [address])
