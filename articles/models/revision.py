from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from articles import canonical, languages
from articles.models.pairs import person

# What a clinician signs: one changed character of any of these is another text.
SIGNED_FIELDS = (
    "title",
    "summary",
    "body_html",
    "also_known_as",
    "byline",
    "sources",
    "attribution",
    "content_type",
    "medicines",
    "statements",
    "claims",
    "key_facts",
    "glossary",
    "language",
)
# What was frozen before a field came is still judged by the fields that it had.
SIGNED_IN_FORMAT = {1: SIGNED_FIELDS[:7], 2: SIGNED_FIELDS[:11], 3: SIGNED_FIELDS}
PRESENT_FORMAT = 3


class Change(models.TextChoices):
    """What a revision means to readers of the one before it."""

    MINOR = "minor", "Small repair, nothing of weight"
    UPDATE = "update", "Update: new or better information"
    CORRECTION = "correction", "Correction: something was wrong"


class Revision(models.Model):
    """Print: a manuscript frozen when it was submitted. The database refuses to change it."""

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    body_html = models.TextField()
    headings = models.JSONField(default=list)
    sources = models.JSONField(default=list)
    byline = models.JSONField(default=list)
    also_known_as = ArrayField(models.CharField(max_length=150), default=list)
    attribution = models.JSONField(default=dict)
    content_type = models.CharField(max_length=20, default="article")
    medicines = ArrayField(models.CharField(max_length=100), default=list)
    statements = models.JSONField(default=dict, help_text="Funding, sponsor, experience.")
    claims = models.JSONField(default=list)
    key_facts = ArrayField(models.CharField(max_length=200), default=list)
    glossary = models.JSONField(
        default=list, help_text="The words that the text explains, as they were explained then."
    )
    language = models.CharField(max_length=10, default=languages.of_site)
    translated_from = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="The version of the source that this edition was made from.",
    )
    change = models.CharField(max_length=20, blank=True, choices=Change.choices)
    change_note = models.TextField(blank=True, help_text="What changed and why, for readers.")
    manuscript = models.JSONField(
        default=dict, help_text="What it was printed from, to write on from; not signed."
    )
    signed_format = models.PositiveSmallIntegerField(default=1)
    original_published_on = models.DateField(null=True)
    plain_text = models.TextField()
    words = models.PositiveIntegerField()
    reading_grade = models.SmallIntegerField(
        null=True,
        help_text="Flesch-Kincaid grade, of Spanish perspicuity; made of the text, not signed.",
    )
    markup_policy = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    contributors = ArrayField(
        models.BigIntegerField(),
        help_text="Everybody who wrote, edited or submitted this text: none of them may sign it.",
    )
    frozen_at = models.DateTimeField(auto_now_add=True)
    frozen_by = person()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once")
        ]
        indexes = [
            # Whether a person's name stands in print, wherever it does.
            GinIndex(fields=["byline"], opclasses=["jsonb_path_ops"], name="revision_byline")
        ]

    def __str__(self):
        return f"Version {self.number}: {self.title}"

    def signed_content(self):
        return {name: getattr(self, name) for name in SIGNED_IN_FORMAT[self.signed_format]}

    def digest(self):
        return canonical.sha256(self.signed_content())

    @property
    def is_intact(self):
        """Whether the stored text is still the text whose hash was stored."""
        return self.sha256 == self.digest()
