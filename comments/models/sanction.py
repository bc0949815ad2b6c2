from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import pairs
from comments.models.reason import LONGEST_MESSAGE


class SanctionKind(models.TextChoices):
    WARN = "warn", _("Warning")
    MUTE = "mute", _("No comments for some days")
    BAN = "ban", _("No comments any more")


STOPS = Q(kind__in=["mute", "ban"], lifted_at=None)


class SanctionQuerySet(models.QuerySet):
    def running(self, now=None):
        """What stops its person from commenting now; of one sanction: `is_running`."""
        return self.filter(STOPS).filter(Q(until=None) | Q(until__gt=now or timezone.now()))


class Sanction(models.Model):
    """A person is warned, or may not comment for a time, or any more; until it is lifted."""

    person = pairs.person("sanctions", db_index=False)
    kind = models.CharField(max_length=5, choices=SanctionKind.choices)
    reason = models.ForeignKey("Reason", on_delete=models.PROTECT, related_name="+")
    message = models.TextField(max_length=LONGEST_MESSAGE, help_text="What the person was told.")
    comment = models.ForeignKey(
        "Comment",
        null=True,
        on_delete=models.PROTECT,
        related_name="sanctions",
        db_index=False,
        help_text="What gave rise to it.",
    )
    imposed_at = models.DateTimeField(default=timezone.now, editable=False)
    imposed_by = pairs.person(db_index=False)
    until = models.DateTimeField(null=True, help_text="Of those for some days.")
    lifted_at = pairs.maybe_moment()
    lifted_by = pairs.maybe_person()
    lifted_because = models.TextField(blank=True, max_length=LONGEST_MESSAGE)

    objects = SanctionQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        permissions = [("sanction_reader", "Can warn readers, and stop them from commenting")]
        constraints = [
            pairs.paired("sanction", "lifted"),
            models.CheckConstraint(
                condition=Q(kind="mute", until__isnull=False) | ~Q(kind="mute") & Q(until=None),
                name="sanction_until_of_mute",
            ),
            models.CheckConstraint(
                condition=Q(lifted_at=None, lifted_because="")
                | Q(lifted_at__isnull=False) & ~Q(lifted_because=""),
                name="sanction_lifted_because",
            ),
            models.CheckConstraint(
                condition=~Q(person=F("imposed_by")), name="sanction_of_somebody_else"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="sanction_of_person"),
            models.Index(fields=["person"], condition=STOPS, name="sanction_that_stops"),
        ]

    def __str__(self):
        return str(self.get_kind_display())

    @property
    def is_running(self):
        stops = self.kind != SanctionKind.WARN and self.lifted_at is None
        return stops and (self.until is None or self.until > timezone.now())
