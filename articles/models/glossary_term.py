"""Words that articles explain: kept by editors, shown to readers as each text froze them."""

import re

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from articles.models.pairs import maybe_person, person
from articles.search import fold

LONGEST_TERM = 60
MOST_SPELLINGS = 10
_HAS_A_WORD = re.compile(r"\w")


class GlossaryTermQuerySet(models.QuerySet):
    def in_use(self):
        """What new texts explain, and what the list of words shows."""
        return self.filter(in_use=True)


class GlossaryTerm(models.Model):
    """A word and its plain explanation. A change reaches no reader of an article before a
    clinician has signed the text that it is frozen into."""

    term = models.CharField(
        "word", max_length=LONGEST_TERM, help_text="As it stands in a text, such as “diuretic”."
    )
    spellings = ArrayField(
        models.CharField(max_length=LONGEST_TERM),
        size=MOST_SPELLINGS,
        default=list,
        blank=True,
        verbose_name="other spellings",
        help_text="Plurals and other spellings of the same word.",
    )
    explanation = models.TextField(
        max_length=300, help_text="One or two plain sentences, at most 300 characters."
    )
    source = models.CharField(
        "where it comes from", max_length=500, help_text="A page or a book, or who wrote it."
    )
    owner = maybe_person(editable=True)
    in_use = models.BooleanField(
        default=True, help_text="Explain it in texts that are frozen from now on."
    )
    sort_key = models.CharField(max_length=LONGEST_TERM * 2, unique=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = person(editable=False)

    objects = GlossaryTermQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key"]
        verbose_name = "glossary word"
        verbose_name_plural = "glossary"
        indexes = [
            models.Index(fields=["sort_key"], condition=Q(in_use=True), name="glossary_in_use")
        ]

    def __str__(self):
        return self.term

    def clean(self):
        super().clean()
        for name in [self.term, *self.spellings]:
            if not _HAS_A_WORD.search(name):
                raise ValidationError(f"“{name}” has no letter or digit. Write a word.")
        self.sort_key = sort_key(self.term)
        others = GlossaryTerm.objects.exclude(pk=self.pk)
        if others.filter(sort_key=self.sort_key).exists():
            raise ValidationError({"term": f"“{self.term}” is in the glossary already. Change it."})

    def all_spellings(self) -> list[str]:
        return [self.term, *self.spellings]

    def facts(self):
        """What it says, as plain values, for the record."""
        return {name: getattr(self, name) for name in FACTS}


FACTS = ("term", "spellings", "explanation", "source", "in_use")


def sort_key(term: str) -> str:
    """Without capitals and accents, so that “éclampsie” stands between “eczema” and “edema”."""
    return " ".join(fold(term).casefold().split())[: LONGEST_TERM * 2]


class GlossaryRecord(models.Model):
    """What a word's entry said from one moment on, and who said so. Rows are only ever added."""

    term = models.ForeignKey(GlossaryTerm, on_delete=models.PROTECT, related_name="records")
    facts = models.JSONField()
    happened_at = models.DateTimeField(auto_now_add=True)
    happened_by = person()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["term", "-id"], name="record_of_glossary_term")]

    def __str__(self):
        return f"{self.facts.get('term')} by {self.happened_by_id}"
