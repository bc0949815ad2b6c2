from django.db import models

from articles import languages
from articles.alphabet import LONGEST_KEY


class Headword(models.Model):
    """A title or another name under which a public article stands in the A–Z.

    Kept in step with the live text by `articles.public_index`. Keys are compared by code point,
    so that the order is the same in every database.
    """

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10, default=languages.of_site)
    name = models.CharField(max_length=200)
    is_title = models.BooleanField()
    letter = models.CharField(max_length=5, db_collation="C")
    sort_key = models.CharField(max_length=LONGEST_KEY, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "sort_key"], name="headword_once_an_article")
        ]
        indexes = [
            models.Index(fields=["language", "letter", "sort_key", "id"], name="headword_in_order")
        ]

    def __str__(self):
        return self.name


class TitleWord(models.Model):
    """The stem of a word by whose title or names a public article may be near another one."""

    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=10, default=languages.of_site)
    word = models.TextField(db_collation="C")
    live_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "word"], name="title_word_once_an_article")
        ]
        indexes = [
            models.Index(
                fields=["language", "word", "-live_since", "-article"], name="title_word_live"
            )
        ]

    def __str__(self):
        return self.word
