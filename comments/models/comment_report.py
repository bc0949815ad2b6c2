from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.pairs import person

LONGEST_REPORT = 1000


class ReportKind(models.TextChoices):
    """What can be the matter with a comment; in the order in which readers are asked."""

    HARMFUL = "harmful", _("It could harm somebody who follows it")
    CRISIS = "crisis", _("I worry about the person who wrote it")
    RUDE = "rude", _("It insults or threatens somebody")
    PERSONAL = "personal", _("It tells private things about somebody")
    SPAM = "spam", _("It is advertising or spam")
    OTHER = "other", _("Something else")


class CommentReport(models.Model):
    """A reader tells the moderators of a comment; once for each reader and comment."""

    comment = models.ForeignKey("Comment", on_delete=models.PROTECT, related_name="reports")
    reporter = person("comment_reports", db_index=False)
    kind = models.CharField(max_length=10, choices=ReportKind.choices)
    text = models.TextField(blank=True, max_length=LONGEST_REPORT)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["comment", "reporter"], name="comment_reported_once")
        ]
        indexes = [
            models.Index(fields=["reporter", "-id"], name="report_of_reporter"),
            models.Index(
                fields=["comment"], condition=Q(closed_at=None), name="report_open_of_comment"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
