"""Word lists and topic packs that editors keep, and what they say to begin with.

The first version of each list is the one that HealthHub ships with at the time of migrating: a
site made later begins with the better words.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.quality.shipped import LISTS

APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_wordlistversion
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
"""
UNDO = "DROP TRIGGER append_only ON articles_wordlistversion;"


def person():
    return models.ForeignKey(
        blank=True,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def load_shipped(apps, schema_editor):
    word_lists = apps.get_model("articles", "WordList")
    versions = apps.get_model("articles", "WordListVersion")
    for shipped in LISTS:
        word_list = word_lists.objects.create(
            key=shipped.key,
            kind=shipped.kind,
            title=shipped.title,
            explanation=shipped.explanation,
        )
        versions.objects.create(
            word_list=word_list,
            number=1,
            text=shipped.text,
            source=shipped.source,
            reason="Came with HealthHub.",
        )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_signing_guards"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
                ("made_by", person()),
                ("owner", person()),
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
        migrations.RunSQL(APPEND_ONLY, UNDO),
        migrations.RunPython(load_shipped, migrations.RunPython.noop),
    ]
