from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager

from articles.models.category import Category
from articles.models.pairs import maybe_moment, maybe_person, paired, person
from articles.models.tag import TaggedArticle

PUBLIC = Q(live__isnull=False, withdrawn_at__isnull=True)


class Stage(models.TextChoices):
    """Where the manuscript stands. Whether readers see something is another question: `live`."""

    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"


class ArticleQuerySet(models.QuerySet):
    def published(self):
        """What readers may see. The predicate for one article is `is_public`."""
        return self.filter(PUBLIC)

    def visible_to(self, user):
        """Whose manuscript this person may see in the admin; readers see `published()`.

        A manuscript in stage “published” is what readers see; in any other stage it holds words
        that nobody has approved, and those are for the people who work on it.
        """
        if user.is_anonymous or not user.is_active:
            return self.published()
        if user.has_perm("articles.view_any_article"):
            return self.all()
        seen = PUBLIC & Q(stage=Stage.PUBLISHED)
        if user.has_perm("articles.view_submitted_article"):
            seen |= Q(stage__in=[Stage.IN_REVIEW, Stage.APPROVED])
        if user.has_perm("articles.add_article"):
            own = Authorship.objects.filter(user=user).values("article")
            seen |= Q(created_by=user) | Q(pk__in=own)
        return self.filter(seen)

    def with_page(self):
        """Everything one public page says of the article itself, in one query."""
        return self.select_related(
            "live", "category", "live_review", "live_exemption", "read_total"
        ).defer("body", "live__plain_text")

    def with_card(self):
        return self.select_related("live", "category", "live_review").defer(
            "body", "live__body_html", "live__plain_text", "live__sources", "live__headings"
        )


class Article(models.Model):
    """A manuscript: what authors write in. Readers never see it, only the revision `live`."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=200, unique=True, help_text="The last part of the address.")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="articles")
    summary = models.TextField(
        blank=True,
        max_length=500,
        help_text="One or two sentences, 50 to 300 characters, ending with a full stop.",
    )
    body = models.TextField(blank=True)
    also_known_as = ArrayField(
        models.CharField(max_length=150),
        default=list,
        blank=True,
        help_text="Other words that readers use for this.",
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Authorship", related_name="articles", blank=True
    )
    tags = TaggableManager(through=TaggedArticle, blank=True)

    original_published_on = models.DateField("first published elsewhere on", null=True, blank=True)
    source_name = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    attribution = models.CharField(max_length=500, blank=True)

    stage = models.CharField(
        max_length=10, choices=Stage.choices, default=Stage.DRAFT, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    pending = models.ForeignKey(
        "Revision", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    live = models.ForeignKey(
        "Revision", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    live_review = models.ForeignKey(
        "Review", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    live_exemption = models.ForeignKey(
        "Exemption", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person("articles_created", editable=False)
    edited_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_by = person(editable=False)
    published_at = maybe_moment()
    published_by = maybe_person()
    updated_at = maybe_moment()
    updated_by = maybe_person()
    featured_at = maybe_moment()
    featured_by = maybe_person()
    withdrawn_at = maybe_moment()
    withdrawn_by = maybe_person()
    withdrawn_reason = models.TextField(blank=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-edited_at", "-id"]
        constraints = [
            *(paired("article", w) for w in ("published", "updated", "featured", "withdrawn")),
            models.CheckConstraint(
                condition=Q(live__isnull=True, live_review=None, live_exemption=None)
                | Q(live__isnull=False, live_review__isnull=False, live_exemption=None)
                | Q(live__isnull=False, live_review=None, live_exemption__isnull=False),
                name="article_live_is_reviewed_or_named",
            ),
            models.CheckConstraint(
                condition=Q(live__isnull=True) | Q(published_at__isnull=False),
                name="article_live_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, live__isnull=False) & ~Q(withdrawn_reason="")),
                name="article_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["in_review", "approved"], pending__isnull=False)
                | Q(stage__in=["draft", "published"], pending__isnull=True),
                name="article_pending_while_judged",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=PUBLIC, name="article_latest"),
            models.Index(
                fields=["category", "-published_at", "-id"],
                condition=PUBLIC,
                name="article_on_its_shelf",
            ),
            models.Index(
                fields=["-featured_at"],
                condition=PUBLIC & Q(featured_at__isnull=False),
                name="article_featured",
            ),
            models.Index(fields=["-edited_at", "-id"], name="article_desk"),
            models.Index(fields=["stage", "-edited_at", "-id"], name="article_desk_stage"),
            models.Index(fields=["category", "-edited_at", "-id"], name="article_desk_category"),
            models.Index(
                fields=["-edited_at", "-id"],
                condition=Q(withdrawn_at__isnull=False),
                name="article_desk_withdrawn",
            ),
            models.Index(
                fields=["live_exemption"],
                condition=Q(live_exemption__isnull=False),
                name="article_exempt",
            ),
            GinIndex(SearchVector("title", "slug", config="simple"), name="article_desk_search"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("article", args=[self.category.slug, self.slug])

    @property
    def is_public(self):
        """The predicate of `published()`."""
        return self.live_id is not None and self.withdrawn_at is None

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def is_open_to_writing(self):
        return self.stage == Stage.DRAFT


class Authorship(models.Model):
    """One author of one article, in the order of the byline."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name="author"
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "author"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="author_once_an_article")
        ]

    def __str__(self):
        return str(self.user)


class Byline(models.Model):
    """One author whom the public page names: print, where Authorship is manuscript."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    live_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "user"], name="byline_once_an_article")
        ]
        indexes = [models.Index(fields=["user", "-live_since", "-article"], name="authored_live")]

    def __str__(self):
        return str(self.user)


class FormerAddress(models.Model):
    """Where a published article once stood. Written by a database trigger, so never forgotten."""

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=200, db_index=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="former_addresses")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["category", "slug"], name="former_address_once")
        ]

    def __str__(self):
        return f"{self.category_id}/{self.slug}"
