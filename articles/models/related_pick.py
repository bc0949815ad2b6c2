from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.pairs import person

MOST_PICKS = 4


class RelatedPick(models.Model):
    """An article that the editors show first among those related to another: catalogue."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="picks")
    other = models.ForeignKey(
        "Article", on_delete=models.CASCADE, related_name="+", verbose_name="related article"
    )
    position = models.PositiveSmallIntegerField(default=0)
    picked_at = models.DateTimeField(default=timezone.now, editable=False)
    picked_by = person(editable=False)

    named_for = "picked"

    class Meta:
        verbose_name = "related article"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "other"],
                name="pick_once_an_article",
                violation_error_message="This article is picked already.",
            ),
            models.CheckConstraint(
                condition=~Q(article=F("other")),
                name="pick_another_article",
                violation_error_message="An article is not related to itself. Pick another one.",
            ),
        ]

    def __str__(self):
        return str(self.other)
