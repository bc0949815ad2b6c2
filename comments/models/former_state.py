from django.db import models

from articles.models.pairs import person


class FormerState(models.Model):
    """What a comment was before a decision, so that it can be taken back exactly: for a day.

    It can hold words that readers saw, so it goes with the comment's own, and at the day's end.
    """

    event = models.OneToOneField(
        "CommentEvent", primary_key=True, on_delete=models.PROTECT, related_name="former"
    )
    comment = models.ForeignKey("Comment", on_delete=models.CASCADE, related_name="former_states")
    by = person(db_index=False)
    until = models.DateTimeField()
    version_after = models.PositiveIntegerField()
    batch = models.UUIDField(null=True, help_text="Of what was decided together.")
    facts = models.JSONField()

    class Meta:
        ordering = ["-event"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["by", "-event"], name="former_of_moderator"),
            models.Index(fields=["batch"], condition=models.Q(batch__isnull=False), name="batch"),
            models.Index(fields=["until"], name="former_until"),
        ]

    def __str__(self):
        return f"Comment {self.comment_id} before {self.event_id}"
