"""Telling people what happened, and what waits for them.

Each person chooses: at once, once a day together, or never. A notice is written in the transaction
of the step, so people are told if and only if it happened; the worker mails it afterwards.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from articles import mailing
from articles.models import Event, Notice

MOST_TOLD = 50
GRACE = timedelta(minutes=5)  # then the clock mails what the queue has lost

# What the mail says of a step: its subject, and what the person who took it did.
TOLD = {
    "submit": ("To review", "sent this article to review"),
    "approve": ("Approved", "approved this article"),
    "sign_minor": ("Small repair signed", "signed a small repair of this article"),
    "request_changes": ("Changes asked for", "asked for changes to this article"),
    "publish": ("Published", "published this article"),
    "publish_unreviewed": (
        "Published without review",
        "published this article without a review; it waits for a signature",
    ),
    "publish_urgently": (
        "Published urgently",
        "published this article urgently, without a review; it waits for a signature and is "
        "taken back if nobody signs it in time",
    ),
    "take_back_urgent": (
        "Taken back",
        "took back an urgent text of this article that nobody had signed in time",
    ),
    "mark_reviewed_unchanged": (
        "Reviewed, unchanged",
        "read this article again and signed it as it is",
    ),
    "withdraw": ("Withdrawn", "withdrew this article"),
    "retract": ("Retracted", "retracted this article"),
    "express_concern": ("Concern", "expressed a concern about this article"),
    "lift_concern": ("Concern lifted", "lifted the concern about this article"),
    "restore": ("Restored", "restored this article"),
}
FOR_REVIEWERS = {"submit", "publish_unreviewed", "publish_urgently"}
FOR_EDITORS = {"publish_unreviewed", "publish_urgently", "take_back_urgent", "retract"}


def announce(event: Event) -> None:
    """Tell those whom a step concerns, in the transaction of the step."""
    if event.verb not in TOLD:
        return
    subject, did = TOLD[event.verb]
    text = render_to_string("emails/event.txt", {"event": event, "did": did})
    page = "review" if event.verb == "submit" else "change"
    tell(
        recipients(event),
        subject=f"{subject}: {event.article.title}",
        text=text,
        path=reverse(f"admin:articles_article_{page}", args=[event.article_id]),
    )


def tell(people: Iterable, *, subject: str, text: str, path: str) -> None:
    """Leave one message for each of these people, in the way that each has chosen.

    To be called in the transaction of what happened. `text` is plain and says what happened, to
    what and by whom; `path` is where the person goes to act. Nobody is told twice, and accounts
    that are switched off or only for demonstration are not told.
    """
    chosen = {p.pk: p for p in people if mailing.takes_mail(p)}
    subject = " ".join(subject.split())[:200]
    with transaction.atomic():
        for person in chosen.values():
            at_once = person.notices == "at_once"
            due = timezone.now() + GRACE if at_once else next_daily_mail(timezone.now())
            notice = Notice.objects.create(
                recipient=person, subject=subject, text=text.strip(), path=path, due=due
            )
            if at_once:
                mail_notice.enqueue(notice.pk)


@task()
def mail_notice(notice_id: int) -> None:
    mailing.mail_one(notice_id)


def next_daily_mail(now: datetime) -> datetime:
    """When what happens now goes out to those who want one mail a day."""
    today = now.replace(hour=settings.DAILY_MAIL_HOUR, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def recipients(event: Event) -> list:
    """Whom a step concerns: those who may sign, those who answer for it, the article's own."""
    found = [] if event.verb == "submit" else own_people(event.article)
    if event.verb in FOR_REVIEWERS and event.revision:
        independent = people().with_role("reviewer").exclude(pk__in=event.revision.contributors)
        found += independent.order_by("pk")[:MOST_TOLD]
    if event.verb in FOR_EDITORS:
        found += editors()
    return [person for person in found if person.pk != event.happened_by_id]


def own_people(article) -> list:
    """The people of an article: its authors, whoever began it, its owner and deputy."""
    ids = {article.created_by_id, article.owner_id, article.deputy_id}
    ids |= set(article.authors.values_list("pk", flat=True))
    return list(people().filter(pk__in=ids - {None}).order_by("pk"))


def editors() -> list:
    """Those who answer for what readers see."""
    return list(people().filter(roles__overlap=["editor", "publisher"]).order_by("pk")[:MOST_TOLD])


def people():
    return get_user_model().objects.with_mailbox()
