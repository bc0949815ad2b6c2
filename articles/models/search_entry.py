from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """What search knows of one public article: its live revision and nothing else."""

    article = models.OneToOneField(
        "Article", on_delete=models.CASCADE, primary_key=True, related_name="search_entry"
    )
    vector = SearchVectorField()

    class Meta:
        verbose_name_plural = "search entries"
        indexes = [GinIndex("vector", name="search_vector")]

    def __str__(self):
        return f"Search entry of article {self.article_id}"
