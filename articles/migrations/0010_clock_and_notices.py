import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


def person(**options):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to=settings.AUTH_USER_MODEL, **options
    )


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_reviewing"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="JobRun",
            fields=[
                ("name", models.CharField(max_length=100, primary_key=True, serialize=False)),
                ("last_run", models.DateTimeField()),
            ],
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
                ("recipient", person(related_name="notices_waiting")),
            ],
            options={"ordering": ["id"]},
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(condition=Q(taken__isnull=True), fields=["due"], name="notice_due"),
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
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="schedules",
                        to="articles.revision",
                    ),
                ),
                ("scheduled_by", person(related_name="+")),
                ("closed_by", person(blank=True, editable=False, null=True, related_name="+")),
            ],
            options={"ordering": ["due", "id"]},
        ),
        migrations.AddIndex(
            model_name="schedule",
            index=models.Index(
                condition=Q(closed_at__isnull=True), fields=["due"], name="schedule_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
                name="schedule_closed_at_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.UniqueConstraint(
                condition=Q(closed_at__isnull=True),
                fields=["article", "verb"],
                name="schedule_open_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=Q(verb="publish", revision__isnull=False)
                | (Q(verb="expire", revision__isnull=True) & ~Q(reason="")),
                name="schedule_says_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="schedule",
            constraint=models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closing="")
                | (Q(closed_at__isnull=False) & ~Q(closing="")),
                name="schedule_closed_somehow",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=Q(stage="draft"),
                fields=["created_by", "-edited_at", "-id"],
                name="article_own_drafts",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=Q(pending__isnull=False),
                fields=["stage", "pending"],
                name="article_judged",
            ),
        ),
    ]
