from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from taggit.models import ItemBase, TagBase


class Tag(TagBase):
    """A word that readers browse by; “Sleep” and “sleep” are one tag."""

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="tag_name_once",
                violation_error_message="There is already a tag with this name.",
            )
        ]

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class TaggedArticle(ItemBase):
    """One tag on one article, with the moment since when readers see it there."""

    content_object = models.ForeignKey("articles.Article", on_delete=models.CASCADE)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged")
    live_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_an_article")
        ]
        indexes = [
            models.Index(
                fields=["tag", "-live_since", "-content_object"],
                condition=models.Q(live_since__isnull=False),
                name="tagged_live",
            )
        ]

    def __str__(self):
        return f"{self.tag} on {self.content_object_id}"
