import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.models import Q

from articles.links import addresses_of

AT_A_TIME = 500


def find_links_of_live_pages(apps, schema_editor):
    """The addresses of what is public already; from now on each step of the walk keeps them."""
    Article, Link, LinkUse = (
        apps.get_model("articles", name) for name in ("Article", "Link", "LinkUse")
    )
    public = Article.objects.filter(live__isnull=False, withdrawn_at__isnull=True)
    public = public.select_related("live").only("live__sources", "live__body_html").order_by("pk")
    for article in public.iterator(chunk_size=AT_A_TIME):
        found = addresses_of(article.live.sources, article.live.body_html)
        Link.objects.bulk_create(
            [Link(address=f.address, digest=f.digest, host=f.host) for f in found],
            ignore_conflicts=True,
        )
        ids = dict(
            Link.objects.filter(digest__in={f.digest for f in found}).values_list("digest", "pk")
        )
        LinkUse.objects.bulk_create(
            [LinkUse(article_id=article.pk, link_id=ids[f.digest], place=f.place) for f in found]
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_word_lists")]

    operations = [
        migrations.AddField(
            model_name="reference",
            name="looked_up_as",
            field=models.CharField(
                blank=True,
                editable=False,
                help_text="The identifier that was found.",
                max_length=210,
            ),
        ),
        migrations.AddField(
            model_name="reference",
            name="looked_up_on",
            field=models.DateField(editable=False, null=True),
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
                        fields=["-first_failed", "-id"],
                        condition=Q(status="broken"),
                        name="link_broken",
                    ),
                    models.Index(
                        fields=["host", "host_rests_until"],
                        condition=Q(host_rests_until__isnull=False),
                        name="link_host_rests",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(failures=0, first_failed__isnull=True)
                        | Q(failures__gt=0, first_failed__isnull=False),
                        name="link_failing_since",
                    ),
                    models.CheckConstraint(
                        condition=~Q(status="broken") | Q(failures__gte=2),
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
                        fields=["article", "link", "place"], name="link_used_once_in_a_place"
                    )
                ],
            },
        ),
        migrations.RunPython(find_links_of_live_pages, migrations.RunPython.noop, elidable=True),
    ]
