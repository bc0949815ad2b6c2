"""Help lines for texts first written in another language than English.

Adds the list of Spanish words, and marks the live texts that it, or the lack of any list for
their language, makes dangerous; from then on `articles.sensitivity` keeps the marks.
"""

from datetime import date

from django.db import migrations, models

from articles import quality
from articles.models import Risk
from articles.quality.helping import has_words_for, is_sensitive
from articles.quality.shipped import BY_KEY


def add_the_list(apps, schema_editor):
    shipped = BY_KEY["sensitive_spanish"]
    word_list, is_new = apps.get_model("articles", "WordList").objects.get_or_create(
        key=shipped.key,
        defaults={
            "kind": shipped.kind,
            "title": shipped.title,
            "explanation": shipped.explanation,
        },
    )
    if is_new:  # a new site has it from its first migrations
        apps.get_model("articles", "WordListVersion").objects.create(
            word_list=word_list,
            number=1,
            text=shipped.text,
            source=shipped.source,
            reason="Came with HealthHub.",
        )


def mark_live_texts(apps, schema_editor):
    articles = apps.get_model("articles", "Article").objects
    live = articles.filter(live__isnull=False, withdrawn_at=None, is_sensitive=False)
    others = live.exclude(language="en").select_related("live").iterator(chunk_size=100)
    dangerous = [article.pk for article in others if _is_dangerous(article)]
    family = models.Q(pk__in=dangerous) | models.Q(translation_of__in=dangerous)
    live.filter(family).update(is_sensitive=True, risk=Risk.SENSITIVE)


def _is_dangerous(article):
    if not has_words_for(article.language):
        return article.translation_of_id is None
    text = article.live
    document = quality.read(
        text.title,
        text.body_html,
        key_facts=text.key_facts,
        language=article.language,
        evaluated_on=date.min,
    )
    return is_sensitive(document, quality.DEFAULT)


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_letters_of_their_own")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="needs_no_help",
            field=models.BooleanField(
                default=False,
                help_text="Only for a text in a language whose dangerous words HealthHub does not "
                "know: say that you read it, and that it is about nothing dangerous.",
                verbose_name="needs no help lines",
            ),
        ),
        migrations.AlterField(
            model_name="revision",
            name="reading_grade",
            field=models.SmallIntegerField(
                null=True,
                help_text="Flesch-Kincaid grade, of Spanish perspicuity; made of the text, not "
                "signed.",
            ),
        ),
        migrations.RunPython(add_the_list, migrations.RunPython.noop),
        migrations.RunPython(mark_live_texts, migrations.RunPython.noop),
    ]
