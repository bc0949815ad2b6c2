from django.db import models

COUNT = {"default": 0}


class Week(models.Model):
    """What moderators did in one week, folded by the worker; `monday` is its first day."""

    monday = models.DateField(primary_key=True)
    approved = models.PositiveIntegerField(**COUNT)
    rejected = models.PositiveIntegerField(**COUNT)
    masked = models.PositiveIntegerField(**COUNT)
    escalated = models.PositiveIntegerField(**COUNT)
    undone = models.PositiveIntegerField(**COUNT)
    sanctions = models.PositiveIntegerField(**COUNT)
    median_wait = models.FloatField(null=True, help_text="Seconds in the queue: half were quicker.")
    longest_wait = models.FloatField(null=True, help_text="Nine of ten were quicker; in seconds.")
    second_looks = models.PositiveIntegerField(**COUNT)
    agreed = models.PositiveIntegerField(**COUNT)
    appeals = models.PositiveIntegerField(default=0, help_text="That were decided.")
    overturned = models.PositiveIntegerField(**COUNT)
    # Of the filter, over the four weeks up to this one's end.
    honest = models.PositiveIntegerField(**COUNT)
    honest_held = models.PositiveIntegerField(**COUNT)
    spam = models.PositiveIntegerField(**COUNT)
    spam_let_through = models.PositiveIntegerField(**COUNT)
    folded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-monday"]
        default_permissions = ()

    def __str__(self):
        return f"Week of {self.monday}"

    @property
    def decided(self):
        return self.approved + self.rejected + self.masked
