"""Telling people what happened.

Mail is enqueued in the transaction of the step, so people are told if and only if it happened.
"""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django_tasks import task

from articles.models import Event

TOLD_TO_AUTHORS = {
    "approve",
    "request_changes",
    "publish",
    "publish_unreviewed",
    "withdraw",
    "restore",
}
MOST_REVIEWERS_TOLD = 50


def announce(event: Event) -> None:
    if event.verb in TOLD_TO_AUTHORS | {"submit"}:
        mail_event.enqueue(event.pk)


@task()
def mail_event(event_id: int) -> None:
    event = Event.objects.select_related("article", "happened_by").get(pk=event_id)
    for person in recipients(event):
        context = {"event": event, "person": person, "link": _link(event.article)}
        subject = " ".join(render_to_string("emails/event_subject.txt", context).split())
        send_mail(subject, render_to_string("emails/event.txt", context), None, [person.email])


def recipients(event: Event) -> list:
    """Reviewers who may sign what was submitted; for the other steps, the article's own people."""
    people = get_user_model().objects.with_mailbox().exclude(pk=event.happened_by_id)
    if event.verb == "submit":
        independent = people.with_role("reviewer").exclude(pk__in=event.revision.contributors)
        return list(independent.order_by("pk")[:MOST_REVIEWERS_TOLD])
    own = {event.article.created_by_id, *event.article.authors.values_list("pk", flat=True)}
    return list(people.filter(pk__in=own))


def _link(article):
    return urljoin(settings.SITE_URL, reverse("admin:articles_article_change", args=[article.pk]))
