from django.db import models
from django.db.models import Q

from articles.models.pairs import maybe_moment, maybe_person, paired, person


class Decision(models.TextChoices):
    APPROVED = "approved", "Approved"
    CHANGES_REQUESTED = "changes_requested", "Changes requested"


class Review(models.Model):
    """One person's judgement of one revision, as given; the database refuses to change it."""

    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(max_length=20, choices=Decision.choices)
    remarks = models.TextField(blank=True)
    statement = models.TextField(blank=True, help_text="The words that were signed.")
    sha256 = models.CharField(max_length=64, help_text="The hash of the text that was judged.")
    name = models.CharField(max_length=120)
    credentials = models.CharField(max_length=200, blank=True)
    disclosure_statement = models.TextField(blank=True)
    is_demonstration = models.BooleanField(default=False)
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = person("reviews")

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_decision_display()} by {self.name}"


class Exemption(models.Model):
    """A named exception: a revision that readers see without a review, who allowed it, and why."""

    revision = models.ForeignKey("Revision", on_delete=models.PROTECT, related_name="exemptions")
    reason = models.TextField()
    granted_at = models.DateTimeField(auto_now_add=True)
    granted_by = person()
    cleared_at = maybe_moment()
    cleared_by = maybe_person()

    class Meta:
        ordering = ["-id"]
        constraints = [
            paired("exemption", "cleared"),
            models.CheckConstraint(condition=~Q(reason=""), name="exemption_has_a_reason"),
        ]

    def __str__(self):
        return f"Published without review: {self.reason}"
