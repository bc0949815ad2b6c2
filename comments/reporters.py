"""Who reported a problem: telling them the outcome, and deleting their address.

The address is all that is known of them. It is in one column of one row: in no log, no event, no
task and no page. It goes thirty days after the case is closed, or when they ask.
"""

import logging
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from articles import languages
from articles.notifications import GRACE
from comments.models import Case, CaseEvent, Outcome

logger = logging.getLogger(__name__)
ADDRESS_KEPT = timedelta(days=30)
MOST_TRIES = 12  # the last about three days after the first
AT_ONCE = 200
SALT = "comments.address"
# What the mail says of each outcome.
SAYS = {
    Outcome.CORRECTED: _("You were right: we have corrected the page."),
    Outcome.NO_CHANGE: _("We looked at it with care, and did not change the page."),
    Outcome.DUPLICATE: _("Somebody had told us of this before, and it is being dealt with."),
    Outcome.NOT_FOUND: _("We looked for the problem and could not find it."),
}


# --- telling


def answer_later(case: Case, *, at_once: bool = True) -> None:
    """Have the outcome mailed, in the transaction of the decision; not saved here. Not at once is
    in five minutes, so that who decided can take it back before anybody was told."""
    case.answer_tries = 0
    case.answer_due = timezone.now() + GRACE if case.email else None
    if case.email and at_once:
        transaction.on_commit(lambda: mail_outcome.enqueue(case.pk))


@task()
def mail_outcome(case_id: int) -> None:
    tell_one(case_id)


def tell_what_is_due() -> None:
    """Run by the clock: what the queue has lost, and what failed before."""
    due = Case.objects.filter(answer_due__lte=Now()).order_by("answer_due")
    for case_id in list(due.values_list("pk", flat=True)[:AT_ONCE]):
        tell_one(case_id)


def tell_one(case_id: int) -> None:
    """Mail one outcome, unless another worker has it. A mail that failed is tried again; one in
    whose moment the worker was killed is not, for nobody can know whether it had left."""
    case = _take(case_id)
    if case is None:
        return
    try:
        _message(case).send()
    except Exception as error:
        # Its text may name the address, so only its kind is written down.
        logger.error("The mail for case %d failed: %s", case.pk, type(error).__name__)
        _give_back(case)
    else:
        _record(case, "told")


def _take(case_id):
    with transaction.atomic():
        waiting = Case.objects.select_for_update(skip_locked=True)
        case = waiting.filter(pk=case_id, answer_due__isnull=False).first()
        if case is not None:
            case.answer_tries += 1
            Case.objects.filter(pk=case_id).update(
                answer_due=None, answer_tries=F("answer_tries") + 1
            )
        return case


def _give_back(case):
    if case.answer_tries >= MOST_TRIES:
        _record(case, "not_told")
        return
    again = timezone.now() + timedelta(minutes=2**case.answer_tries)
    still = Case.objects.filter(pk=case.pk, closed_at=case.closed_at).exclude(email="")
    still.update(answer_due=again)


def _message(case):
    with languages.page_in(case.article.language):
        return _in_the_language_of_its_page(case)


def _in_the_language_of_its_page(case):
    context = {
        "title": case.revision.title,
        "says": SAYS[Outcome(case.outcome)],
        "reason": case.reason,
        "correction": case.correction.text if case.correction else "",
        "page": urljoin(settings.SITE_URL, case.article.get_absolute_url()),
        "days": ADDRESS_KEPT.days,
        "delete": urljoin(settings.SITE_URL, deletion_path(case)),
        "site_name": settings.SITE_NAME,
    }
    subject = gettext("Your report about “%(title)s”") % {"title": case.revision.title}
    return EmailMessage(
        " ".join(subject.split()),
        render_to_string("emails/report_answer.txt", context),
        to=[case.email],
        headers={"Auto-Submitted": "auto-generated"},
    )


# --- forgetting


def deletion_path(case: Case) -> str:
    """Where the reader deletes their address; the path can do nothing else, and names nobody."""
    token = signing.Signer(salt=SALT).sign(str(case.pk))
    return reverse("forget_reporter", args=[token])


def case_of(token: str) -> Case | None:
    try:
        pk = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Case.objects.filter(pk=pk).first()


def delete_as_asked(case: Case, *, by) -> None:
    """The reader asked for it with the link that only they were given."""
    with transaction.atomic():
        held = Case.objects.select_for_update().get(pk=case.pk)
        if held.email:
            delete_address(held, by=by)
            held.save(update_fields=["email", "answer_due"])


def delete_address(held: Case, *, by) -> None:
    """In the transaction that holds and saves the row."""
    held.email, held.answer_due = "", None
    CaseEvent.objects.create(case=held, verb="address_deleted", happened_by=by)


def delete_old_addresses() -> None:
    """Run by the clock: thirty days after the outcome nobody needs the address."""
    system = get_user_model().objects.system()
    old = Case.objects.filter(closed_at__lt=Now() - ADDRESS_KEPT).exclude(email="")
    for case in list(old.only("pk")[:AT_ONCE]):
        delete_as_asked(case, by=system)


def _record(case, verb):
    CaseEvent.objects.create(case=case, verb=verb, happened_by=get_user_model().objects.system())
