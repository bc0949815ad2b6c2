from django.db import models


class ReviewReminder(models.Model):
    """One notice that an article is due on this day: a row for each, so that none comes twice."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    days = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "due_on", "days"], name="review_reminder_once"
            )
        ]

    def __str__(self):
        return f"{self.days} days before {self.due_on}"
