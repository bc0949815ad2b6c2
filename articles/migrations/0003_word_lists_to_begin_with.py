"""What the word lists and topic packs that editors keep say to begin with.

The first version of each list is the one that HealthHub ships with at the time of migrating: a
site made later begins with the better words.
"""

from django.db import migrations

from articles.quality.shipped import LISTS


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
    replaces = [("articles", "0005_word_lists")]
    dependencies = [("articles", "0002_promises_of_the_database")]

    operations = [migrations.RunPython(load_shipped, migrations.RunPython.noop)]
