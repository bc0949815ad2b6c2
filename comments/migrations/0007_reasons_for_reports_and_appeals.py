"""The reasons to decide reports and appeals that a site begins with, as in 0005."""

from django.db import migrations
from django.utils.translation import gettext_noop as _

# Verb, label, message, what came of the report.
REASONS = [
    ("confirm", "It is right: the page should be corrected", "", ""),
    ("confirm", "It may be right: somebody who knows should judge", "", ""),
    (
        "close",
        _("No change was needed"),
        _("We compared the page with its sources, and what it says agrees with them."),
        "no_change",
    ),
    (
        "close",
        _("It was known already"),
        _("Others had told us of the same before you. Thank you for telling us, too."),
        "duplicate",
    ),
    (
        "close",
        _("It could not be found"),
        _(
            "We looked at the page as you read it, and could not find what you describe. You can "
            "tell us again, with the words of the passage."
        ),
        "not_found",
    ),
    ("close", _("It advertises something, or is spam"), "", "spam"),
    (
        "overturn",
        _("The rule does not apply"),
        _("We looked at it again: the rule that was named does not apply to it."),
        "",
    ),
    (
        "overturn",
        _("The decision was too strict"),
        _("We looked at it again: the decision was stricter than our rules are."),
        "",
    ),
    (
        "uphold",
        _("The rule applies"),
        _("We looked at it again: the rule that was named applies to it."),
        "",
    ),
    (
        "uphold",
        _("Nothing new was said"),
        _("We read what you wrote with care. It does not change why this was decided."),
        "",
    ),
]


def add(apps, schema_editor):
    Reason = apps.get_model("comments", "Reason")
    Reason.objects.bulk_create(
        Reason(verb=verb, label=label, message=message, outcome=outcome, order=10 * place)
        for place, (verb, label, message, outcome) in enumerate(REASONS, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("comments", "0006_reports_are_decided")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
