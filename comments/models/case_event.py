from django.db import models
from django.utils import timezone

from articles.models.pairs import person

LABELS = {
    "opened": "Reported",
    "added_to": "The reader sent it again, and said more",
    "taken": "Took it in hand",
    "closed": "Closed",
    "reopened": "Opened again",
    "told": "Told the reader the outcome by mail",
    "not_told": "The mail to the reader could not be sent",
    "address_deleted": "Deleted the reader's address",
}


class CaseEvent(models.Model):
    """What was done with a case, when and by whom. Rows are added, never changed or deleted."""

    case = models.ForeignKey("Case", on_delete=models.PROTECT, related_name="events")
    verb = models.CharField(max_length=20)
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    happened_at = models.DateTimeField(default=timezone.now)
    happened_by = person("case_events")

    class Meta:
        ordering = ["id"]
        default_permissions = ()

    def __str__(self):
        return self.label

    @property
    def label(self):
        return LABELS.get(self.verb, self.verb)
