from django.db import models


class FormerAddress(models.Model):
    """Where a published article once stood. Written by a database trigger, so never forgotten."""

    category = models.ForeignKey("Category", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=200, db_index=True)
    article = models.ForeignKey(
        "Article", on_delete=models.CASCADE, related_name="former_addresses"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "slug"], name="former_address_once")
        ]

    def __str__(self):
        return f"{self.category_id}/{self.slug}"
