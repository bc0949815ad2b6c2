from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from articles import codes
from articles.models.pairs import person


class ArticleCode(models.Model):
    """A clinical code under which an article is found: catalogue, in effect at once, not signed."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="codes")
    system = models.CharField(max_length=10, choices=codes.CHOICES)
    value = models.CharField("code", max_length=30)
    label = models.CharField(
        "what it stands for",
        max_length=200,
        help_text="In your own words: “Type 2 diabetes”. No text of a licensed table.",
    )
    live_since = models.DateTimeField(null=True, editable=False)
    coded_at = models.DateTimeField(default=timezone.now, editable=False)
    coded_by = person(editable=False)

    named_for = "coded"

    class Meta:
        verbose_name = "clinical code"
        ordering = ["system", "value", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "system", "value"],
                name="code_once_an_article",
                violation_error_message="The article has this code already.",
            ),
            models.CheckConstraint(
                condition=models.Q(system__in=list(codes.SYSTEMS)), name="code_system_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["system", "value", "-live_since", "-article"],
                condition=models.Q(live_since__isnull=False),
                name="coded_live",
            )
        ]

    def __str__(self):
        return f"{self.get_system_display()} {self.value}: {self.label}"

    def clean(self):
        super().clean()
        self.label = " ".join(self.label.split())
        try:
            self.value = codes.normalised(self.system, self.value)
        except codes.BadCode as error:
            raise ValidationError({"value": str(error)}) from error
