from django.db import models
from django.utils import timezone

from articles.models.pairs import person

LABELS = {
    "opened": "Reported",
    "added_to": "The reader sent it again, and said more",
    "taken": "Took it in hand",
    "closed": "Closed",
    "reopened": "Opened again",
    "confirmed": "Found right, and handed to the editors",
    "masked": "Masked words of it",
    "escalated": "Handed to the lead moderators",
    "undone": "Took the last decision back",
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
        indexes = [models.Index(fields=["happened_by", "-id"], name="case_event_of_person")]

    def __str__(self):
        return self.label

    @property
    def label(self):
        return LABELS.get(self.verb, self.verb)
