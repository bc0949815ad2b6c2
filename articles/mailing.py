"""Mailing the notices that wait: each row is taken by one worker, and mailed by it alone.

A notice is taken in a transaction of its own before its mail goes out. When the mail fails, it is
given back and tried again later; when the worker is killed in that moment, it stays taken, because
nobody can know whether the mail had left.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext

from articles import languages
from articles.models import Notice

logger = logging.getLogger(__name__)
MOST_PEOPLE = 200  # in one round of the clock
MOST_TRIES = 12  # the last about three days after the first
KEPT = timedelta(days=30)


def takes_mail(person) -> bool:
    """Whether notices reach this person: active, with a mailbox that exists, and asked for."""
    return person.is_active and not person.is_demo and person.notices != "none"


def mail_one(notice_id: int) -> None:
    """Mail one notice now, unless another worker has it or had it."""
    _mail(_take(Notice.objects.filter(pk=notice_id)))


def mail_what_is_due() -> None:
    """Everything due, in one mail a person: daily notices, and those whose mailing had failed."""
    due = Notice.objects.filter(taken__isnull=True, due__lte=Now())
    ids = due.order_by("recipient").values_list("recipient", flat=True).distinct()
    for person_id in list(ids[:MOST_PEOPLE]):
        _mail(_take_together(person_id, due))
    Notice.objects.filter(taken__lt=Now() - KEPT).delete()


def _take_together(person_id, due):
    """One worker at a time takes for one person, so that what belongs together is not divided."""
    people = get_user_model().objects.select_for_update(skip_locked=True, no_key=True)
    with transaction.atomic():
        if people.filter(pk=person_id).first() is None:
            return []
        return _take(due.filter(recipient=person_id))


def _take(notices):
    """The notices that nobody has taken, now ours; what their person no longer wants is dropped."""
    with transaction.atomic():
        free = notices.filter(taken__isnull=True).order_by("pk")
        ours = list(
            free.select_for_update(of=("self",), skip_locked=True).select_related("recipient")
        )
        rows = Notice.objects.filter(pk__in=[notice.pk for notice in ours])
        if ours and not takes_mail(ours[0].recipient):
            rows.delete()
            return []
        rows.update(taken=Now(), tries=F("tries") + 1)
        return ours


def _mail(notices: Sequence[Notice]) -> None:
    if not notices:
        return
    rows = Notice.objects.filter(pk__in=[notice.pk for notice in notices])
    try:
        _message(notices).send()
    except Exception:
        tries = 1 + max(notice.tries for notice in notices)
        logger.exception("A mail of %d notices failed, for the %dth time", len(notices), tries)
        if tries < MOST_TRIES:
            rows.update(taken=None, due=Now() + timedelta(minutes=2**tries))
    else:
        rows.delete()


def _message(notices):
    with languages.page_in(_language(notices)):
        return EmailMessage(
            _subject(notices),
            render_to_string("emails/notices.txt", _context(notices)),
            to=[notices[0].recipient.email],
            headers={"Auto-Submitted": "auto-generated"},
        )


def _language(notices):
    """That of the pages to which they lead; the site's own where these differ."""
    found = {languages.of_path(notice.path) for notice in notices}
    return found.pop() if len(found) == 1 else languages.of_site()


def _subject(notices):
    if len(notices) == 1:
        return notices[0].subject
    told = ngettext("%(site)s: %(count)d notice", "%(site)s: %(count)d notices", len(notices))
    return told % {"site": settings.SITE_NAME, "count": len(notices)}


def _context(notices):
    """With where the person chooses: readers have an account, and no desk."""
    person = notices[0].recipient
    choice = languages.address("admin:accounts_user_my_mail", language=languages.of_site())
    if not person.is_staff:
        choice = reverse("account_overview")
    return {
        "person": person,
        "notices": [(n, urljoin(settings.SITE_URL, n.path)) for n in notices],
        "choice": urljoin(settings.SITE_URL, choice),
        "site_name": settings.SITE_NAME,
    }
