"""Key facts; words that are explained, and what each text explained when it was frozen."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_glossaryrecord
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
"""
UNDO = "DROP TRIGGER append_only ON articles_glossaryrecord;"


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_fill_what_finds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="key_facts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200),
                blank=True,
                default=list,
                help_text="What a reader should know first: sentences that the text tells too.",
                size=6,
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="glossary",
            field=models.JSONField(
                default=list,
                help_text="The words that the text explains, as they were explained then.",
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="key_facts",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=200), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="reading_grade",
            field=models.SmallIntegerField(
                help_text="Flesch-Kincaid grade of the text, made of it; not signed.", null=True
            ),
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
            },
        ),
        migrations.AddIndex(
            model_name="glossaryterm",
            index=models.Index(
                condition=models.Q(("in_use", True)), fields=["sort_key"], name="glossary_in_use"
            ),
        ),
        migrations.AddIndex(
            model_name="glossaryrecord",
            index=models.Index(fields=["term", "-id"], name="record_of_glossary_term"),
        ),
        migrations.RunSQL(APPEND_ONLY, UNDO),
    ]
