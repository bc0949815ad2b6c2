from django.db import models


class Thread(models.Model):
    """What readers see under one article, as a number: it rises whenever they would see another.

    Raised by `comments.thread`, and by the database itself when a writer's name changes.
    """

    article = models.OneToOneField(
        "articles.Article", primary_key=True, on_delete=models.PROTECT, related_name="thread"
    )
    version = models.PositiveBigIntegerField(default=1)
    shown = models.PositiveIntegerField(default=0, help_text="How many comments readers see.")

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.shown} comments under article {self.article_id}"
