from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.pairs import person

# What moderators do; the other lines tell what readers did themselves.
LABELS = {
    "approved": "Approved",
    "rejected": "Rejected",
    "masked": "Masked words",
    "escalated": "Escalated",
    "undone": "Took a decision back",
    "warned": "Warned",
    "muted": "Muted",
    "banned": "Banned",
    "lifted": "Lifted a sanction",
    "appealed": "Appealed",
    "upheld": "Appeal: the decision stands",
    "overturned": "Appeal: the decision was taken back",
}
OF_MODERATION = Q(verb__in=list(LABELS))


class CommentEvent(models.Model):
    """What was done with a comment, or with a sanction, when and by whom. Rows are added, never
    changed or deleted: together they are the moderators' log.

    It holds no word of the comment: those go when their writer deletes them, and this stays.
    """

    comment = models.ForeignKey(
        "Comment", null=True, on_delete=models.PROTECT, related_name="events", db_index=False
    )
    sanction = models.ForeignKey(
        "Sanction", null=True, on_delete=models.PROTECT, related_name="events"
    )
    verb = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    happened_at = models.DateTimeField(default=timezone.now)
    happened_by = person("comment_events", db_index=False)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(comment=None, sanction__isnull=False)
                | Q(comment__isnull=False, sanction=None),
                name="comment_event_of_one_thing",
            )
        ]
        indexes = [
            models.Index(fields=["comment", "id"], name="event_of_comment"),
            models.Index(fields=["happened_by", "-id"], name="comment_event_of_person"),
            models.Index(fields=["-id"], condition=OF_MODERATION, name="moderation_event"),
            models.Index(fields=["verb", "-id"], name="comment_event_of_verb"),
            models.Index(
                fields=["happened_at"], condition=OF_MODERATION, name="moderation_event_on"
            ),
        ]

    def __str__(self):
        return f"{self.verb} comment {self.comment_id}"

    @property
    def label(self):
        return LABELS.get(self.verb, self.verb)
