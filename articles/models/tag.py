from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from articles import languages

MOST_TAGS = 20


def names_in(text):
    """The tags in what a person typed: separated by commas alone, so “deep sleep” is one tag."""
    names = [" ".join(part.split()).strip('"“”') for part in text.replace("\n", ",").split(",")]
    return list(dict.fromkeys(filter(None, names)))


def text_of(tags):
    return ", ".join(sorted(tag.name for tag in tags))


def validate_names(names):
    longest = Tag._meta.get_field("name").max_length
    for name in names:
        if len(name) > longest:
            raise ValidationError(f"The tag “{name[:40]}…” is too long: {longest} characters fit.")
        if not any(map(str.isalnum, name)):
            raise ValidationError(f"The tag “{name}” has no letter or digit. Write a word.")
    if len(names) > MOST_TAGS:
        raise ValidationError(f"These are {len(names)} tags; at most {MOST_TAGS} help a reader.")


class Tag(TagBase):
    """A word that readers browse by; “Sleep” and “sleep” are one tag."""

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="tag_name_once",
                violation_error_message="There is already a tag with this name.",
            ),
            models.CheckConstraint(condition=~models.Q(slug=""), name="tag_has_a_slug"),
        ]

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class TaggedArticle(ItemBase):
    """One tag on one article, with the moment since when readers see it there."""

    content_object = models.ForeignKey("articles.Article", on_delete=models.CASCADE)
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="tagged")
    live_since = models.DateTimeField(null=True, editable=False)
    language = models.CharField(max_length=10, default=languages.of_site, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_object", "tag"], name="tag_once_an_article")
        ]
        indexes = [
            models.Index(
                fields=["tag", "language", "-live_since", "-content_object"],
                condition=models.Q(live_since__isnull=False),
                name="tagged_live",
            )
        ]

    def __str__(self):
        return f"{self.tag} on {self.content_object_id}"
