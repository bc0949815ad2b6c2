"""Whether readers found an edition useful. Nothing here tells who answered, or from where."""

import uuid

from django.db import models

LONGEST_SOUGHT = 500


class Answer(models.Model):
    """One “yes” or “no” that is not counted yet: `usefulness.fold` counts and deletes it.

    A row of its own, so that no two readers ever wait for one row.
    """

    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    useful = models.BooleanField()

    def __str__(self):
        return f"{'Yes' if self.useful else 'No'} on {self.day}"


class DailyUsefulness(models.Model):
    """How many readers of one edition said yes, and how many no, on one day (UTC)."""

    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "daily usefulness"
        constraints = [
            models.UniqueConstraint(fields=["revision", "day"], name="usefulness_once_a_day")
        ]

    def __str__(self):
        return f"{self.yes} yes, {self.no} no on {self.day}"


class Sought(models.Model):
    """What a reader looked for in an edition and did not find, in their words.

    Addresses and phone numbers are masked before it is stored; it is deleted after a year.
    """

    revision = models.ForeignKey("articles.Revision", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=LONGEST_SOUGHT)
    day = models.DateField()
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = "what a reader looked for"
        verbose_name_plural = "what readers looked for"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="sought_says_something")
        ]
        indexes = [
            models.Index(fields=["revision", "-id"], name="sought_in_revision"),
            models.Index(fields=["day"], name="sought_on_day"),
        ]

    def __str__(self):
        return self.text[:60]
