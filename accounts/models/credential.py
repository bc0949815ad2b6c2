from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class CredentialQuerySet(models.QuerySet):
    def valid_on(self, day):
        """What may be signed with on this day: verified by somebody else, and not expired."""
        return self.filter(verified_at__isnull=False, valid_until__gte=day)


class Credential(models.Model):
    """A clinician's registration, as looked up by a second person in the register that keeps it."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="held")
    name = models.CharField(
        "credential", max_length=100, help_text="For example “MD” or “Registered pharmacist”."
    )
    issuer = models.CharField(
        "register", max_length=200, help_text="Who keeps it: a medical council or a board."
    )
    number = models.CharField("registration number", max_length=60)
    valid_until = models.DateField(help_text="Nobody can sign with it after this day.")
    register_url = models.URLField(
        "entry in the register",
        blank=True,
        max_length=500,
        validators=[URLValidator(schemes=["https"])],
        help_text="Where the register shows them, beginning with https://. Readers see it.",
    )
    verified_at = models.DateTimeField(null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        "accounts.User",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    evidence = models.TextField(
        blank=True,
        editable=False,
        max_length=1000,
        help_text="What was looked at when it was verified. Never public.",
    )
    evidence_url = models.URLField(blank=True, editable=False, max_length=500)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_until", "id"]
        permissions = [("verify_credential", "Can verify credentials of other people")]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_by=None)
                | Q(verified_at__isnull=False, verified_by__isnull=False),
                name="credential_verified_at_by",
            ),
            models.CheckConstraint(
                condition=Q(verified_by=None) | ~Q(verified_by=F("user")),
                name="credential_verified_by_another",
            ),
            models.CheckConstraint(
                condition=Q(verified_at=None) | ~Q(evidence=""),
                name="credential_verified_by_evidence",
            ),
            models.CheckConstraint(
                condition=Q(register_url="") | Q(register_url__startswith="https://"),
                name="credential_register_by_https",
                violation_error_message="The address in the register must begin with https://.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.issuer} {self.number}"

    @property
    def is_valid(self):
        """The predicate of `valid_on` today."""
        return self.verified_at is not None and not self.is_expired

    @property
    def is_expired(self):
        return self.valid_until < timezone.localdate()

    @property
    def standing(self):
        """Whether it can be signed with, in a sentence."""
        if self.is_expired:
            return f"Expired on {self.valid_until:%-d %B %Y}. Nobody can sign with it."
        if self.verified_at is None:
            return "Not verified yet. Nobody can sign with it."
        day = timezone.localdate(self.verified_at)
        return f"Verified on {day:%-d %B %Y} by {self.verified_by}."

    def facts(self):
        """The credential as plain values, to be kept with a signature."""
        return {
            "name": self.name,
            "issuer": self.issuer,
            "number": self.number,
            "valid_until": self.valid_until.isoformat(),
            "url": self.register_url,
            "verified_on": timezone.localdate(self.verified_at).isoformat(),
        }


class CredentialReminder(models.Model):
    """One notice that a credential ends on this day: a row for each, so that none comes twice."""

    credential = models.ForeignKey(Credential, on_delete=models.CASCADE, related_name="+")
    valid_until = models.DateField()
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["credential", "valid_until", "days"], name="credential_reminder_once"
            )
        ]

    def __str__(self):
        return f"{self.days} days before {self.valid_until}"
