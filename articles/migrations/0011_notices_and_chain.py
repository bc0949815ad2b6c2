from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_clock_and_notices")]

    operations = []
