from django.db import models
from django.utils import timezone

from articles.models.pairs import person


class CommentEvent(models.Model):
    """What was done with a comment, when and by whom. Rows are added, never changed or deleted.

    It holds no word of the comment: those go when their writer deletes them, and this stays.
    """

    comment = models.ForeignKey(
        "Comment", on_delete=models.PROTECT, related_name="events", db_index=False
    )
    verb = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    happened_at = models.DateTimeField(default=timezone.now)
    happened_by = person("comment_events", db_index=False)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["comment", "id"], name="event_of_comment"),
            models.Index(fields=["happened_by", "-id"], name="comment_event_of_person"),
        ]

    def __str__(self):
        return f"{self.verb} comment {self.comment_id}"
