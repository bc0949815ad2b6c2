"""The reasons that a new site begins with; administrators change them as they like."""

from django.db import migrations
from django.utils.translation import gettext_noop as _

NO_ADVERTISING = _("No advertising, and nothing posted again and again.")
NO_HARM = _("No advice to stop or change a treatment, no doses, nothing that could harm somebody.")
BE_KIND = _("Speak to others as you would in a waiting room. No insults, no threats.")
PRIVATE = _("Nothing private about yourself or others: no names, addresses or numbers.")
TOPIC = _("Comments are about the page that they stand under.")
TRUE = _("Nothing about health that is known to be wrong.")

# Verb, label, rule, message, whether it is spam.
REASONS = [
    ("approve", _("Follows the rules"), "", _("Thank you. Readers see your comment now."), False),
    ("approve", _("Reported, but follows the rules"), "", "", False),
    (
        "reject",
        _("Advertising or spam"),
        NO_ADVERTISING,
        _("We did not show your comment because it advertises something, or repeats itself."),
        True,
    ),
    (
        "reject",
        _("Could harm somebody"),
        NO_HARM,
        _(
            "We did not show your comment because somebody who follows it could come to harm. "
            "You are welcome to tell what you went through, without advice on treatments."
        ),
        False,
    ),
    (
        "reject",
        _("Insults or threatens somebody"),
        BE_KIND,
        _("We did not show your comment because it insults or threatens somebody."),
        False,
    ),
    (
        "reject",
        _("Private things about somebody"),
        PRIVATE,
        _(
            "We did not show your comment because it tells private things about somebody. "
            "You can write it again without them."
        ),
        False,
    ),
    (
        "reject",
        _("Wrong about health"),
        TRUE,
        _("We did not show your comment because what it says about health is known to be wrong."),
        False,
    ),
    (
        "reject",
        _("Not about this page"),
        TOPIC,
        _("We did not show your comment because it is not about the page that it stands under."),
        False,
    ),
    (
        "mask",
        _("Private details masked"),
        PRIVATE,
        _("Readers see your comment. We masked details in it that could tell who somebody is."),
        False,
    ),
    (
        "mask",
        _("A link or a product masked"),
        NO_ADVERTISING,
        _("Readers see your comment. We masked a link or the name of a product in it."),
        False,
    ),
    (
        "mask",
        _("An insult masked"),
        BE_KIND,
        _("Readers see your comment. We masked words in it that could hurt somebody."),
        False,
    ),
    ("escalate", _("Somebody may be in danger"), "", "", False),
    ("escalate", _("A clinician should look"), "", "", False),
    ("escalate", _("The law may matter"), "", "", False),
    ("escalate", _("I am not sure"), "", "", False),
    (
        "sanction",
        _("Goes on after several decisions"),
        "",
        _("Several of your comments broke our rules."),
        False,
    ),
    ("sanction", _("Advertises"), NO_ADVERTISING, _("Your comments advertise something."), False),
    (
        "sanction",
        _("Insults or threatens others"),
        BE_KIND,
        _("Your comments insult or threaten others."),
        False,
    ),
    (
        "sanction",
        _("Gives harmful advice"),
        NO_HARM,
        _("Your comments give advice that could harm somebody."),
        False,
    ),
]


def add(apps, schema_editor):
    Reason = apps.get_model("comments", "Reason")
    Reason.objects.bulk_create(
        Reason(
            verb=verb, label=label, rule=rule, message=message, is_spam=is_spam, order=10 * place
        )
        for place, (verb, label, rule, message, is_spam) in enumerate(REASONS, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("comments", "0004_moderation")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
