import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.languages

# An edition is of one source, which is no edition itself, and in another language than it.
EDITION = """
CREATE FUNCTION articles_edition_of_a_source() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.translation_of_id IS NOT NULL AND (
        EXISTS (SELECT 1 FROM articles_article WHERE id = NEW.translation_of_id
                AND (translation_of_id IS NOT NULL OR language = NEW.language))
        OR EXISTS (SELECT 1 FROM articles_article WHERE translation_of_id = NEW.id)
        OR NEW.translation_of_id = NEW.id
    ) THEN
        RAISE EXCEPTION 'An edition is of a source in another language, not of an edition.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (
        OLD.translation_of_id IS DISTINCT FROM NEW.translation_of_id
        OR (OLD.language <> NEW.language AND (
            OLD.published_at IS NOT NULL OR NEW.translation_of_id IS NOT NULL
            OR EXISTS (SELECT 1 FROM articles_article WHERE translation_of_id = NEW.id)))
    ) THEN
        RAISE EXCEPTION 'Once readers saw a text, or it has a source, its language stays.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER edition_of_a_source
    BEFORE INSERT OR UPDATE OF translation_of_id, language ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_edition_of_a_source();
"""
UNDO = "DROP FUNCTION articles_edition_of_a_source() CASCADE"


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_key_facts_and_glossary"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="article",
            name="article_latest",
        ),
        migrations.RemoveIndex(
            model_name="article",
            name="article_on_its_shelf",
        ),
        migrations.RemoveIndex(
            model_name="article",
            name="article_featured",
        ),
        migrations.RemoveIndex(
            model_name="byline",
            name="authored_live",
        ),
        migrations.RemoveIndex(
            model_name="readtotal",
            name="most_read",
        ),
        migrations.RemoveIndex(
            model_name="taggedarticle",
            name="tagged_live",
        ),
        migrations.AddField(
            model_name="article",
            name="behind_since",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="article",
            name="edition_state",
            field=models.CharField(
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
        migrations.AddField(
            model_name="article",
            name="language",
            field=models.CharField(
                default=articles.languages.of_site,
                help_text="What it is written in; fixed once readers saw it.",
                max_length=10,
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
            name="translation_of",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="editions",
                to="articles.article",
            ),
        ),
        migrations.AddField(
            model_name="byline",
            name="language",
            field=models.CharField(default=articles.languages.of_site, max_length=10),
        ),
        migrations.AddField(
            model_name="category",
            name="translations",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text="By language: its name and description.",
            ),
        ),
        migrations.AddField(
            model_name="readtotal",
            name="language",
            field=models.CharField(default=articles.languages.of_site, max_length=10),
        ),
        migrations.AddField(
            model_name="revision",
            name="language",
            field=models.CharField(default=articles.languages.of_site, max_length=10),
        ),
        migrations.AddField(
            model_name="revision",
            name="translated_from",
            field=models.ForeignKey(
                db_index=False,
                help_text="The version of the source that this edition was made from.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.revision",
            ),
        ),
        migrations.AddField(
            model_name="taggedarticle",
            name="language",
            field=models.CharField(
                default=articles.languages.of_site, editable=False, max_length=10
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
                condition=models.Q(
                    ("live__isnull", False),
                    ("withdrawn_at__isnull", True),
                    ("edition_state__in", ("slightly_behind", "clinically_behind")),
                ),
                fields=["edition_state", "behind_since", "id"],
                name="article_behind",
            ),
        ),
        migrations.AddIndex(
            model_name="byline",
            index=models.Index(
                fields=["user", "language", "-live_since", "-article"], name="authored_live"
            ),
        ),
        migrations.AddIndex(
            model_name="readtotal",
            index=models.Index(fields=["language", "-total", "-article"], name="most_read"),
        ),
        migrations.AddIndex(
            model_name="taggedarticle",
            index=models.Index(
                condition=models.Q(("live_since__isnull", False)),
                fields=["tag", "language", "-live_since", "-content_object"],
                name="tagged_live",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.UniqueConstraint(
                fields=("translation_of", "language"), name="edition_once_a_language"
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
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
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
        ),
        migrations.RunSQL(EDITION, UNDO, elidable=False),
    ]
