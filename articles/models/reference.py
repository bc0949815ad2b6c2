from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from articles import citations


class Kind(models.TextChoices):
    JOURNAL = "journal", "Journal article"
    GUIDELINE = "guideline", "Guideline"
    LABEL = "label", "Medicine label"
    GOVERNMENT = "government", "Government page or report"
    SYSTEMATIC_REVIEW = "systematic-review", "Systematic review"
    BOOK = "book", "Book"
    WEB = "web", "Web page"


class Reference(models.Model):
    """A source in the article's own list; its number is what a citation in the text points at."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="references")
    number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(999)]
    )
    kind = models.CharField(max_length=20, choices=Kind.choices, default=Kind.WEB)
    title = models.CharField(max_length=500)
    authors = models.CharField(
        max_length=1000, blank=True, help_text="Surname and initials: Halpern SD, Ubel PA."
    )
    container = models.CharField("journal", max_length=300, blank=True)
    publisher = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=100, blank=True)
    edition = models.CharField(max_length=50, blank=True)
    date = models.CharField(max_length=50, blank=True, help_text="2002 Jul 25, or a year.")
    volume = models.CharField(max_length=20, blank=True)
    issue = models.CharField(max_length=20, blank=True)
    pages = models.CharField(max_length=40, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    pmid = models.CharField("PMID", max_length=20, blank=True)
    pmcid = models.CharField("PMCID", max_length=20, blank=True)
    isbn = models.CharField("ISBN", max_length=20, blank=True)
    url = models.CharField("address", max_length=500, blank=True)
    accessed_on = models.DateField("read on", null=True, blank=True)
    looked_up_on = models.DateField(null=True, editable=False)
    looked_up_as = models.CharField(
        max_length=210, blank=True, editable=False, help_text="The identifier that was found."
    )

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="reference_number_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self):
        return f"[{self.number}] {self.title}"

    def clean(self):
        super().clean()
        problems = {}
        for name in citations.IDENTIFIERS:
            try:
                setattr(self, name, citations.normalise(name, getattr(self, name)))
            except ValueError as error:
                problems[name] = str(error)
        if problems:
            raise ValidationError(problems)

    def facts(self):
        """The reference as plain values, for the citation formatter and the frozen revision."""
        skipped = {"id", "article", "looked_up_on", "looked_up_as"}
        return {f.name: getattr(self, f.name) for f in self._meta.fields if f.name not in skipped}

    @property
    def is_looked_up(self):
        """Whether a look-up has found this very identifier; a changed one counts as new."""
        return bool(self.looked_up_as) and self.looked_up_as in {
            f"{name}:{getattr(self, name)}" for name in citations.IDENTIFIERS
        }
