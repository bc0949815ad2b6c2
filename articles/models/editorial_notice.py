from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.pairs import maybe_moment, maybe_person, paired, person


class NoticeKind(models.TextChoices):
    CORRECTION = "correction", _("Correction")
    UPDATE = "update", _("Update")
    CONCERN = "concern", _("Expression of concern")
    RETRACTION = "retraction", _("Retraction")


# These say that something is wrong now; they hold until they are lifted.
STANDING_KINDS = (NoticeKind.CONCERN, NoticeKind.RETRACTION)


class EditorialNotice(models.Model):
    """What the editors tell readers about a page: kept, and never changed; it can be lifted."""

    article = models.ForeignKey(
        "Article", on_delete=models.PROTECT, related_name="editorial_notices"
    )
    kind = models.CharField(max_length=10, choices=NoticeKind.choices)
    text = models.TextField(help_text="What readers are told.")
    revision = models.ForeignKey(
        "Revision",
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The public text that it is about.",
    )
    previous = models.ForeignKey(
        "Revision",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The public text that was corrected or updated.",
    )
    published_at = models.DateTimeField(default=timezone.now)
    published_by = person()
    lifted_at = maybe_moment()
    lifted_by = maybe_person()
    lifted_reason = models.TextField(blank=True, editable=False)

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [
            paired("notice", "lifted"),
            models.CheckConstraint(condition=~Q(text=""), name="notice_has_a_text"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_reason="")
                | (Q(lifted_at__isnull=False, kind__in=STANDING_KINDS) & ~Q(lifted_reason="")),
                name="notice_lifted_with_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="notice_latest"),
            models.Index(fields=["kind", "-published_at", "-id"], name="notice_of_kind"),
            models.Index(fields=["article", "-published_at", "-id"], name="notice_of_article"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text}"
