from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.utils import timezone
from taggit.managers import TaggableManager

from articles.models.authorship import Authorship
from articles.models.category import Category, validate_interval
from articles.models.edition import BEHIND, EDITION_CONSTRAINTS, EditionFields
from articles.models.page_parts import NOT_ON_A_CARD, page_parts
from articles.models.pairs import maybe_moment, maybe_person, paired, person
from articles.models.stage import ContentType, Risk, Stage
from articles.models.tag import TaggedArticle, TagsOfAnArticle
from articles.quality.review import months_later

MOST_KEY_FACTS = 6
PUBLIC = Q(live__isnull=False, withdrawn_at__isnull=True)


class ArticleQuerySet(models.QuerySet):
    def published(self):
        """What readers may see. The predicate for one article is `is_public`."""
        return self.filter(PUBLIC)

    def in_language(self, code):
        """What is written in it; a list for readers has one language, that of its page."""
        return self.filter(language=code)

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
        if user.has_perm("articles.view_article"):
            seen |= Q(owner=user) | Q(deputy=user)
        return self.filter(seen)

    def with_page(self):
        """Everything one public page says of the article itself, in one query."""
        return (
            self.select_related(
                "live", "category", "live_review__basis", "live_exemption", "read_total"
            )
            .defer("body", "live__plain_text", "live__manuscript")
            .annotate(**page_parts())
        )

    def with_card(self):
        shown = self.select_related("live", "category", "live_review__basis")
        return shown.defer("body", *NOT_ON_A_CARD)


class Article(EditionFields):
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
    key_facts = ArrayField(
        models.CharField(max_length=200),
        size=MOST_KEY_FACTS,
        default=list,
        blank=True,
        help_text="What a reader should know first: sentences that the text tells too.",
    )
    authors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Authorship", related_name="articles", blank=True
    )
    tags = TaggableManager(through=TaggedArticle, manager=TagsOfAnArticle, blank=True)

    content_type = models.CharField(
        "kind of text", max_length=20, choices=ContentType.choices, default=ContentType.ARTICLE
    )
    medicines = ArrayField(
        models.CharField(max_length=100),
        default=list,
        blank=True,
        help_text="The medicines that the text is about.",
    )
    funding = models.TextField(
        blank=True,
        max_length=500,
        help_text="Who paid for this text. Write “None” where nobody did.",
    )
    sponsored = models.BooleanField(default=False)
    sponsor_label = models.CharField(
        "label of the sponsor", max_length=200, blank=True, help_text="What readers see of it."
    )
    experience_disclosure = models.TextField(
        blank=True,
        max_length=500,
        help_text="For a personal experience: whose it is, and what readers should know of it.",
    )
    always_shows_help = models.BooleanField(
        "always show help lines",
        default=False,
        help_text="They are shown by themselves where the topic is a dangerous one.",
    )
    needs_no_help = models.BooleanField(
        "needs no help lines",
        default=False,
        help_text="Only for a text in a language whose dangerous words HealthHub does not know: "
        "say that you read it, and that it is about nothing dangerous.",
    )

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

    owner = maybe_person("articles_owned", editable=True)
    deputy = maybe_person("articles_deputised", editable=True)
    review_interval = models.PositiveSmallIntegerField(
        "months between reviews",
        null=True,
        blank=True,
        validators=[validate_interval],
        help_text="Leave empty for the category's own.",
    )
    last_review = models.ForeignKey(
        "Review", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    review_due_on = models.DateField(null=True, editable=False)
    risk = models.PositiveSmallIntegerField(
        default=Risk.ORDINARY, choices=Risk.choices, editable=False
    )
    is_sensitive = models.BooleanField(default=False, editable=False)
    history_length = models.PositiveIntegerField(default=0, editable=False)
    history_head = models.CharField(max_length=64, blank=True, editable=False)

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
            *EDITION_CONSTRAINTS,
        ]
        indexes = [
            models.Index(
                fields=["language", "-published_at", "-id"],
                condition=PUBLIC,
                name="article_latest",
            ),
            models.Index(
                fields=["category", "language", "-published_at", "-id"],
                condition=PUBLIC,
                name="article_on_its_shelf",
            ),
            models.Index(
                fields=["language", "-featured_at"],
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
                fields=["created_by", "-edited_at", "-id"],
                condition=Q(stage="draft"),
                name="article_own_drafts",
            ),
            models.Index(
                fields=["stage", "pending"],
                condition=Q(pending__isnull=False),
                name="article_judged",
            ),
            models.Index(
                fields=["live_exemption"],
                condition=Q(live_exemption__isnull=False),
                name="article_exempt",
            ),
            models.Index(
                fields=["review_due_on", "-id"], condition=PUBLIC, name="article_review_due"
            ),
            models.Index(fields=["owner", "review_due_on"], name="article_owner_due"),
            models.Index(
                fields=["-risk", "review_due_on", "id"],
                include=["owner", "deputy"],
                condition=PUBLIC & Q(review_due_on__isnull=False),
                name="article_due_queue",
            ),
            models.Index(
                fields=["edition_state", "behind_since", "id"],
                condition=PUBLIC & Q(edition_state__in=BEHIND),
                name="article_behind",
            ),
            GinIndex(SearchVector("title", "slug", config="simple"), name="article_desk_search"),
        ]

    def __str__(self):
        return self.title

    @property
    def is_public(self):
        """The predicate of `published()`."""
        return self.live_id is not None and self.withdrawn_at is None

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    @property
    def has_comments(self):
        """Whether there is a place for readers' comments: never on a dangerous topic."""
        is_dangerous = self.is_sensitive or self.always_shows_help
        return self.is_public and self.category.comments_allowed and not is_dangerous

    def due_after(self, reviewed_on):
        """The day by which a text that was reviewed on this day is reviewed again."""
        return months_later(reviewed_on, self.review_interval or self.category.review_interval)

    @property
    def is_open_to_writing(self):
        return self.stage == Stage.DRAFT
