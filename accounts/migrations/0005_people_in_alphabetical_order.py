from django.conf import settings
from django.db import migrations, models
from django.utils.module_loading import import_string

AT_ONCE = 1000


def put_in_order(apps, schema_editor):
    """Nobody lists whoever deleted their account, and the database lets nobody write there."""
    sort_key = import_string(settings.NAMES_STAND_IN_ORDER_BY)
    user = apps.get_model("accounts", "User")
    people = user.objects.filter(date_deleted=None).only("display_name").order_by("pk")
    batch = []
    for person in people.iterator(AT_ONCE):
        person.sort_key = sort_key(person.display_name)
        batch.append(person)
        if len(batch) == AT_ONCE:
            user.objects.bulk_update(batch, ["sort_key"])
            batch = []
    user.objects.bulk_update(batch, ["sort_key"])


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_profiles"),
    ]

    operations = [
        migrations.AddField(
            model_name="user",
            name="sort_key",
            field=models.CharField(db_collation="C", default="", editable=False, max_length=200),
        ),
        migrations.RunPython(put_in_order, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name="user",
            options={
                "ordering": ["sort_key", "id"],
                "verbose_name": "person",
                "verbose_name_plural": "people",
            },
        ),
        migrations.RemoveIndex(model_name="user", name="person_by_name"),
        migrations.AddIndex(
            model_name="user",
            index=models.Index(fields=["sort_key", "id"], name="person_in_order"),
        ),
    ]
