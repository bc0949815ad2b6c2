from django.db import migrations
from django.db.models.functions import Length

from articles import alphabet

AT_ONCE = 1000


def put_in_order(apps, schema_editor):
    """ñ in Spanish and letters with a stroke stand elsewhere now; plain names stay as they are."""
    headword = apps.get_model("articles", "Headword")
    tag = apps.get_model("articles", "Tag")
    for row in _with_signs(headword):
        key = alphabet.sort_key(row.name, row.language)
        if key != row.sort_key:
            _move(headword, row, key)
    for row in _with_signs(tag):
        if row.sort_key != alphabet.sort_key(row.name):
            row.sort_key = alphabet.sort_key(row.name)
            row.save(update_fields=["sort_key"])


def _move(headword, row, key):
    """Where two names of an article come to stand at one place, one is enough: the title."""
    there = headword.objects.filter(article_id=row.article_id, sort_key=key)
    mine = headword.objects.filter(pk=row.pk)
    if row.is_title:
        there.delete()
    if there.exists():
        mine.delete()
    else:
        mine.update(sort_key=key, letter=alphabet.letter(key))


def _with_signs(model):
    """Names with more bytes than letters: in a large A–Z few have any."""
    rows = model.objects.annotate(bytes=Length("name", function="octet_length"))
    ids = rows.filter(bytes__gt=Length("name")).order_by("pk").values_list("pk", flat=True)
    for start in range(0, len(ids), AT_ONCE):
        yield from model.objects.filter(pk__in=ids[start : start + AT_ONCE]).order_by("pk")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0006_names_in_print"),
    ]

    operations = [migrations.RunPython(put_in_order, migrations.RunPython.noop)]
