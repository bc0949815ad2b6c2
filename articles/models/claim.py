from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.pairs import maybe_moment, maybe_person, paired, person


class Strength(models.TextChoices):
    """How sure the evidence makes us, in the words of GRADE."""

    HIGH = "high", "High"
    MODERATE = "moderate", "Moderate"
    LOW = "low", "Low"
    VERY_LOW = "very_low", "Very low"
    NOT_GRADED = "not_graded", "Not graded"


class Standing(models.TextChoices):
    """What a claim lacks, if anything; kept in step with the manuscript by `articles.claims`."""

    HOLDS = "holds", "Has its evidence"
    UNCITED = "uncited", "No source"
    STALE = "stale", "Changed after its evidence was attached"
    GONE = "gone", "No longer in the text"


class Claim(models.Model):
    """A sentence of the manuscript that has to be proved, and the evidence it rests on.

    The sentence is marked in the body by the key; `words` are what the mark holds now, `text`
    what it held when a person last said that the evidence supports it.
    """

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="claims")
    key = models.PositiveSmallIntegerField(
        "number", validators=[MinValueValidator(1), MaxValueValidator(9999)]
    )
    text = models.TextField(blank=True, editable=False)
    words = models.TextField(blank=True, editable=False)
    strength = models.CharField(
        "strength of evidence",
        max_length=10,
        choices=Strength.choices,
        default=Strength.NOT_GRADED,
    )
    note = models.TextField(
        blank=True, max_length=1000, help_text="What the evidence shows, in a sentence or two."
    )
    sources = ArrayField(
        models.PositiveSmallIntegerField(),
        default=list,
        blank=True,
        help_text="Numbers of the article's own sources.",
    )
    standing = models.CharField(
        max_length=10, choices=Standing.choices, default=Standing.UNCITED, editable=False
    )
    marked_at = models.DateTimeField(default=timezone.now, editable=False)
    marked_by = person(editable=False)
    evidence_at = maybe_moment()
    evidence_by = maybe_person()

    class Meta:
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["article", "key"], name="claim_key_once"),
            paired("claim", "evidence"),
        ]
        indexes = [
            models.Index(
                fields=["standing", "-id"], condition=~Q(standing="holds"), name="claim_to_mend"
            )
        ]

    def __str__(self):
        return f"number {self.key}"

    def in_a_line(self):
        """The claim with everything that can be changed in it."""
        sources = ", ".join(map(str, self.sources)) or "none"
        parts = [f"Claim {self.key}: “{self.words or self.text}”", self.get_strength_display()]
        return ". ".join([*parts, f"Sources: {sources}", *([self.note] if self.note else [])])
