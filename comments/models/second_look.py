from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.pairs import maybe_moment, maybe_person, paired, person

OPEN = Q(judged_at=None)


class SecondLook(models.Model):
    """A decision that another moderator judges once more without being told what it was.

    It changes nothing: how often the two agree is a figure of its own, and no figure of a person.
    """

    event = models.OneToOneField("CommentEvent", on_delete=models.PROTECT, related_name="+")
    comment = models.ForeignKey("Comment", on_delete=models.CASCADE, related_name="+")
    writer = person(db_index=False)
    first_by = person(db_index=False)
    approved = models.BooleanField(help_text="What the first decided.")
    made_at = models.DateTimeField(default=timezone.now)
    judged_at = maybe_moment()
    judged_by = maybe_person()
    would_approve = models.BooleanField(null=True)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            paired("secondlook", "judged"),
            models.CheckConstraint(
                condition=Q(judged_at=None, would_approve=None)
                | Q(judged_at__isnull=False, would_approve__isnull=False),
                name="second_look_has_its_verdict",
            ),
            models.CheckConstraint(
                condition=Q(judged_by=None)
                | ~Q(judged_by=F("first_by")) & ~Q(judged_by=F("writer")),
                name="second_look_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at", "id"], condition=OPEN, name="second_look_waits"),
            models.Index(
                fields=["judged_at"], condition=Q(judged_at__isnull=False), name="second_look_on"
            ),
        ]

    def __str__(self):
        return f"Second look at {self.event_id}"
