"""Claims with their evidence; what a revision was printed from."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0007_help_lines"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="revision",
            name="manuscript",
            field=models.JSONField(
                default=dict, help_text="What it was printed from, to write on from; not signed."
            ),
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
    ]
