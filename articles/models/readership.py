from django.db import models
from django.db.models import F

from articles import languages


class ReadTotal(models.Model):
    """How often an article was read: counted here, and counted before it came here."""

    article = models.OneToOneField(
        "Article", on_delete=models.CASCADE, primary_key=True, related_name="read_total"
    )
    language = models.CharField(max_length=10, default=languages.of_site)
    counted = models.PositiveBigIntegerField(default=0)
    imported = models.PositiveBigIntegerField(default=0)
    total = models.GeneratedField(
        expression=F("counted") + F("imported"),
        output_field=models.PositiveBigIntegerField(),
        db_persist=True,
    )

    class Meta:
        indexes = [models.Index(fields=["language", "-total", "-article"], name="most_read")]

    def __str__(self):
        return f"{self.total} reads"


class DailyReads(models.Model):
    """Reads of one article on one day (UTC)."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    reads = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "daily reads"
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="reads_once_a_day")]
        indexes = [models.Index(fields=["day", "-reads", "-article"], name="most_read_of_day")]

    def __str__(self):
        return f"{self.reads} on {self.day}"


class RecentReads(models.Model):
    """One of the articles that were read most within so many days, as last added up."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10, default=languages.of_site)
    days = models.PositiveSmallIntegerField()
    reads = models.PositiveBigIntegerField()

    class Meta:
        verbose_name_plural = "recent reads"
        constraints = [
            models.UniqueConstraint(fields=["article", "days"], name="recent_reads_once")
        ]
        indexes = [
            models.Index(
                fields=["language", "days", "-reads", "-article"], name="most_read_recently"
            )
        ]

    def __str__(self):
        return f"{self.reads} within {self.days} days"
