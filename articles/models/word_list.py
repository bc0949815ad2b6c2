from django.db import models
from django.db.models import Q

from articles.models.pairs import maybe_moment, maybe_person, paired


class WordList(models.Model):
    """A list of words, or a topic pack, that the quality rules read. What it says, who owns it
    and where it comes from stand in its versions; the newest one holds."""

    class Kind(models.TextChoices):
        TERMS = "terms", "Words and phrases"
        NAMES = "names", "Names"
        ABBREVIATIONS = "abbreviations", "Abbreviations"
        HOSTS = "hosts", "Sites"
        MEDICINES = "medicines", "Medicines"
        PLAIN_WORDS = "plain_words", "Plain words"
        PACK = "pack", "Topic pack"

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=15, choices=Kind.choices)
    title = models.CharField(max_length=100, unique=True)
    explanation = models.CharField("what it is for", max_length=300)

    class Meta:
        ordering = ["title"]
        verbose_name = "word list or topic pack"
        verbose_name_plural = "word lists and topic packs"

    def __str__(self):
        return self.title

    @property
    def is_pack(self):
        return self.kind == self.Kind.PACK

    def newest(self):
        """The version that holds: the first one is there as soon as the list is."""
        return self.versions.select_related("owner", "made_by").first()


class WordListVersion(models.Model):
    """What a list said from one moment on. Rows are only ever added: the database refuses the
    rest. Those that came with HealthHub have no person and no moment."""

    word_list = models.ForeignKey(WordList, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    source = models.CharField(max_length=500)
    owner = maybe_person()
    reason = models.CharField(max_length=500)
    made_at = maybe_moment()
    made_by = maybe_person()

    class Meta:
        ordering = ["-number"]
        constraints = [
            paired("wordlistversion", "made"),
            models.UniqueConstraint(fields=["word_list", "number"], name="wordlistversion_once"),
            models.CheckConstraint(
                condition=Q(number=1) | Q(made_by__isnull=False),
                name="wordlistversion_is_somebodys",
            ),
        ]

    def __str__(self):
        return f"{self.word_list}, version {self.number}"

    @property
    def has_owner(self):
        """Whether somebody who is still here looks after the list."""
        return self.owner is not None and self.owner.is_active
