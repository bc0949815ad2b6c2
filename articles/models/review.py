from django.db import models
from django.db.models import Q

from articles.models.pairs import maybe_moment, maybe_person, paired, person


class Decision(models.TextChoices):
    APPROVED = "approved", "Approved"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"


class ReviewKind(models.TextChoices):
    WHOLE = "whole", "The whole text"
    UNCHANGED = "unchanged", "Read again, and left as it was"
    MINOR = "minor", "A small repair, signed again by an editor"


WHOLE_KINDS = (ReviewKind.WHOLE, ReviewKind.UNCHANGED)


class ExemptionKind(models.TextChoices):
    UNREVIEWED = "unreviewed", "Published without review"
    URGENT = "urgent", "Published urgently"


class Outcome(models.TextChoices):
    REVIEWED = "reviewed", "Reviewed and signed"
    REPLACED = "replaced", "Replaced by another version"
    REVERTED = "reverted", "Not confirmed in time: the text before it came back"


class Review(models.Model):
    """One person's judgement of one revision, as given; the database refuses to change it."""

    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=20, choices=Decision.choices)
    kind = models.CharField(max_length=10, choices=ReviewKind.choices, default=ReviewKind.WHOLE)
    basis = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The whole review that a minor one keeps.",
    )
    remarks = models.TextField(blank=True)
    statement = models.TextField(blank=True, help_text="The words that were signed.")
    sha256 = models.CharField(max_length=64, help_text="The hash of the text that was judged.")
    name = models.CharField(max_length=120)
    credentials = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=40, blank=True, help_text="In which role they signed.")
    credential = models.JSONField(default=dict, help_text="The verified credential, as it stood.")
    disclosure_statement = models.TextField(blank=True)
    answers = models.JSONField(default=dict, help_text="What a machine cannot answer.")
    is_demonstration = models.BooleanField(default=False)
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = person("reviews")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="minor", basis__isnull=False)
                | (~Q(kind="minor") & Q(basis__isnull=True)),
                name="review_minor_has_a_basis",
            )
        ]

    def __str__(self):
        return f"{self.get_decision_display()} by {self.name}"


class Exemption(models.Model):
    """A named exception: a revision that readers see without a review, who allowed it, and why."""

    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="exemptions")
    kind = models.CharField(
        max_length=10, choices=ExemptionKind.choices, default=ExemptionKind.UNREVIEWED
    )
    reason = models.TextField()
    passed_over = models.JSONField(
        default=list, help_text="The blocking findings that were passed over."
    )
    deadline = models.DateTimeField(
        null=True, help_text="An urgent text that nobody has signed by then is taken back."
    )
    previous = models.ForeignKey(
        "Revision",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What comes back then.",
    )
    previous_review = models.ForeignKey(
        Review, null=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = person()
    cleared_at = maybe_moment()
    cleared_by = maybe_person()

    class Meta:
        ordering = ["-id"]
        constraints = [
            paired("exemption", "cleared"),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind="urgent", deadline__isnull=False)
                | (~Q(kind="urgent") & Q(deadline__isnull=True)),
                name="exemption_urgent_has_a_deadline",
            ),
        ]
        indexes = [
            models.Index(
                fields=["deadline"], condition=Q(cleared_at__isnull=True), name="exemption_open"
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.reason}"

    @property
    def is_open_and_urgent(self):
        """Whether readers see an urgent text that still waits for its signature."""
        return self.kind == ExemptionKind.URGENT and self.cleared_at is None
