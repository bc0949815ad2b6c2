from django.db import models
from django.db.models import Q

from comments.models.case import Outcome

LONGEST_MESSAGE = 1000


class Verb(models.TextChoices):
    """What a moderator decides with a reason: about comments and people, about reports of
    problems (confirm and close; mask and escalate as well), and about appeals."""

    APPROVE = "approve", "Approve"
    REJECT = "reject", "Reject"
    MASK = "mask", "Mask words"
    ESCALATE = "escalate", "Escalate"
    SANCTION = "sanction", "Sanction"
    CONFIRM = "confirm", "Find a report right"
    CLOSE = "close", "Close a report"
    OVERTURN = "overturn", "Take a decision back on appeal"
    UPHOLD = "uphold", "Let a decision stand on appeal"


class ReasonQuerySet(models.QuerySet):
    def offered(self, *verbs):
        """What a moderator can choose, in the order of its number keys; the first is chosen."""
        rows = self.filter(is_active=True).order_by("verb", "order", "id")
        return rows.filter(verb__in=verbs) if verbs else rows


class Reason(models.Model):
    """Why something is decided so: one of a list that administrators keep.

    `label` and `rule` are printed on the public page of what was removed; what was decided keeps
    the words that they had then.
    """

    verb = models.CharField(max_length=10, choices=Verb.choices)
    label = models.CharField(
        max_length=100, help_text="In a few words. Of what is removed, everybody reads it."
    )
    rule = models.CharField(
        max_length=300, blank=True, help_text="The rule behind it, as everybody may read it."
    )
    message = models.TextField(
        blank=True,
        max_length=LONGEST_MESSAGE,
        help_text="What the writer is told, unless it is changed. Empty: nothing.",
    )
    is_spam = models.BooleanField(
        "teaches the filter that this is spam",
        default=False,
        help_text="Only for reasons to reject, and only where it is spam indeed.",
    )
    outcome = models.CharField(
        max_length=10,
        blank=True,
        choices=[pair for pair in Outcome.choices if pair[0] != Outcome.CORRECTED],
        help_text="Only for reasons to close a report: what came of it.",
    )
    order = models.PositiveSmallIntegerField(
        default=100, help_text="The first of a verb is chosen until another one is."
    )
    is_active = models.BooleanField(
        "offered", default=True, help_text="What is not offered any more stays in the record."
    )

    objects = ReasonQuerySet.as_manager()

    class Meta:
        verbose_name = "reason for a decision"
        verbose_name_plural = "reasons for decisions"
        ordering = ["verb", "order", "id"]
        default_permissions = ()
        permissions = [("change_reason", "Can keep the reasons for decisions")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_spam=False) | Q(verb="reject"), name="reason_spam_is_rejected"
            ),
            models.CheckConstraint(
                condition=Q(verb="close") & ~Q(outcome="") | ~Q(verb="close") & Q(outcome=""),
                name="reason_to_close_has_outcome",
            ),
        ]

    def __str__(self):
        return self.label
