from django.db import models

from articles.models.pairs import person


class ImportRecord(models.Model):
    """Which article came from which item of a source, so that a second import changes nothing."""

    source = models.CharField(max_length=50)
    guid = models.CharField(max_length=300)
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="imports")
    digest = models.CharField(max_length=64)
    version = models.PositiveIntegerField(
        help_text="The manuscript's version as the import left it: another one was edited here."
    )
    imported_at = models.DateTimeField(auto_now=True)
    imported_by = person()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "guid"], name="import_once_an_item")
        ]

    def __str__(self):
        return f"{self.source}: {self.guid}"
