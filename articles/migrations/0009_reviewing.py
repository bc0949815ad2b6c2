import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was said of a text is a record: it can be marked and resolved, never changed or deleted.
KEPT = """
CREATE OR REPLACE FUNCTION articles_remark_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
        (OLD.article_id, OLD.revision_id, OLD.answers_to_id, OLD.quote, OLD.before, OLD.after,
            OLD.place, OLD.text, OLD.key, OLD.written_at, OLD.written_by_id, OLD.sent_at,
            OLD.sent_by_id)
        IS DISTINCT FROM
        (NEW.article_id, NEW.revision_id, NEW.answers_to_id, NEW.quote, NEW.before, NEW.after,
            NEW.place, NEW.text, NEW.key, NEW.written_at, NEW.written_by_id, NEW.sent_at,
            NEW.sent_by_id) THEN
        RAISE EXCEPTION 'A remark is a record: it can be resolved, never changed or deleted.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER remark_is_kept BEFORE UPDATE OR DELETE ON articles_remark
    FOR EACH ROW EXECUTE FUNCTION articles_remark_is_kept();
"""
NOT_KEPT = """
DROP TRIGGER remark_is_kept ON articles_remark;
DROP FUNCTION articles_remark_is_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_claims"),
    ]

    operations = [
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
                (
                    "renewed_at",
                    models.DateTimeField(blank=True, editable=False, null=True),
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
                    "revision",
                    models.ForeignKey(
                        help_text="The version that is shown; none: the manuscript as it stands.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
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
            ],
            options={
                "ordering": ["-id"],
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
                    "revision",
                    models.ForeignKey(
                        help_text="The version that it was made on; none: the manuscript.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
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
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddIndex(
            model_name="previewlink",
            index=models.Index(fields=["article", "-id"], name="preview_link_of_article"),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("renewed_at__isnull", True), ("renewed_by__isnull", True)),
                    models.Q(("renewed_at__isnull", False), ("renewed_by__isnull", False)),
                    _connector="OR",
                ),
                name="preview_link_renewed_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revoked_at__isnull", True), ("revoked_by__isnull", True)),
                    models.Q(("revoked_at__isnull", False), ("revoked_by__isnull", False)),
                    _connector="OR",
                ),
                name="preview_link_revoked_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="preview_link_names_a_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="previewlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("days__range", (1, 90))), name="preview_link_days"
            ),
        ),
        migrations.AddIndex(
            model_name="opening",
            index=models.Index(fields=["opened_by", "-opened_at"], name="opening_of_link"),
        ),
        migrations.AddIndex(
            model_name="remark",
            index=models.Index(
                condition=models.Q(("answers_to", None), ("resolved_at", None)),
                fields=["article", "id"],
                name="remark_open",
            ),
        ),
        migrations.AddIndex(
            model_name="remark",
            index=models.Index(
                condition=models.Q(("resolved_at__isnull", False)),
                fields=["article", "-id"],
                name="remark_resolved",
            ),
        ),
        migrations.AddIndex(
            model_name="remark",
            index=models.Index(
                condition=models.Q(("sent_by__isnull", False)),
                fields=["sent_by", "-sent_at"],
                name="remark_of_a_guest",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("written_at__isnull", True), ("written_by__isnull", True)),
                    models.Q(("written_at__isnull", False), ("written_by__isnull", False)),
                    _connector="OR",
                ),
                name="remark_written_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", True), ("sent_by__isnull", True)),
                    models.Q(("sent_at__isnull", False), ("sent_by__isnull", False)),
                    _connector="OR",
                ),
                name="remark_sent_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                    models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                    _connector="OR",
                ),
                name="remark_done_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolved_at__isnull", True), ("resolved_by__isnull", True)),
                    models.Q(("resolved_at__isnull", False), ("resolved_by__isnull", False)),
                    _connector="OR",
                ),
                name="remark_resolved_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_by", None), ("written_by__isnull", False)),
                    models.Q(("sent_by__isnull", False), ("written_by", None)),
                    _connector="OR",
                ),
                name="remark_has_one_writer",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="remark_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answers_to", None),
                    models.Q(
                        ("done_at", None), ("must_fix", False), ("quote", ""), ("resolved_at", None)
                    ),
                    _connector="OR",
                ),
                name="remark_answer_is_only_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("answers_to", models.F("id")), _negated=True),
                name="remark_answers_another",
            ),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
