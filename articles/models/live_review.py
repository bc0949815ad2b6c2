from django.db import models
from django.db.models import Q

from articles import languages
from articles.models.pairs import person


class LiveReview(models.Model):
    """The whole review on which a public text stands: print, where Review is the record.

    Kept in step with the live text by `articles.public_index`, for the pages of reviewers and for
    what was reviewed recently.
    """

    article = models.OneToOneField(
        "Article", on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    language = models.CharField(max_length=10, default=languages.of_site)
    review = models.ForeignKey("Review", on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    reviewed_by = person()
    is_demonstration = models.BooleanField()

    class Meta:
        indexes = [
            models.Index(
                fields=["reviewed_by", "language", "-reviewed_at", "-article"],
                name="reviewed_live",
            ),
            models.Index(
                fields=["language", "-reviewed_at", "-article"],
                condition=Q(is_demonstration=False),
                name="reviewed_recently",
            ),
        ]

    def __str__(self):
        return f"Article {self.article_id} by {self.reviewed_by_id}"
