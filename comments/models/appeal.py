from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.pairs import maybe_moment, maybe_person, paired, person

LONGEST_APPEAL = 2000
OPEN = Q(settled_at=None)


class AppealQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(OPEN)

    def to_decide(self, user):
        """What this person may decide: neither their own, nor against what they decided."""
        if not user.has_perm("comments.decide_appeal"):
            return self.none()
        return self.filter(OPEN).exclude(made_by=user).exclude(against=user)


class Appeal(models.Model):
    """Somebody says that a decision about them was wrong: once for each decision, which is the
    event it is about. Another moderator than who decided looks at it."""

    event = models.OneToOneField(
        "CommentEvent", on_delete=models.PROTECT, related_name="appeal", editable=False
    )
    comment = models.ForeignKey(
        "Comment", null=True, on_delete=models.PROTECT, related_name="appeals"
    )
    sanction = models.OneToOneField(
        "Sanction", null=True, on_delete=models.PROTECT, related_name="appeal"
    )
    against = person(db_index=False)  # who decided what is appealed against
    text = models.TextField(max_length=LONGEST_APPEAL)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    made_by = person("appeals")
    version = models.PositiveIntegerField(default=1, editable=False)
    settled_at = maybe_moment()
    settled_by = maybe_person()
    overturned = models.BooleanField(null=True, help_text="Whether the decision was taken back.")
    answer = models.TextField(blank=True, max_length=LONGEST_APPEAL)

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        permissions = [("decide_appeal", "Can decide appeals against what others decided")]
        constraints = [
            paired("appeal", "settled"),
            models.CheckConstraint(
                condition=Q(comment=None, sanction__isnull=False)
                | Q(comment__isnull=False, sanction=None),
                name="appeal_against_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, overturned=None, answer="")
                | Q(settled_at__isnull=False, overturned__isnull=False) & ~Q(answer=""),
                name="appeal_settled_with_answer",
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None)
                | ~Q(settled_by=F("against")) & ~Q(settled_by=F("made_by")),
                name="appeal_settled_by_another",
            ),
        ]
        indexes = [models.Index(fields=["made_at", "id"], condition=OPEN, name="appeal_waits")]

    def __str__(self):
        return self.text if len(self.text) <= 80 else f"{self.text[:80].rstrip()}…"
