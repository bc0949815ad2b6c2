from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from articles import languages

# First segments of addresses that belong to something else, now or in a planned part of the site.
RESERVED_SLUGS = (
    "a-z about account accounts admin api article articles author authors categories category "
    "comments contact content corrections editions events favicon feed feedback feeds glossary "
    "health-check healthz help home images index languages leaflets login logout media members "
    "moderation most-read my-comments news notices preview previews privacy profile profiles "
    "recently-reviewed reports review reviewers reviews robots rss search settings share signup "
    "sitemap static tag tags users www "
    # The first segment of an edition in another language.
    "ar bn de en es fa fr he hi it ja ko pa pl pt ru so tl uk ur vi zh"
).split()
MAX_DEPTH = 5
LONGEST_INTERVAL_MONTHS = 36
LONGEST_OPEN_DAYS = 3650


def validate_interval(months):
    if not 1 <= months <= LONGEST_INTERVAL_MONTHS:
        raise ValidationError(
            f"A text is reviewed again after 1 to {LONGEST_INTERVAL_MONTHS} months."
        )


def refuse_reserved(slug):
    if slug != slug.lower():
        raise ValidationError("Write the slug in small letters.")
    if slug in RESERVED_SLUGS:
        raise ValidationError(
            f"“{slug}” is an address that the site itself uses. Choose another slug, "
            f"for example “{slug}-topics”."
        )


class Category(models.Model):
    """A shelf of articles; shelves stand in a tree, and a slug is used once in all of it."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True, validators=[refuse_reserved])
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    description = models.TextField(
        blank=True, validators=[MaxLengthValidator(500)], help_text="One or two sentences."
    )
    introduction = models.TextField(
        blank=True,
        validators=[MaxLengthValidator(3000)],
        help_text="Some paragraphs for the category's page, with an empty line between them: what "
        "belongs here, and where to begin. It takes effect at once and no clinician signs it, so "
        "it must hold no medical advice: that belongs into an article.",
    )
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Smaller numbers stand first; the same number goes by name."
    )

    review_interval = models.PositiveSmallIntegerField(
        "months between reviews",
        default=24,
        validators=[validate_interval],
        help_text="How long a review of an article here is good for, unless the article says so.",
    )

    comments_allowed = models.BooleanField(
        "readers may comment",
        default=False,
        help_text="On the articles of this category, and on none about a dangerous topic.",
    )
    comments_open_days = models.PositiveSmallIntegerField(
        "days of comments",
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_OPEN_DAYS)],
        help_text="How long readers can comment after an article was published or updated.",
    )

    translations = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text="By language: its name and description.",
    )
    introductions = models.JSONField(
        default=dict, blank=True, editable=False, help_text="By language."
    )

    class Meta:
        verbose_name_plural = "categories"
        ordering = ["position", "name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(slug__in=RESERVED_SLUGS),
                name="category_slug_not_reserved",
                violation_error_message="This slug is an address that the site itself uses.",
            ),
            models.CheckConstraint(condition=Q(slug=Lower("slug")), name="category_slug_lower"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=models.F("id")),
                name="category_not_its_own_parent",
            ),
            models.CheckConstraint(
                condition=Q(review_interval__range=(1, LONGEST_INTERVAL_MONTHS)),
                name="category_review_interval",
            ),
            models.CheckConstraint(
                condition=Q(comments_open_days__range=(1, LONGEST_OPEN_DAYS)),
                name="category_comments_open_days",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("category", args=[self.slug])

    def in_words(self, language):
        """Its name and description for pages of this language, and the language of each."""
        told = self.translations.get(language, {})
        words = {"name": self.name, "description": self.description}
        return {
            name: (told[name], language) if told.get(name) else (own, languages.of_site())
            for name, own in words.items()
        }

    def introduction_in(self, language):
        """Its introduction for pages of this language, and the language that it is in."""
        told = self.introductions.get(language)
        return (told, language) if told else (self.introduction, languages.of_site())

    def clean(self):
        super().clean()
        self._refuse_circles()
        if FormerCategorySlug.objects.filter(slug=self.slug).exclude(category=self.pk).exists():
            raise ValidationError(
                {"slug": f"“{self.slug}” was another category's address and still leads to it."}
            )

    def _refuse_circles(self):
        above, depth = self.parent, 1
        while above is not None:
            depth += 1
            if above.pk == self.pk and self.pk is not None:
                raise ValidationError({"parent": "A category cannot stand below itself."})
            if depth > MAX_DEPTH:
                raise ValidationError(
                    {"parent": f"Categories may be at most {MAX_DEPTH} levels deep."}
                )
            above = above.parent


class FormerCategorySlug(models.Model):
    """An address that a category once had. Written by a database trigger, so never forgotten."""

    slug = models.SlugField(max_length=100, unique=True)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="former_slugs")

    def __str__(self):
        return self.slug
