from django.db import models
from django.db.models import Q

from articles.models.pairs import person


class Notice(models.Model):
    """One message for one person, from the step that gave rise to it until it has been mailed.

    What is `taken` is never mailed a second time, unless its mailing is known to have failed.
    """

    recipient = person("notices_waiting")
    subject = models.CharField(max_length=200)
    text = models.TextField()
    path = models.CharField(max_length=500, help_text="Where the person goes to act.")
    due = models.DateTimeField(help_text="Not mailed by the clock before this moment.")
    taken = models.DateTimeField(null=True, help_text="When a worker took it to mail it.")
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["due"], condition=Q(taken__isnull=True), name="notice_due")]

    def __str__(self):
        return self.subject
