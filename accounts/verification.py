"""A clinician's registration: verified by a second person, and never forgotten until it ends."""

from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts import mail
from accounts.models import Credential, CredentialReminder, User

PERMISSION = "accounts.verify_credential"
REMINDED_BEFORE = (60, 30, 7, 0)  # days
ADMINISTRATORS_TOLD_BEFORE = (60, 30)  # the last two are for the person alone: signing stops
TOLD_WHATEVER_THEY_CHOSE = (60, 30)  # even where they chose to get no notices
MOST_ADMINISTRATORS = 50
VOUCHED = "Vouched for by whoever made the account on the site's own machine."
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
    facts = [credential.name, credential.issuer, credential.number, until]
    return " | ".join([*facts, *([credential.register_url] if credential.register_url else [])])


def verify(
    credential: Credential, *, by, seen: str, evidence: str, evidence_url: str = ""
) -> Credential:
    """Record that this person found in the register exactly what they have `seen` here.

    `evidence` says what they looked at, for those who check them: it is never public.
    """
    if not evidence.strip():
        raise ValidationError("Write down what you looked at, for example the page and the day.")
    with transaction.atomic():
        locked = Credential.objects.select_for_update().get(pk=credential.pk)
        if no := refusal(by, locked):
            raise PermissionDenied(no)
        if looked_up(locked) != seen:
            raise Changed(
                "Somebody changed this credential after you opened the page, so it was not "
                "verified. Look it up again as it stands now."
            )
        return _mark(locked, by, evidence.strip(), evidence_url)


def vouch(credential: Credential, *, by) -> Credential:
    """Store a new credential as verified: whoever runs the site on its machine stands for it."""
    credential.full_clean()
    with transaction.atomic():
        credential.save(force_insert=True)
        return _mark(credential, by, VOUCHED)


def _mark(credential, by, evidence, evidence_url=""):
    credential.verified_at, credential.verified_by = timezone.now(), by
    credential.evidence, credential.evidence_url = evidence, evidence_url
    credential.save(update_fields=["verified_at", "verified_by", "evidence", "evidence_url"])
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
            _tell_them(credential)
            if days in TOLD_WHATEVER_THEY_CHOSE and credential.user.notices == "none":
                _mail_them(credential)
            if days in ADMINISTRATORS_TOLD_BEFORE:
                _tell_administrators(credential)
    return is_new


def _tell_them(credential):
    _tell([credential.user], **_for_them(credential))


def _mail_them(credential):
    """To somebody who wants no notices: their right to sign ends, and nobody else can tell them."""
    if credential.user.is_active and not credential.user.is_demo:
        said = _for_them(credential)
        text = f"{said['text']}\n\n{urljoin(settings.SITE_URL, said['path'])}\n"
        mail.send.enqueue(subject=said["subject"], text=text, address=credential.user.email)


def _for_them(credential):
    ends, day = _ends(credential), _written(credential.valid_until)
    return {
        "subject": f"Your credential {ends}",
        "text": (
            f"Your credential “{credential.name}” ({credential.issuer}, number "
            f"{credential.number}) {ends}. After {day} you cannot sign reviews with it.\n\n"
            "When it has been renewed, ask an administrator to enter the new date and to "
            "verify it."
        ),
        "path": reverse("admin:accounts_user_my_credentials"),
    }


def _tell_administrators(credential):
    """All but the person: they have their own notice."""
    others = User.objects.administrators().with_mailbox().exclude(pk=credential.user_id)
    ends = _ends(credential)
    _tell(
        others.order_by("pk")[:MOST_ADMINISTRATORS],
        subject=f"A credential of {credential.user} {ends}",
        text=(
            f"The credential “{credential.name}” of {credential.user} {ends}. When it has been "
            "renewed, enter the new date and ask another administrator to verify it: changing a "
            "verified credential ends its verification."
        ),
        path=reverse("admin:accounts_user_change", args=[credential.user_id]),
    )


def _ends(credential):
    day = _written(credential.valid_until)
    return "has expired" if credential.is_expired else f"is valid until {day}"


def _written(day):
    return f"{day:%-d %B %Y}"


def _tell(people, **message):
    import_string(settings.PEOPLE_ARE_TOLD_BY)(people, **message)
