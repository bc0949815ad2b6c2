"""Every table of what is published, as it was when the first nineteen migrations were drawn together."""

import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
import django.db.models.functions.text
import django.utils.timezone
import taggit.managers
from django.conf import settings
from django.db import migrations, models

import articles.languages
import articles.models.category
import articles.models.help_line


class Migration(migrations.Migration):
    replaces = [
        ("articles", "0001_initial"),
        ("articles", "0003_governance"),
        ("articles", "0006_links"),
        ("articles", "0008_claims"),
        ("articles", "0009_reviewing"),
        ("articles", "0010_clock_and_notices"),
        ("articles", "0011_notices_and_chain"),
        ("articles", "0012_due_reviews"),
        ("articles", "0014_finding"),
        ("articles", "0015_fill_what_finds"),
        ("articles", "0016_key_facts_and_glossary"),
        ("articles", "0017_languages"),
        ("articles", "0018_leaflets"),
    ]
    initial = True

    dependencies = [
        ("accounts", "0001_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100)),
                (
                    "slug",
                    models.SlugField(
                        max_length=100,
                        unique=True,
                        validators=[articles.models.category.refuse_reserved],
                    ),
                ),
                (
                    "description",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences.",
                        validators=[django.core.validators.MaxLengthValidator(500)],
                    ),
                ),
                (
                    "introduction",
                    models.TextField(
                        blank=True,
                        help_text="Some paragraphs for the category's page, with an empty line between them: what belongs here, and where to begin. It takes effect at once and no clinician signs it, so it must hold no medical advice: that belongs into an article.",
                        validators=[django.core.validators.MaxLengthValidator(3000)],
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Smaller numbers stand first; the same number goes by name.",
                    ),
                ),
                (
                    "review_interval",
                    models.PositiveSmallIntegerField(
                        default=24,
                        help_text="How long a review of an article here is good for, unless the article says so.",
                        validators=[articles.models.category.validate_interval],
                        verbose_name="months between reviews",
                    ),
                ),
                (
                    "translations",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        editable=False,
                        help_text="By language: its name and description.",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="articles.category",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "categories",
                "ordering": ["position", "name", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "slug__in",
                                [
                                    "a-z",
                                    "about",
                                    "account",
                                    "accounts",
                                    "admin",
                                    "api",
                                    "article",
                                    "articles",
                                    "author",
                                    "authors",
                                    "categories",
                                    "category",
                                    "comments",
                                    "contact",
                                    "content",
                                    "corrections",
                                    "editions",
                                    "events",
                                    "favicon",
                                    "feed",
                                    "feedback",
                                    "feeds",
                                    "glossary",
                                    "health-check",
                                    "healthz",
                                    "help",
                                    "home",
                                    "images",
                                    "index",
                                    "languages",
                                    "leaflets",
                                    "login",
                                    "logout",
                                    "media",
                                    "moderation",
                                    "most-read",
                                    "news",
                                    "notices",
                                    "preview",
                                    "previews",
                                    "privacy",
                                    "profile",
                                    "profiles",
                                    "recently-reviewed",
                                    "reports",
                                    "review",
                                    "reviewers",
                                    "reviews",
                                    "robots",
                                    "rss",
                                    "search",
                                    "settings",
                                    "share",
                                    "signup",
                                    "sitemap",
                                    "static",
                                    "tag",
                                    "tags",
                                    "users",
                                    "www",
                                    "ar",
                                    "bn",
                                    "de",
                                    "en",
                                    "es",
                                    "fa",
                                    "fr",
                                    "he",
                                    "hi",
                                    "it",
                                    "ja",
                                    "ko",
                                    "pa",
                                    "pl",
                                    "pt",
                                    "ru",
                                    "so",
                                    "tl",
                                    "uk",
                                    "ur",
                                    "vi",
                                    "zh",
                                ],
                            ),
                            _negated=True,
                        ),
                        name="category_slug_not_reserved",
                        violation_error_message="This slug is an address that the site itself uses.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug", django.db.models.functions.text.Lower("slug"))),
                        name="category_slug_lower",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent__isnull", True),
                            models.Q(("parent", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="category_not_its_own_parent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("review_interval__range", (1, 36))),
                        name="category_review_interval",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default=articles.languages.of_site,
                        help_text="What it is written in; fixed once readers saw it.",
                        max_length=10,
                    ),
                ),
                (
                    "edition_state",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("current", "Current"),
                            ("slightly_behind", "Slightly behind"),
                            ("clinically_behind", "Clinically behind"),
                            ("missing", "Missing"),
                        ],
                        editable=False,
                        max_length=20,
                    ),
                ),
                ("behind_since", models.DateTimeField(editable=False, null=True)),
                ("title", models.CharField(max_length=200)),
                (
                    "slug",
                    models.SlugField(
                        help_text="The last part of the address.", max_length=200, unique=True
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences, 50 to 300 characters, ending with a full stop.",
                        max_length=500,
                    ),
                ),
                ("body", models.TextField(blank=True)),
                (
                    "also_known_as",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=150),
                        blank=True,
                        default=list,
                        help_text="Other words that readers use for this.",
                        size=None,
                    ),
                ),
                (
                    "key_facts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200),
                        blank=True,
                        default=list,
                        help_text="What a reader should know first: sentences that the text tells too.",
                        size=6,
                    ),
                ),
                (
                    "content_type",
                    models.CharField(
                        choices=[
                            ("article", "Article"),
                            ("treatment", "About a treatment"),
                            ("personal experience", "Personal experience"),
                        ],
                        default="article",
                        max_length=20,
                        verbose_name="kind of text",
                    ),
                ),
                (
                    "medicines",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100),
                        blank=True,
                        default=list,
                        help_text="The medicines that the text is about.",
                        size=None,
                    ),
                ),
                (
                    "funding",
                    models.TextField(
                        blank=True,
                        help_text="Who paid for this text. Write “None” where nobody did.",
                        max_length=500,
                    ),
                ),
                ("sponsored", models.BooleanField(default=False)),
                (
                    "sponsor_label",
                    models.CharField(
                        blank=True,
                        help_text="What readers see of it.",
                        max_length=200,
                        verbose_name="label of the sponsor",
                    ),
                ),
                (
                    "experience_disclosure",
                    models.TextField(
                        blank=True,
                        help_text="For a personal experience: whose it is, and what readers should know of it.",
                        max_length=500,
                    ),
                ),
                (
                    "always_shows_help",
                    models.BooleanField(
                        default=False,
                        help_text="They are shown by themselves where the topic is a dangerous one.",
                        verbose_name="always show help lines",
                    ),
                ),
                (
                    "original_published_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="first published elsewhere on"
                    ),
                ),
                ("source_name", models.CharField(blank=True, max_length=200)),
                ("source_url", models.URLField(blank=True, max_length=500)),
                ("licence", models.CharField(blank=True, max_length=200)),
                ("attribution", models.CharField(blank=True, max_length=500)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In review"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "review_interval",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="Leave empty for the category's own.",
                        null=True,
                        validators=[articles.models.category.validate_interval],
                        verbose_name="months between reviews",
                    ),
                ),
                ("review_due_on", models.DateField(editable=False, null=True)),
                (
                    "risk",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (1, "Ordinary"),
                            (2, "Names a medicine or treatment"),
                            (3, "Sensitive"),
                        ],
                        default=1,
                        editable=False,
                    ),
                ),
                ("is_sensitive", models.BooleanField(default=False, editable=False)),
                ("history_length", models.PositiveIntegerField(default=0, editable=False)),
                ("history_head", models.CharField(blank=True, editable=False, max_length=64)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "edited_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("published_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("updated_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("featured_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("withdrawn_reason", models.TextField(blank=True, editable=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles_created",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles_deputised",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edited_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "featured_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles_owned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "translation_of",
                    models.ForeignKey(
                        db_index=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editions",
                        to="articles.article",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="articles",
                        to="articles.category",
                    ),
                ),
            ],
            options={
                "ordering": ["-edited_at", "-id"],
                "indexes": [
                    models.Index(fields=["-edited_at", "-id"], name="article_desk"),
                    models.Index(fields=["stage", "-edited_at", "-id"], name="article_desk_stage"),
                    models.Index(
                        fields=["category", "-edited_at", "-id"], name="article_desk_category"
                    ),
                    models.Index(
                        condition=models.Q(("withdrawn_at__isnull", False)),
                        fields=["-edited_at", "-id"],
                        name="article_desk_withdrawn",
                    ),
                    models.Index(
                        condition=models.Q(("stage", "draft")),
                        fields=["created_by", "-edited_at", "-id"],
                        name="article_own_drafts",
                    ),
                    models.Index(fields=["owner", "review_due_on"], name="article_owner_due"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector(
                            "title", "slug", config="simple"
                        ),
                        name="article_desk_search",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("published_at__isnull", True), ("published_by__isnull", True)
                            ),
                            models.Q(
                                ("published_at__isnull", False), ("published_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="article_published_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("updated_at__isnull", True), ("updated_by__isnull", True)),
                            models.Q(("updated_at__isnull", False), ("updated_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="article_updated_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("featured_at__isnull", True), ("featured_by__isnull", True)),
                            models.Q(
                                ("featured_at__isnull", False), ("featured_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="article_featured_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="article_withdrawn_at_by",
                    ),
                    models.UniqueConstraint(
                        fields=("translation_of", "language"), name="edition_once_a_language"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("behind_since__isnull", False),
                                ("edition_state__in", ("slightly_behind", "clinically_behind")),
                            ),
                            models.Q(
                                ("behind_since__isnull", True),
                                models.Q(
                                    ("edition_state__in", ("slightly_behind", "clinically_behind")),
                                    _negated=True,
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="article_behind_since",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("summary", models.TextField(blank=True)),
                ("body_html", models.TextField()),
                ("headings", models.JSONField(default=list)),
                ("sources", models.JSONField(default=list)),
                ("byline", models.JSONField(default=list)),
                (
                    "also_known_as",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=150), default=list, size=None
                    ),
                ),
                ("attribution", models.JSONField(default=dict)),
                ("content_type", models.CharField(default="article", max_length=20)),
                (
                    "medicines",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=100), default=list, size=None
                    ),
                ),
                (
                    "statements",
                    models.JSONField(default=dict, help_text="Funding, sponsor, experience."),
                ),
                ("claims", models.JSONField(default=list)),
                (
                    "key_facts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), default=list, size=None
                    ),
                ),
                (
                    "glossary",
                    models.JSONField(
                        default=list,
                        help_text="The words that the text explains, as they were explained then.",
                    ),
                ),
                ("language", models.CharField(default=articles.languages.of_site, max_length=10)),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("minor", "Small repair, nothing of weight"),
                            ("update", "Update: new or better information"),
                            ("correction", "Correction: something was wrong"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "change_note",
                    models.TextField(blank=True, help_text="What changed and why, for readers."),
                ),
                (
                    "manuscript",
                    models.JSONField(
                        default=dict,
                        help_text="What it was printed from, to write on from; not signed.",
                    ),
                ),
                ("signed_format", models.PositiveSmallIntegerField(default=1)),
                ("original_published_on", models.DateField(null=True)),
                ("plain_text", models.TextField()),
                ("words", models.PositiveIntegerField()),
                (
                    "reading_grade",
                    models.SmallIntegerField(
                        help_text="Flesch-Kincaid grade of the text, made of it; not signed.",
                        null=True,
                    ),
                ),
                ("markup_policy", models.PositiveSmallIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "contributors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(),
                        help_text="Everybody who wrote, edited or submitted this text: none of them may sign it.",
                        size=None,
                    ),
                ),
                ("frozen_at", models.DateTimeField(auto_now_add=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="articles.article",
                    ),
                ),
                (
                    "frozen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "translated_from",
                    models.ForeignKey(
                        db_index=False,
                        help_text="The version of the source that this edition was made from.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "number"), name="revision_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sequence",
                    models.PositiveIntegerField(help_text="1, 2, 3 … within the article."),
                ),
                ("verb", models.CharField(max_length=30)),
                ("from_stage", models.CharField(blank=True, max_length=10)),
                ("to_stage", models.CharField(blank=True, max_length=10)),
                (
                    "revision_digest",
                    models.CharField(
                        blank=True,
                        help_text="The hash of the revision's whole row, as it was then.",
                        max_length=64,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("facts", models.JSONField(default=dict)),
                ("happened_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "chain_format",
                    models.PositiveSmallIntegerField(
                        default=1,
                        help_text="Which values the hash covers, and how they are spelled.",
                    ),
                ),
                ("previous_hash", models.CharField(blank=True, max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="articles.article",
                    ),
                ),
                (
                    "happened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="articles.revision",
                    ),
                ),
                (
                    "shown",
                    models.ForeignKey(
                        help_text="What readers see after it; empty when nothing is public.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["article", "-id"], name="event_of_article"),
                    models.Index(
                        condition=models.Q(
                            (
                                "verb__in",
                                (
                                    "publish",
                                    "publish_unreviewed",
                                    "publish_urgently",
                                    "take_back_urgent",
                                    "mark_reviewed_unchanged",
                                    "withdraw",
                                    "restore",
                                    "retract",
                                    "express_concern",
                                    "lift_concern",
                                ),
                            ),
                            models.Q(("revision", models.F("shown")), ("verb", "approve")),
                            _connector="OR",
                        ),
                        fields=["article", "-sequence"],
                        name="event_for_readers",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("shown__isnull", True), ("verb__in", ("withdraw", "take_back_urgent"))
                        ),
                        fields=["-happened_at", "-id"],
                        name="event_withdrawal",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "sequence"), name="event_sequence_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hash", ""), _negated=True), name="event_has_a_hash"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JobRun",
            fields=[
                ("name", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("last_run", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WordList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=60, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("terms", "Words and phrases"),
                            ("names", "Names"),
                            ("abbreviations", "Abbreviations"),
                            ("hosts", "Sites"),
                            ("medicines", "Medicines"),
                            ("plain_words", "Plain words"),
                            ("pack", "Topic pack"),
                        ],
                        max_length=15,
                    ),
                ),
                ("title", models.CharField(max_length=100, unique=True)),
                ("explanation", models.CharField(max_length=300, verbose_name="what it is for")),
            ],
            options={
                "verbose_name": "word list or topic pack",
                "verbose_name_plural": "word lists and topic packs",
                "ordering": ["title"],
            },
        ),
        migrations.CreateModel(
            name="Authorship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="articles.article"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
            ],
            options={
                "verbose_name": "author",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "user"), name="author_once_an_article"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Byline",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live_since", models.DateTimeField()),
                ("language", models.CharField(default=articles.languages.of_site, max_length=10)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["user", "language", "-live_since", "-article"], name="authored_live"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "user"), name="byline_once_an_article"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangedWords",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="articles.event",
                    ),
                ),
                (
                    "passages",
                    models.JSONField(
                        help_text="Of {place, pieces}; a piece is [same, removed or added, text]."
                    ),
                ),
                (
                    "is_cut",
                    models.BooleanField(default=False, help_text="Too much to keep all of it."),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(9999),
                        ],
                        verbose_name="number",
                    ),
                ),
                ("text", models.TextField(blank=True, editable=False)),
                ("words", models.TextField(blank=True, editable=False)),
                (
                    "strength",
                    models.CharField(
                        choices=[
                            ("high", "High"),
                            ("moderate", "Moderate"),
                            ("low", "Low"),
                            ("very_low", "Very low"),
                            ("not_graded", "Not graded"),
                        ],
                        default="not_graded",
                        max_length=10,
                        verbose_name="strength of evidence",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True,
                        help_text="What the evidence shows, in a sentence or two.",
                        max_length=1000,
                    ),
                ),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveSmallIntegerField(),
                        blank=True,
                        default=list,
                        help_text="Numbers of the article's own sources.",
                        size=None,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("holds", "Has its evidence"),
                            ("uncited", "No source"),
                            ("stale", "Changed after its evidence was attached"),
                            ("gone", "No longer in the text"),
                        ],
                        default="uncited",
                        editable=False,
                        max_length=10,
                    ),
                ),
                (
                    "marked_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("evidence_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="articles.article",
                    ),
                ),
                (
                    "evidence_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["key"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("standing", "holds"), _negated=True),
                        fields=["standing", "-id"],
                        name="claim_to_mend",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "key"), name="claim_key_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("evidence_at__isnull", True), ("evidence_by__isnull", True)),
                            models.Q(
                                ("evidence_at__isnull", False), ("evidence_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="claim_evidence_at_by",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DailyReads",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                ("reads", models.PositiveIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "daily reads",
                "indexes": [
                    models.Index(fields=["day", "-reads", "-article"], name="most_read_of_day")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "day"), name="reads_once_a_day")
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("approved", "Approved"),
                            ("changes_requested", "Changes requested"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("whole", "The whole text"),
                            ("unchanged", "Read again, and left as it was"),
                            ("minor", "A small repair, signed again by an editor"),
                        ],
                        default="whole",
                        max_length=10,
                    ),
                ),
                ("remarks", models.TextField(blank=True)),
                (
                    "statement",
                    models.TextField(blank=True, help_text="The words that were signed."),
                ),
                (
                    "sha256",
                    models.CharField(
                        help_text="The hash of the text that was judged.", max_length=64
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("credentials", models.CharField(blank=True, max_length=200)),
                (
                    "role",
                    models.CharField(
                        blank=True, help_text="In which role they signed.", max_length=40
                    ),
                ),
                (
                    "credential",
                    models.JSONField(
                        default=dict, help_text="The verified credential, as it stood."
                    ),
                ),
                ("disclosure_statement", models.TextField(blank=True)),
                (
                    "answers",
                    models.JSONField(default=dict, help_text="What a machine cannot answer."),
                ),
                ("is_demonstration", models.BooleanField(default=False)),
                ("decided_at", models.DateTimeField(auto_now_add=True)),
                (
                    "basis",
                    models.ForeignKey(
                        help_text="The whole review that a minor one keeps.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.review",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis__isnull", False), ("kind", "minor")),
                            models.Q(
                                models.Q(("kind", "minor"), _negated=True), ("basis__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="review_minor_has_a_basis",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("unreviewed", "Published without review"),
                            ("urgent", "Published urgently"),
                        ],
                        default="unreviewed",
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField()),
                (
                    "passed_over",
                    models.JSONField(
                        default=list, help_text="The blocking findings that were passed over."
                    ),
                ),
                (
                    "deadline",
                    models.DateTimeField(
                        help_text="An urgent text that nobody has signed by then is taken back.",
                        null=True,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reviewed", "Reviewed and signed"),
                            ("replaced", "Replaced by another version"),
                            ("reverted", "Not confirmed in time: the text before it came back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("granted_at", models.DateTimeField(auto_now_add=True)),
                ("cleared_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "cleared_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "granted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "previous_review",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.review",
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        help_text="What comes back then.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exemptions",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("cleared_at__isnull", True)),
                        fields=["deadline"],
                        name="exemption_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cleared_at__isnull", True), ("cleared_by__isnull", True)),
                            models.Q(("cleared_at__isnull", False), ("cleared_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="exemption_cleared_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="exemption_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deadline__isnull", False), ("kind", "urgent")),
                            models.Q(
                                models.Q(("kind", "urgent"), _negated=True),
                                ("deadline__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="exemption_urgent_has_a_deadline",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=200)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="former_addresses",
                        to="articles.article",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.category",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("category", "slug"), name="former_address_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FormerCategorySlug",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=100, unique=True)),
                (
                    "category",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="former_slugs",
                        to="articles.category",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "term",
                    models.CharField(
                        help_text="As it stands in a text, such as “diuretic”.",
                        max_length=60,
                        verbose_name="word",
                    ),
                ),
                (
                    "spellings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="Plurals and other spellings of the same word.",
                        size=10,
                        verbose_name="other spellings",
                    ),
                ),
                (
                    "explanation",
                    models.TextField(
                        help_text="One or two plain sentences, at most 300 characters.",
                        max_length=300,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        help_text="A page or a book, or who wrote it.",
                        max_length=500,
                        verbose_name="where it comes from",
                    ),
                ),
                (
                    "in_use",
                    models.BooleanField(
                        default=True, help_text="Explain it in texts that are frozen from now on."
                    ),
                ),
                ("sort_key", models.CharField(editable=False, max_length=120, unique=True)),
                ("changed_at", models.DateTimeField(auto_now=True)),
                (
                    "changed_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "glossary word",
                "verbose_name_plural": "glossary",
                "ordering": ["sort_key"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("in_use", True)),
                        fields=["sort_key"],
                        name="glossary_in_use",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GlossaryRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facts", models.JSONField()),
                ("happened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "happened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="articles.glossaryterm",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["term", "-id"], name="record_of_glossary_term")],
            },
        ),
        migrations.CreateModel(
            name="Headword",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(default=articles.languages.of_site, max_length=10)),
                ("name", models.CharField(max_length=200)),
                ("is_title", models.BooleanField()),
                ("letter", models.CharField(db_collation="C", max_length=5)),
                ("sort_key", models.CharField(db_collation="C", max_length=200)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["language", "letter", "sort_key", "id"], name="headword_in_order"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "sort_key"), name="headword_once_an_article"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        help_text="The two letters of ISO 3166: US, CA, GB.",
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}\\Z", "Write two capital letters: US."
                            ),
                            articles.models.help_line.refuse_uk,
                        ],
                    ),
                ),
                (
                    "country_name",
                    models.CharField(
                        help_text="As readers see it.",
                        max_length=60,
                        validators=[articles.models.help_line.refuse_old_numbers],
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=100, validators=[articles.models.help_line.refuse_old_numbers]
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("call", "Call"),
                            ("text", "Text message"),
                            ("chat", "Chat on the web"),
                            ("email", "E-mail"),
                            ("tty", "Text phone (TTY)"),
                        ],
                        default="call",
                        max_length=5,
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As people write it: “116 123”. For chat and e-mail the address.",
                        max_length=200,
                        validators=[articles.models.help_line.refuse_old_numbers],
                        verbose_name="number or address",
                    ),
                ),
                (
                    "what_to_send",
                    models.CharField(
                        blank=True,
                        help_text="For text messages that must say something: “your zip code”.",
                        max_length=60,
                        validators=[articles.models.help_line.refuse_old_numbers],
                    ),
                ),
                (
                    "hours",
                    models.CharField(
                        blank=True,
                        help_text="In words: “24 hours a day, every day”.",
                        max_length=100,
                        validators=[
                            articles.models.help_line.refuse_signs_for_words,
                            articles.models.help_line.refuse_old_numbers,
                        ],
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        max_length=150,
                        validators=[articles.models.help_line.refuse_old_numbers],
                        verbose_name="for whom",
                    ),
                ),
                (
                    "languages",
                    models.CharField(
                        blank=True,
                        help_text="“English and Spanish”.",
                        max_length=100,
                        validators=[articles.models.help_line.refuse_old_numbers],
                    ),
                ),
                (
                    "source",
                    models.URLField(
                        help_text="The page that says so.",
                        validators=[articles.models.help_line.refuse_old_numbers],
                        verbose_name="source address",
                    ),
                ),
                (
                    "is_emergency",
                    models.BooleanField(default=False, verbose_name="emergency number"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Small numbers stand first."
                    ),
                ),
                (
                    "in_use",
                    models.BooleanField(
                        default=True, help_text="Readers never see a line out of use."
                    ),
                ),
                (
                    "verified_on",
                    models.DateField(editable=False, null=True, verbose_name="last checked on"),
                ),
                (
                    "told_on",
                    models.DateField(
                        editable=False, help_text="When its owner last was.", null=True
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help_lines_owned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["country_name", "country", "-is_emergency", "position", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified_by", None), ("verified_on", None)),
                            models.Q(
                                ("verified_by__isnull", False), ("verified_on__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="helpline_verified_on_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "number__regex",
                                "8\\D*0\\D*0\\D*2\\D*7\\D*3\\D*8\\D*2\\D*5\\D*5|8\\D*4\\D*5\\D*7\\D*9\\D*0\\D*9\\D*0\\D*9\\D*0|1\\D*8\\D*5\\D*0\\D*6\\D*0\\D*9\\D*0\\D*9\\D*0",
                            ),
                            _negated=True,
                        ),
                        name="helpline_number_not_an_old_one",
                        violation_error_message="This is an old number that nobody answers any more.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("is_emergency", False), ("channel", "call"), _connector="OR"
                        ),
                        name="helpline_emergency_is_called",
                        violation_error_message="An emergency number is one to call.",
                    ),
                    models.UniqueConstraint(
                        fields=("country", "channel", "number"),
                        name="helpline_once_a_country",
                        violation_error_message="This country has this number already.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HelpLineRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("added", "Added"),
                            ("changed", "Changed"),
                            ("checked", "Checked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("facts", models.JSONField()),
                ("happened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "happened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="articles.helpline",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [models.Index(fields=["line", "-id"], name="record_of_help_line")],
            },
        ),
        migrations.CreateModel(
            name="Image",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(editable=False, upload_to="images/")),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                ("renditions", models.JSONField(default=dict, editable=False)),
                (
                    "alt",
                    models.CharField(
                        blank=True,
                        help_text="What the picture shows. Leave empty only for a decorative picture.",
                        max_length=300,
                        verbose_name="text for people who cannot see it",
                    ),
                ),
                (
                    "decorative",
                    models.BooleanField(
                        default=False,
                        help_text="It carries no information: screen readers skip it.",
                    ),
                ),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Whose picture it is. The next version prints it under the picture.",
                        max_length=200,
                    ),
                ),
                ("uploaded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("alt", ""), ("decorative", True)),
                            models.Q(("decorative", False), models.Q(("alt", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="image_alt_or_decorative",
                        violation_error_message="Say what the picture shows, or mark it as decorative (not both).",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=50)),
                ("guid", models.CharField(max_length=300)),
                ("digest", models.CharField(max_length=64)),
                (
                    "version",
                    models.PositiveIntegerField(
                        help_text="The manuscript's version as the import left it: another one was edited here."
                    ),
                ),
                ("imported_at", models.DateTimeField(auto_now=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imports",
                        to="articles.article",
                    ),
                ),
                (
                    "imported_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("source", "guid"), name="import_once_an_item")
                ],
            },
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=2000)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("host", models.CharField(max_length=253)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("unchecked", "Not checked yet"),
                            ("works", "Works"),
                            ("unsure", "Could not tell"),
                            ("failing", "Failed once"),
                            ("broken", "Broken"),
                        ],
                        default="unchecked",
                        max_length=10,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        help_text="What it said when it was last asked.",
                        max_length=200,
                        verbose_name="last answer",
                    ),
                ),
                (
                    "failures",
                    models.PositiveSmallIntegerField(default=0, verbose_name="failures in a row"),
                ),
                (
                    "first_failed",
                    models.DateTimeField(blank=True, null=True, verbose_name="failing since"),
                ),
                (
                    "last_check",
                    models.DateTimeField(blank=True, null=True, verbose_name="last checked"),
                ),
                (
                    "next_check",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        verbose_name="to be checked",
                    ),
                ),
                (
                    "host_rests_until",
                    models.DateTimeField(
                        blank=True,
                        help_text="Its host asked for a pause.",
                        null=True,
                        verbose_name="asked to wait until",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "permissions": [("recheck_link", "Can have a link checked again")],
                "indexes": [
                    models.Index(fields=["next_check", "id"], name="link_due"),
                    models.Index(fields=["status", "-id"], name="link_of_status"),
                    models.Index(
                        condition=models.Q(("status", "broken")),
                        fields=["-first_failed", "-id"],
                        name="link_broken",
                    ),
                    models.Index(
                        condition=models.Q(("host_rests_until__isnull", False)),
                        fields=["host", "host_rests_until"],
                        name="link_host_rests",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failures", 0), ("first_failed__isnull", True)),
                            models.Q(("failures__gt", 0), ("first_failed__isnull", False)),
                            _connector="OR",
                        ),
                        name="link_failing_since",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "broken"), _negated=True),
                            ("failures__gte", 2),
                            _connector="OR",
                        ),
                        name="link_broken_after_two",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LinkUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[("source", "Among the sources"), ("text", "In the text")],
                        max_length=6,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="articles.link",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "link", "place"), name="link_used_once_in_a_place"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                (
                    "path",
                    models.CharField(help_text="Where the person goes to act.", max_length=500),
                ),
                (
                    "due",
                    models.DateTimeField(help_text="Not mailed by the clock before this moment."),
                ),
                (
                    "taken",
                    models.DateTimeField(help_text="When a worker took it to mail it.", null=True),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "recipient",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices_waiting",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("taken__isnull", True)),
                        fields=["due"],
                        name="notice_due",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="invited person")),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=14,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(90),
                        ],
                    ),
                ),
                ("valid_until", models.DateTimeField()),
                ("times_opened", models.PositiveIntegerField(default=0)),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("renewed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="preview_links",
                        to="articles.article",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "renewed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="The version that is shown; none: the manuscript as it stands.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["article", "-id"], name="preview_link_of_article")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("renewed_at__isnull", True), ("renewed_by__isnull", True)),
                            models.Q(("renewed_at__isnull", False), ("renewed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="preview_link_renewed_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                            models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="preview_link_revoked_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="preview_link_names_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__range", (1, 90))), name="preview_link_days"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Opening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="openings",
                        to="articles.previewlink",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["opened_by", "-opened_at"], name="opening_of_link")
                ],
            },
        ),
        migrations.CreateModel(
            name="RecentReads",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(default=articles.languages.of_site, max_length=10)),
                ("days", models.PositiveSmallIntegerField()),
                ("reads", models.PositiveBigIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "recent reads",
                "indexes": [
                    models.Index(
                        fields=["language", "days", "-reads", "-article"], name="most_read_recently"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "days"), name="recent_reads_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Reference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "number",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(999),
                        ]
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("journal", "Journal article"),
                            ("guideline", "Guideline"),
                            ("label", "Medicine label"),
                            ("government", "Government page or report"),
                            ("systematic-review", "Systematic review"),
                            ("book", "Book"),
                            ("web", "Web page"),
                        ],
                        default="web",
                        max_length=20,
                    ),
                ),
                ("title", models.CharField(max_length=500)),
                (
                    "authors",
                    models.CharField(
                        blank=True,
                        help_text="Surname and initials: Halpern SD, Ubel PA.",
                        max_length=1000,
                    ),
                ),
                ("container", models.CharField(blank=True, max_length=300, verbose_name="journal")),
                ("publisher", models.CharField(blank=True, max_length=300)),
                ("place", models.CharField(blank=True, max_length=100)),
                ("edition", models.CharField(blank=True, max_length=50)),
                (
                    "date",
                    models.CharField(
                        blank=True, help_text="2002 Jul 25, or a year.", max_length=50
                    ),
                ),
                ("volume", models.CharField(blank=True, max_length=20)),
                ("issue", models.CharField(blank=True, max_length=20)),
                ("pages", models.CharField(blank=True, max_length=40)),
                ("doi", models.CharField(blank=True, max_length=200, verbose_name="DOI")),
                ("pmid", models.CharField(blank=True, max_length=20, verbose_name="PMID")),
                ("pmcid", models.CharField(blank=True, max_length=20, verbose_name="PMCID")),
                ("isbn", models.CharField(blank=True, max_length=20, verbose_name="ISBN")),
                ("url", models.CharField(blank=True, max_length=500, verbose_name="address")),
                ("accessed_on", models.DateField(blank=True, null=True, verbose_name="read on")),
                ("looked_up_on", models.DateField(editable=False, null=True)),
                (
                    "looked_up_as",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="The identifier that was found.",
                        max_length=210,
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="references",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "ordering": ["number", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("article", "number"),
                        name="reference_number_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RelatedPick",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "picked_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="picks",
                        to="articles.article",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                        verbose_name="related article",
                    ),
                ),
                (
                    "picked_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "related article",
                "ordering": ["position", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "other"),
                        name="pick_once_an_article",
                        violation_error_message="This article is picked already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("article", models.F("other")), _negated=True),
                        name="pick_another_article",
                        violation_error_message="An article is not related to itself. Pick another one.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("due_on", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "due_on", "days"), name="review_reminder_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quote",
                    models.TextField(
                        blank=True,
                        help_text="The passage; empty for the whole text.",
                        max_length=1000,
                    ),
                ),
                ("before", models.CharField(blank=True, max_length=100)),
                ("after", models.CharField(blank=True, max_length=100)),
                (
                    "place",
                    models.PositiveIntegerField(
                        default=0, help_text="At which character of the text the passage began."
                    ),
                ),
                ("text", models.TextField(max_length=2000)),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "must_fix",
                    models.BooleanField(
                        default=False,
                        help_text="The article is not published until this is resolved.",
                    ),
                ),
                ("written_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("done_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("resolved_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "answers_to",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="articles.remark",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="articles.article",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "resolved_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="articles.previewlink",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="The version that it was made on; none: the manuscript.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("answers_to", None), ("resolved_at", None)),
                        fields=["article", "id"],
                        name="remark_open",
                    ),
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", False)),
                        fields=["article", "-id"],
                        name="remark_resolved",
                    ),
                    models.Index(
                        condition=models.Q(("sent_by__isnull", False)),
                        fields=["sent_by", "-sent_at"],
                        name="remark_of_a_guest",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("written_at__isnull", True), ("written_by__isnull", True)),
                            models.Q(("written_at__isnull", False), ("written_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="remark_written_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                            models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="remark_sent_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                            models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="remark_done_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                            models.Q(
                                ("resolved_at__isnull", False), ("resolved_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="remark_resolved_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_by", None), ("written_by__isnull", False)),
                            models.Q(("sent_by__isnull", False), ("written_by", None)),
                            _connector="OR",
                        ),
                        name="remark_has_one_writer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="remark_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answers_to", None),
                            models.Q(
                                ("done_at", None),
                                ("must_fix", False),
                                ("quote", ""),
                                ("resolved_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="remark_answer_is_only_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answers_to", models.F("id")), _negated=True),
                        name="remark_answers_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leaflet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        help_text="The hash of everything that is printed.",
                        max_length=64,
                        unique=True,
                    ),
                ),
                ("variant", models.CharField(blank=True, max_length=20)),
                (
                    "asked",
                    models.DateTimeField(help_text="When its making was last put into the queue."),
                ),
                (
                    "taken",
                    models.DateTimeField(help_text="When a worker began to make it.", null=True),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                (
                    "failure",
                    models.TextField(blank=True, help_text="Why the last try gave no file."),
                ),
                ("made", models.DateTimeField(null=True)),
                ("file", models.CharField(blank=True, max_length=120)),
                ("size", models.PositiveIntegerField(default=0, help_text="In bytes.")),
                (
                    "read_on",
                    models.DateField(
                        help_text="The last day on which somebody opened it.", null=True
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leaflets",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("made__isnull", True)),
                        fields=["asked"],
                        name="leaflet_waiting",
                    ),
                    models.Index(
                        condition=models.Q(("made__isnull", False)),
                        fields=["read_on"],
                        name="leaflet_last_read",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file", ""), ("made__isnull", True)),
                            models.Q(
                                ("made__isnull", False), models.Q(("file", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="leaflet_made_has_a_file",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditorialNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("correction", "Correction"),
                            ("update", "Update"),
                            ("concern", "Expression of concern"),
                            ("retraction", "Retraction"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.TextField(help_text="What readers are told.")),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("lifted_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("lifted_reason", models.TextField(blank=True, editable=False)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="editorial_notices",
                        to="articles.article",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        help_text="The public text that was corrected or updated.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        help_text="The public text that it is about.",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "-id"],
                "indexes": [
                    models.Index(fields=["-published_at", "-id"], name="notice_latest"),
                    models.Index(fields=["kind", "-published_at", "-id"], name="notice_of_kind"),
                    models.Index(
                        fields=["article", "-published_at", "-id"], name="notice_of_article"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by__isnull", True)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="notice_lifted_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="notice_has_a_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_reason", "")),
                            models.Q(
                                ("kind__in", ("concern", "retraction")),
                                ("lifted_at__isnull", False),
                                models.Q(("lifted_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="notice_lifted_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("publish", "Publish the approved version"),
                            ("expire", "Withdraw the article"),
                        ],
                        max_length=10,
                    ),
                ),
                ("due", models.DateTimeField()),
                (
                    "zone",
                    models.CharField(
                        help_text="In which the person wrote the time.", max_length=64
                    ),
                ),
                ("reason", models.TextField(blank=True, help_text="What readers are told.")),
                ("acknowledged", models.JSONField(default=list)),
                ("scheduled_at", models.DateTimeField(auto_now_add=True)),
                ("closed_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("done", "Done at its time"),
                            ("refused", "Not done: it was refused at its time"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("outcome", models.TextField(blank=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="articles.article",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="articles.revision",
                    ),
                ),
                (
                    "scheduled_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["due", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=["due"],
                        name="schedule_due",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="schedule_closed_at_by",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("article", "verb"),
                        name="schedule_open_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("revision__isnull", False), ("verb", "publish")),
                            models.Q(
                                ("revision__isnull", True),
                                ("verb", "expire"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="schedule_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closing", "")),
                            models.Q(
                                ("closed_at__isnull", False),
                                models.Q(("closing", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="schedule_closed_somehow",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="name")),
                (
                    "slug",
                    models.SlugField(
                        allow_unicode=True, max_length=100, unique=True, verbose_name="slug"
                    ),
                ),
                (
                    "sort_key",
                    models.CharField(db_collation="C", default="", editable=False, max_length=200),
                ),
                ("merged_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "merged_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="other_names",
                        to="articles.tag",
                    ),
                ),
            ],
            options={
                "ordering": ["name"],
                "permissions": [("merge_tag", "Can merge tags and give them other names")],
                "indexes": [
                    models.Index(
                        condition=models.Q(("merged_into__isnull", True)),
                        fields=["sort_key", "id"],
                        name="tag_in_order",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_at__isnull", True), ("merged_by__isnull", True)),
                            models.Q(("merged_at__isnull", False), ("merged_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="tag_merged_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("merged_at__isnull", True), ("merged_into__isnull", True)),
                            models.Q(("merged_at__isnull", False), ("merged_into__isnull", False)),
                            _connector="OR",
                        ),
                        name="tag_merged_into_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("merged_into", models.F("id")), _negated=True),
                        name="tag_not_merged_into_itself",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        name="tag_name_once",
                        violation_error_message="There is already a tag with this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("slug", ""), _negated=True), name="tag_has_a_slug"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TaggedArticle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("live_since", models.DateTimeField(editable=False, null=True)),
                (
                    "language",
                    models.CharField(
                        default=articles.languages.of_site, editable=False, max_length=10
                    ),
                ),
                (
                    "content_object",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="articles.article"
                    ),
                ),
                (
                    "tag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tagged",
                        to="articles.tag",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_since__isnull", False)),
                        fields=["tag", "language", "-live_since", "-content_object"],
                        name="tagged_live",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_object", "tag"), name="tag_once_an_article"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TitleWord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("language", models.CharField(default=articles.languages.of_site, max_length=10)),
                ("word", models.TextField(db_collation="C")),
                ("live_since", models.DateTimeField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["language", "word", "-live_since", "-article"],
                        name="title_word_live",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "word"), name="title_word_once_an_article"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WordListVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(blank=True)),
                ("source", models.CharField(max_length=500)),
                ("reason", models.CharField(max_length=500)),
                ("made_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "word_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="articles.wordlist",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("made_at__isnull", True), ("made_by__isnull", True)),
                            models.Q(("made_at__isnull", False), ("made_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="wordlistversion_made_at_by",
                    ),
                    models.UniqueConstraint(
                        fields=("word_list", "number"), name="wordlistversion_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), ("made_by__isnull", False), _connector="OR"
                        ),
                        name="wordlistversion_is_somebodys",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LiveReview",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("language", models.CharField(default=articles.languages.of_site, max_length=10)),
                ("reviewed_at", models.DateTimeField()),
                ("is_demonstration", models.BooleanField()),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.review",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["reviewed_by", "language", "-reviewed_at", "-article"],
                        name="reviewed_live",
                    ),
                    models.Index(
                        condition=models.Q(("is_demonstration", False)),
                        fields=["language", "-reviewed_at", "-article"],
                        name="reviewed_recently",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReadTotal",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="read_total",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("language", models.CharField(default=articles.languages.of_site, max_length=10)),
                ("counted", models.PositiveBigIntegerField(default=0)),
                ("imported", models.PositiveBigIntegerField(default=0)),
                (
                    "total",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.expressions.CombinedExpression(
                            models.F("counted"), "+", models.F("imported")
                        ),
                        output_field=models.PositiveBigIntegerField(),
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["language", "-total", "-article"], name="most_read")
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="search_entry",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                "verbose_name_plural": "search entries",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        models.F("vector"), name="search_vector"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "system",
                    models.CharField(
                        choices=[
                            ("icd-10", "ICD-10"),
                            ("icd-10-cm", "ICD-10-CM"),
                            ("icd-11", "ICD-11"),
                            ("snomed-ct", "SNOMED CT"),
                            ("rxnorm", "RxNorm"),
                            ("loinc", "LOINC"),
                            ("mesh", "MeSH"),
                            ("atc", "ATC"),
                        ],
                        max_length=10,
                    ),
                ),
                ("value", models.CharField(max_length=30, verbose_name="code")),
                (
                    "label",
                    models.CharField(
                        help_text="In your own words: “Type 2 diabetes”. No text of a licensed table.",
                        max_length=200,
                        verbose_name="what it stands for",
                    ),
                ),
                ("live_since", models.DateTimeField(editable=False, null=True)),
                (
                    "coded_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="codes",
                        to="articles.article",
                    ),
                ),
                (
                    "coded_by",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "clinical code",
                "ordering": ["system", "value", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("live_since__isnull", False)),
                        fields=["system", "value", "-live_since", "-article"],
                        name="coded_live",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("article", "system", "value"),
                        name="code_once_an_article",
                        violation_error_message="The article has this code already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "system__in",
                                [
                                    "icd-10",
                                    "icd-10-cm",
                                    "icd-11",
                                    "snomed-ct",
                                    "rxnorm",
                                    "loinc",
                                    "mesh",
                                    "atc",
                                ],
                            )
                        ),
                        name="code_system_known",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="article",
            name="authors",
            field=models.ManyToManyField(
                blank=True,
                related_name="articles",
                through="articles.Authorship",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="live_exemption",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.exemption",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="last_review",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.review",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="live_review",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.review",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="live",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="pending",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="translated_from",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="tags",
            field=taggit.managers.TaggableManager(
                blank=True,
                help_text="A comma-separated list of tags.",
                through="articles.TaggedArticle",
                to="articles.Tag",
                verbose_name="Tags",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("live__isnull", False), ("withdrawn_at__isnull", True)),
                fields=["language", "-published_at", "-id"],
                name="article_latest",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("live__isnull", False), ("withdrawn_at__isnull", True)),
                fields=["category", "language", "-published_at", "-id"],
                name="article_on_its_shelf",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(
                    ("live__isnull", False),
                    ("withdrawn_at__isnull", True),
                    ("featured_at__isnull", False),
                ),
                fields=["language", "-featured_at"],
                name="article_featured",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("pending__isnull", False)),
                fields=["stage", "pending"],
                name="article_judged",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("live_exemption__isnull", False)),
                fields=["live_exemption"],
                name="article_exempt",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("live__isnull", False), ("withdrawn_at__isnull", True)),
                fields=["review_due_on", "-id"],
                name="article_review_due",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(
                    ("live__isnull", False),
                    ("withdrawn_at__isnull", True),
                    ("review_due_on__isnull", False),
                ),
                fields=["-risk", "review_due_on", "id"],
                include=("owner", "deputy"),
                name="article_due_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(
                    ("live__isnull", False),
                    ("withdrawn_at__isnull", True),
                    ("edition_state__in", ("slightly_behind", "clinically_behind")),
                ),
                fields=["edition_state", "behind_since", "id"],
                name="article_behind",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("live__isnull", True), ("live_exemption", None), ("live_review", None)
                    ),
                    models.Q(
                        ("live__isnull", False),
                        ("live_exemption", None),
                        ("live_review__isnull", False),
                    ),
                    models.Q(
                        ("live__isnull", False),
                        ("live_exemption__isnull", False),
                        ("live_review", None),
                    ),
                    _connector="OR",
                ),
                name="article_live_is_reviewed_or_named",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("live__isnull", True), ("published_at__isnull", False), _connector="OR"
                ),
                name="article_live_has_a_date",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("live__isnull", False),
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="article_withdrawn_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("pending__isnull", False), ("stage__in", ["in_review", "approved"])),
                    models.Q(("pending__isnull", True), ("stage__in", ["draft", "published"])),
                    _connector="OR",
                ),
                name="article_pending_while_judged",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("translation_of__isnull", False),
                    models.Q(("edition_state", ""), ("translated_from__isnull", True)),
                    _connector="OR",
                ),
                name="article_state_of_an_edition",
            ),
        ),
    ]
