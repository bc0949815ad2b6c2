from django.db import models
from django.db.models import Q

from articles import languages


class EditionState(models.TextChoices):
    """How an edition stands against what readers see of its source. MISSING is never stored."""

    CURRENT = "current", "Current"
    SLIGHTLY = "slightly_behind", "Slightly behind"
    CLINICALLY = "clinically_behind", "Clinically behind"
    MISSING = "missing", "Missing"


BEHIND = (EditionState.SLIGHTLY, EditionState.CLINICALLY)
EDITION_CONSTRAINTS = [
    models.UniqueConstraint(fields=["translation_of", "language"], name="edition_once_a_language"),
    models.CheckConstraint(
        condition=Q(translation_of__isnull=False)
        | Q(translated_from__isnull=True, edition_state=""),
        name="article_state_of_an_edition",
    ),
    models.CheckConstraint(
        condition=Q(edition_state__in=BEHIND, behind_since__isnull=False)
        | Q(behind_since__isnull=True) & ~Q(edition_state__in=BEHIND),
        name="article_behind_since",
    ),
]


class EditionFields(models.Model):
    """In which language an article is, and what it is an edition of, if it is one.

    An edition in another language is an article of its own: its own manuscript, print, reviews and
    address. Its source is no edition itself.
    """

    language = models.CharField(
        max_length=10,
        default=languages.of_site,
        help_text="What it is written in; fixed once readers saw it.",
    )
    translation_of = models.ForeignKey(
        "self",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="editions",
        db_index=False,  # the constraint has one
    )
    translated_from = models.ForeignKey(
        "Revision",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    edition_state = models.CharField(
        max_length=20, blank=True, choices=EditionState.choices, editable=False
    )
    behind_since = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    def get_absolute_url(self):
        return self.address("article")

    def address(self, name, *parts):
        """One of its pages for readers, in its own language from wherever it is asked for."""
        at = (self.category.slug, self.slug, *parts)
        return languages.address(name, *at, language=self.language)
