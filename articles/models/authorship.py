from django.conf import settings
from django.db import models

from articles import languages


class Authorship(models.Model):
    """One author of one article, in the order of the byline."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name="author"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "author"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="author_once_an_article")
        ]

    def __str__(self):
        return str(self.user)


class Byline(models.Model):
    """One author whom the public page names: print, where Authorship is manuscript."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    live_since = models.DateTimeField()
    language = models.CharField(max_length=10, default=languages.of_site)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="byline_once_an_article")
        ]
        indexes = [
            models.Index(
                fields=["user", "language", "-live_since", "-article"], name="authored_live"
            )
        ]

    def __str__(self):
        return str(self.user)
