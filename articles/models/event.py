from django.db import models

from articles.models.pairs import person

LABELS = {
    "created": "Created",
    "imported": "Imported",
    "edited": "Edited the text",
    "catalogued": "Changed address, category or tags",
    "submit": "Submitted for review",
    "recall": "Took back from review",
    "approve": "Approved",
    "request_changes": "Asked for changes",
    "publish": "Published",
    "revise": "Started a correction",
    "withdraw": "Withdrew",
    "restore": "Restored",
    "publish_unreviewed": "Published without review",
}


class Event(models.Model):
    """Who did what, when and why. Rows are only ever added: the database refuses the rest."""

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="events")
    verb = models.CharField(max_length=30)
    from_stage = models.CharField(max_length=10, blank=True)
    to_stage = models.CharField(max_length=10, blank=True)
    revision = models.ForeignKey(
        "Revision", null=True, on_delete=models.PROTECT, related_name="events"
    )
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    happened_at = models.DateTimeField(auto_now_add=True)
    happened_by = person("events")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["article", "-id"], name="event_of_article")]

    def __str__(self):
        return f"{self.verb} by {self.happened_by_id}"

    @property
    def label(self):
        return LABELS.get(self.verb, self.verb.replace("_", " ").capitalize())
