import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# A tag that leads to another is never led to, and is put on no article any more; what stood on
# articles when it was merged is moved by the verb, and by the worker where that is much.
MERGED = """
CREATE FUNCTION articles_merged_tag_leads_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.merged_into_id IS NOT NULL AND (
        EXISTS (SELECT 1 FROM articles_tag WHERE merged_into_id = NEW.id)
        OR EXISTS (
            SELECT 1 FROM articles_tag
            WHERE id = NEW.merged_into_id AND merged_into_id IS NOT NULL
        )
    ) THEN
        RAISE EXCEPTION 'A merged tag leads to its own tag in one step.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER leads_on AFTER INSERT OR UPDATE OF merged_into_id ON articles_tag
    FOR EACH ROW EXECUTE FUNCTION articles_merged_tag_leads_on();

CREATE FUNCTION articles_tag_is_not_merged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE leads_to bigint;
BEGIN
    -- The lock waits for a merge that is under way, and then sees it.
    SELECT merged_into_id INTO leads_to FROM articles_tag WHERE id = NEW.tag_id FOR KEY SHARE;
    IF leads_to IS NOT NULL THEN
        RAISE EXCEPTION 'This tag was merged: put the one that it leads to on the article.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER not_merged BEFORE INSERT OR UPDATE OF tag_id ON articles_taggedarticle
    FOR EACH ROW EXECUTE FUNCTION articles_tag_is_not_merged();
"""
UNDO = """
DROP FUNCTION articles_merged_tag_leads_on() CASCADE;
DROP FUNCTION articles_tag_is_not_merged() CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_more_reserved_slugs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                        help_text=(
                            "In your own words: “Type 2 diabetes”. No text of a licensed table."
                        ),
                        max_length=200,
                        verbose_name="what it stands for",
                    ),
                ),
                ("live_since", models.DateTimeField(editable=False, null=True)),
                (
                    "coded_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
            ],
            options={
                "verbose_name": "clinical code",
                "ordering": ["system", "value", "id"],
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
                ("name", models.CharField(max_length=200)),
                ("is_title", models.BooleanField()),
                ("letter", models.CharField(db_collation="C", max_length=5)),
                ("sort_key", models.CharField(db_collation="C", max_length=200)),
            ],
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
                ("reviewed_at", models.DateTimeField()),
                ("is_demonstration", models.BooleanField()),
            ],
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
                ("days", models.PositiveSmallIntegerField()),
                ("reads", models.PositiveBigIntegerField()),
            ],
            options={
                "verbose_name_plural": "recent reads",
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
            ],
            options={
                "verbose_name": "related article",
                "ordering": ["position", "id"],
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
                ("word", models.TextField(db_collation="C")),
                ("live_since", models.DateTimeField()),
            ],
        ),
        migrations.AlterModelOptions(
            name="tag",
            options={
                "ordering": ["name"],
                "permissions": [("merge_tag", "Can merge tags and give them other names")],
            },
        ),
        migrations.AddField(
            model_name="category",
            name="introduction",
            field=models.TextField(
                blank=True,
                help_text=(
                    "Some paragraphs for the category's page, with an empty line between them: "
                    "what belongs here, and where to begin. It takes effect at once and no "
                    "clinician signs it, so it must hold no medical advice: that belongs into "
                    "an article."
                ),
                validators=[django.core.validators.MaxLengthValidator(3000)],
            ),
        ),
        migrations.AddField(
            model_name="tag",
            name="sort_key",
            field=models.CharField(db_collation="C", default="", editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name="tag",
            name="merged_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="tag",
            name="merged_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="tag",
            name="merged_into",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="other_names",
                to="articles.tag",
            ),
        ),
        migrations.AddIndex(
            model_name="dailyreads",
            index=models.Index(fields=["day", "-reads", "-article"], name="most_read_of_day"),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_at__isnull", True), ("merged_by__isnull", True)),
                    models.Q(("merged_at__isnull", False), ("merged_by__isnull", False)),
                    _connector="OR",
                ),
                name="tag_merged_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("merged_at__isnull", True), ("merged_into__isnull", True)),
                    models.Q(("merged_at__isnull", False), ("merged_into__isnull", False)),
                    _connector="OR",
                ),
                name="tag_merged_into_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("id")), _negated=True),
                name="tag_not_merged_into_itself",
            ),
        ),
        migrations.AddField(
            model_name="articlecode",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="codes",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="articlecode",
            name="coded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="headword",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="livereview",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="articles.review"
            ),
        ),
        migrations.AddField(
            model_name="livereview",
            name="reviewed_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="recentreads",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
            ),
        ),
        migrations.AddField(
            model_name="relatedpick",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="picks",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="relatedpick",
            name="other",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="articles.article",
                verbose_name="related article",
            ),
        ),
        migrations.AddField(
            model_name="relatedpick",
            name="picked_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="titleword",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
            ),
        ),
        migrations.AddIndex(
            model_name="articlecode",
            index=models.Index(
                condition=models.Q(("live_since__isnull", False)),
                fields=["system", "value", "-live_since", "-article"],
                name="coded_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlecode",
            constraint=models.UniqueConstraint(
                fields=("article", "system", "value"),
                name="code_once_an_article",
                violation_error_message="The article has this code already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlecode",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddIndex(
            model_name="headword",
            index=models.Index(fields=["letter", "sort_key", "id"], name="headword_in_order"),
        ),
        migrations.AddConstraint(
            model_name="headword",
            constraint=models.UniqueConstraint(
                fields=("article", "sort_key"), name="headword_once_an_article"
            ),
        ),
        migrations.AddIndex(
            model_name="livereview",
            index=models.Index(
                fields=["reviewed_by", "-reviewed_at", "-article"], name="reviewed_live"
            ),
        ),
        migrations.AddIndex(
            model_name="livereview",
            index=models.Index(
                condition=models.Q(("is_demonstration", False)),
                fields=["-reviewed_at", "-article"],
                name="reviewed_recently",
            ),
        ),
        migrations.AddIndex(
            model_name="recentreads",
            index=models.Index(fields=["days", "-reads", "-article"], name="most_read_recently"),
        ),
        migrations.AddConstraint(
            model_name="recentreads",
            constraint=models.UniqueConstraint(
                fields=("article", "days"), name="recent_reads_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedpick",
            constraint=models.UniqueConstraint(
                fields=("article", "other"),
                name="pick_once_an_article",
                violation_error_message="This article is picked already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="relatedpick",
            constraint=models.CheckConstraint(
                condition=models.Q(("article", models.F("other")), _negated=True),
                name="pick_another_article",
                violation_error_message="An article is not related to itself. Pick another one.",
            ),
        ),
        migrations.AddIndex(
            model_name="titleword",
            index=models.Index(fields=["word", "-live_since", "-article"], name="title_word_live"),
        ),
        migrations.AddConstraint(
            model_name="titleword",
            constraint=models.UniqueConstraint(
                fields=("article", "word"), name="title_word_once_an_article"
            ),
        ),
        migrations.AddIndex(
            model_name="tag",
            index=models.Index(
                condition=models.Q(("merged_into__isnull", True)),
                fields=["sort_key", "id"],
                name="tag_in_order",
            ),
        ),
        migrations.RunSQL(MERGED, UNDO, elidable=False),
    ]
