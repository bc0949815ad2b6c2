from django.db import models
from django.db.models import Q

from articles.models.pairs import person


class Image(models.Model):
    """A picture made anew from an upload; it says what it shows, or that it only decorates."""

    file = models.FileField(upload_to="images/", editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    renditions = models.JSONField(default=dict, editable=False)
    alt = models.CharField(
        "text for people who cannot see it",
        max_length=300,
        blank=True,
        help_text="What the picture shows. Leave empty only for a decorative picture.",
    )
    decorative = models.BooleanField(
        default=False, help_text="It carries no information: screen readers skip it."
    )
    credit = models.CharField(
        max_length=200,
        blank=True,
        help_text="Whose picture it is. The next version prints it under the picture.",
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = person(editable=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decorative=True, alt="") | (Q(decorative=False) & ~Q(alt="")),
                name="image_alt_or_decorative",
                violation_error_message=(
                    "Say what the picture shows, or mark it as decorative (not both)."
                ),
            )
        ]

    def __str__(self):
        return self.alt or "Decorative picture"
