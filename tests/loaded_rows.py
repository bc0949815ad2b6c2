"""What migrations load comes back after each test that empties the tables.

Such tests run wherever the runner puts them, so those after them must not miss a row.
"""

from importlib import import_module

from django.apps import apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

word_lists = import_module("articles.migrations.0003_word_lists_to_begin_with")
help_lines = import_module("articles.migrations.0004_first_help_lines")
first_reasons = import_module("comments.migrations.0005_first_reasons")
more_reasons = import_module("comments.migrations.0007_reasons_for_reports_and_appeals")


@receiver(post_migrate)
def load_again(app_config, using, **_):
    """Emptying the tables ends with this signal, as migrating does."""
    is_last = app_config.label == "comments"
    if is_last and using == "default" and not apps.get_model("comments", "Reason").objects.exists():
        first_reasons.add(apps, None)
        more_reasons.add(apps, None)
    if app_config.label != "articles" or using != "default":
        return
    if not apps.get_model("articles", "WordList").objects.exists():
        word_lists.load_shipped(apps, None)
    if not apps.get_model("articles", "HelpLine").objects.exists():
        help_lines.load(apps, None)
