from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from taggit.managers import _TaggableManager
from taggit.models import ItemBase, TagBase

from articles import alphabet, languages
from articles.models.pairs import maybe_moment, maybe_person, paired

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
    """A word that readers browse by; “Sleep” and “sleep” are one tag.

    A tag that was merged into another is a name of that one from then on: its address leads
    there, and whoever writes it on an article gets the other. The other is never merged itself.
    """

    sort_key = models.CharField(
        max_length=alphabet.LONGEST_KEY, db_collation="C", editable=False, default=""
    )
    merged_into = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="other_names"
    )
    merged_at = maybe_moment()
    merged_by = maybe_person()

    class Meta:
        ordering = ["name"]
        indexes = [
            models.Index(
                fields=["sort_key", "id"],
                condition=models.Q(merged_into__isnull=True),
                name="tag_in_order",
            )
        ]
        permissions = [("merge_tag", "Can merge tags and give them other names")]
        constraints = [
            paired("tag", "merged"),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True, merged_at__isnull=True)
                | models.Q(merged_into__isnull=False, merged_at__isnull=False),
                name="tag_merged_into_one",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("id")), name="tag_not_merged_into_itself"
            ),
            models.UniqueConstraint(
                Lower("name"),
                name="tag_name_once",
                violation_error_message="There is already a tag with this name.",
            ),
            models.CheckConstraint(condition=~models.Q(slug=""), name="tag_has_a_slug"),
        ]

    def save(self, *args, **kwargs):
        self.sort_key = alphabet.sort_key(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class TagsOfAnArticle(_TaggableManager):
    """The tags of one article: whoever gives a name that was merged gives the tag it leads to."""

    def _to_tag_model_instances(self, tags, tag_kwargs):
        found = super()._to_tag_model_instances(tags, tag_kwargs)
        return list(dict.fromkeys(tag.merged_into or tag for tag in found))


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
