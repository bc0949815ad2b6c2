"""A clinician's registration: verified by a second person, and never forgotten until it ends."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import Credential, CredentialReminder

PERMISSION = "accounts.verify_credential"
REMINDED_BEFORE = (60, 30, 7, 0)  # days
LONGEST_OUTAGE = timedelta(days=30)  # what expired before it is nobody's news any more


class Changed(Exception):
    """The credential is not what the person who verifies it has looked up."""


def refusal(user, credential: Credential) -> str:
    """Why this person may not verify this credential now, as a sentence; "" when they may."""
    if not user.has_perm(PERMISSION):
        return "Only an administrator verifies credentials."
    if user.pk == credential.user_id:
        return "This is your own credential. Another administrator must verify it."
    if credential.verified_at is not None:
        return "This credential is verified already."
    if credential.is_expired:
        return "This credential has expired. Write down until when it is valid now, and save."
    return ""


def looked_up(credential: Credential) -> str:
    """Everything that is compared with the register, in one line."""
    until = credential.valid_until.isoformat()
    return " | ".join([credential.name, credential.issuer, credential.number, until])


def verify(credential: Credential, *, by, seen: str) -> Credential:
    """Record that this person found in the register exactly what they have `seen` here."""
    with transaction.atomic():
        locked = Credential.objects.select_for_update().get(pk=credential.pk)
        if no := refusal(by, locked):
            raise PermissionDenied(no)
        if looked_up(locked) != seen:
            raise Changed(
                "Somebody changed this credential after you opened the page, so it was not "
                "verified. Look it up again as it stands now."
            )
        return _mark(locked, by)


def vouch(credential: Credential, *, by) -> Credential:
    """Store a new credential as verified: whoever runs the site on its machine stands for it."""
    credential.full_clean()
    with transaction.atomic():
        credential.save(force_insert=True)
        return _mark(credential, by)


def _mark(credential, by):
    credential.verified_at, credential.verified_by = timezone.now(), by
    credential.save(update_fields=["verified_at", "verified_by"])
    return credential


# --- before it ends


def remind() -> int:
    """Tell everybody whose credential ends soon; run by the clock. Returns how many were told.

    After an outage only the nearest notice is sent, and each only once, however many run this.
    """
    today = timezone.localdate()
    return sum(_remind_once(credential, days) for credential, days in _ending(today))


def _ending(today):
    """What is about to end and was not told yet, each with the nearest notice."""
    soon = Credential.objects.filter(
        user__is_active=True,
        verified_at__isnull=False,
        valid_until__range=(today - LONGEST_OUTAGE, today + timedelta(days=REMINDED_BEFORE[0])),
    )
    told = set(
        CredentialReminder.objects.filter(credential__in=soon).values_list(
            "credential", "valid_until", "days"
        )
    )
    for credential in soon.select_related("user"):
        days = nearest((credential.valid_until - today).days)
        if (credential.pk, credential.valid_until, days) not in told:
            yield credential, days


def nearest(days_left: int) -> int:
    """The notice that is due with so many days left: the latest of those whose day has come."""
    return min(days for days in REMINDED_BEFORE if days_left <= days)


def _remind_once(credential, days) -> bool:
    with transaction.atomic():
        _, is_new = CredentialReminder.objects.get_or_create(
            credential=credential, valid_until=credential.valid_until, days=days
        )
        if is_new:
            _tell(credential)
    return is_new


def _tell(credential):
    tell = import_string(settings.PEOPLE_ARE_TOLD_BY)
    day = f"{credential.valid_until:%-d %B %Y}"
    ends = "has expired" if credential.is_expired else f"is valid until {day}"
    tell(
        [credential.user],
        subject=f"Your credential {ends}",
        text=(
            f"Your credential “{credential.name}” ({credential.issuer}, number "
            f"{credential.number}) {ends}. After {day} you cannot sign reviews with it.\n\n"
            "When it has been renewed, ask an administrator to enter the new date and to "
            "verify it."
        ),
        path=reverse("admin:accounts_user_my_credentials"),
    )
