"""Help lines, and the first of them: only numbers whose source was read on 1 November 2026.

Australia comes without its emergency number, because no source for it had been read by then.
"""

import datetime

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.models.help_line

OLD_DIGITS = (
    r"8\D*0\D*0\D*2\D*7\D*3\D*8\D*2\D*5\D*5|"
    r"8\D*4\D*5\D*7\D*9\D*0\D*9\D*0\D*9\D*0|"
    r"1\D*8\D*5\D*0\D*6\D*0\D*9\D*0\D*9\D*0"
)
READ_ON = datetime.date(2026, 11, 1)
SYSTEM_EMAIL = "system@healthhub.invalid"
ALWAYS = "24 hours a day, every day"
NAMES = {
    "US": "United States",
    "CA": "Canada",
    "GB": "United Kingdom",
    "AU": "Australia",
    "NZ": "New Zealand",
}
EMERGENCIES = {
    "US": ("911", "https://www.911.gov/"),
    "CA": ("911", "https://mentalhealthcommission.ca/catalyst/988-launches-in-canada/"),
    "GB": (
        "999",
        "https://www.ellisonviewsurgery.nhs.uk/2024/04/you-will-soon-be-able-to-call-nhs-111-"
        "to-get-support-if-youre-in-a-mental-health-crisis/",
    ),
    "NZ": (
        "111",
        "https://www.govt.nz/browse/crime-and-justice/crimes-and-emergencies/111-emergency-service/",
    ),
}
# Country, name, for whom, source, then each way: channel, number, hours, languages, what to send.
SERVICES = [
    (
        "US",
        "988 Suicide & Crisis Lifeline",
        "People in a suicidal crisis or emotional distress",
        "https://988lifeline.org/",
        ("call", "988", ALWAYS, "", ""),
        ("text", "988", ALWAYS, "", ""),
        ("chat", "https://988lifeline.org/", ALWAYS, "", ""),
    ),
    (
        "US",
        "SAMHSA National Helpline",
        "People with mental health or substance use problems, and their families",
        "https://www.samhsa.gov/find-help/national-helpline",
        ("call", "1-800-662-4357", ALWAYS, "English and Spanish", ""),
        ("tty", "1-800-487-4889", ALWAYS, "English and Spanish", ""),
        ("text", "435748", ALWAYS, "English", "your zip code"),
    ),
    (
        "CA",
        "9-8-8 Suicide Crisis Helpline",
        "People who think about suicide, or are worried about somebody",
        "https://988.ca/get-help/what-to-expect",
        ("call", "9-8-8", ALWAYS, "English and French", ""),
        ("text", "9-8-8", ALWAYS, "English and French", ""),
    ),
    (
        "GB",
        "Samaritans",
        "Anybody who finds it hard to cope",
        "https://www.samaritans.org/how-we-can-help/contact-samaritan/",
        ("call", "116 123", ALWAYS, "", ""),
        ("email", "jo@samaritans.org", "", "", ""),
    ),
    (
        "GB",
        "NHS 111",
        "Urgent help that is not for a danger to life",
        "https://tewv.nhs.uk/services/crisis-advice",
        ("call", "111", ALWAYS, "", ""),
    ),
    (
        "AU",
        "Lifeline",
        "Anybody in emotional distress",
        "https://lifeinmind.org.au/news/lifelines-crisis-text-service-now-available-24-7",
        ("call", "13 11 14", ALWAYS, "", ""),
        ("text", "0477 13 11 14", ALWAYS, "", ""),
    ),
    (
        "NZ",
        "1737, need to talk?",
        "Anybody who is anxious, low or overwhelmed, or worried about somebody",
        "https://www.pegasus.health.nz/?p=6300",
        ("call", "1737", ALWAYS, "", ""),
        ("text", "1737", ALWAYS, "", ""),
    ),
]

APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON articles_helplinerecord
    FOR EACH ROW EXECUTE FUNCTION articles_refuse_change();
"""
UNDO = "DROP TRIGGER append_only ON articles_helplinerecord;"


def first_lines():
    """Each line as the fields of a row; tests read them from here too."""
    for country, (number, source) in EMERGENCIES.items():
        yield {
            "country": country,
            "name": "Emergency number",
            "number": number,
            "source": source,
            "is_emergency": True,
        }
    for country, name, audience, source, *ways in SERVICES:
        for channel, number, hours, languages, what_to_send in ways:
            yield {
                "country": country,
                "name": name,
                "audience": audience,
                "source": source,
                "channel": channel,
                "number": number,
                "hours": hours,
                "languages": languages,
                "what_to_send": what_to_send,
            }


def load(apps, schema_editor):
    system = _system(apps.get_model("accounts", "User"))
    lines = apps.get_model("articles", "HelpLine").objects
    records = apps.get_model("articles", "HelpLineRecord").objects
    for position, fields in enumerate(first_lines()):
        facts = {"channel": "call", **fields, "country_name": NAMES[fields["country"]]}
        line = lines.create(
            **facts, position=position, verified_on=READ_ON, verified_by=system, owner=None
        )
        records.create(line=line, what="added", facts=facts, happened_by=system)


def _system(users):
    system = users.objects.filter(email=SYSTEM_EMAIL).first()
    if system is None:
        taken = users.objects.filter(slug="healthhub").exists()
        system = users.objects.create(
            email=SYSTEM_EMAIL,
            display_name="HealthHub",
            slug="healthhub-system" if taken else "healthhub",
            is_active=False,
            password="!",  # noqa: S106 - no password has this hash
        )
    return system


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_links")]

    operations = [
        migrations.AlterField(
            model_name="image",
            name="credit",
            field=models.CharField(
                blank=True,
                help_text="Whose picture it is. The next version prints it under the picture.",
                max_length=200,
            ),
        ),
        migrations.CreateModel(
            name="HelpLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "country",
                    models.CharField(
                        help_text="The two letters of ISO 3166: US, CA, GB.",
                        max_length=2,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[A-Z]{2}\\Z", "Write two capital letters: US."
                            ),
                            articles.models.help_line.refuse_uk,
                        ],
                    ),
                ),
                (
                    "country_name",
                    models.CharField(
                        help_text="As readers see it.",
                        max_length=60,
                        validators=[articles.models.help_line.refuse_old_numbers],
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        max_length=100, validators=[articles.models.help_line.refuse_old_numbers]
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("call", "Call"),
                            ("text", "Text message"),
                            ("chat", "Chat on the web"),
                            ("email", "E-mail"),
                            ("tty", "Text phone (TTY)"),
                        ],
                        default="call",
                        max_length=5,
                    ),
                ),
                (
                    "number",
                    models.CharField(
                        help_text="As people write it: “116 123”. For chat and e-mail the address.",
                        max_length=200,
                        validators=[articles.models.help_line.refuse_old_numbers],
                        verbose_name="number or address",
                    ),
                ),
                (
                    "what_to_send",
                    models.CharField(
                        blank=True,
                        help_text="For text messages that must say something: “your zip code”.",
                        max_length=60,
                        validators=[articles.models.help_line.refuse_old_numbers],
                    ),
                ),
                (
                    "hours",
                    models.CharField(
                        blank=True,
                        help_text="In words: “24 hours a day, every day”.",
                        max_length=100,
                        validators=[
                            articles.models.help_line.refuse_signs_for_words,
                            articles.models.help_line.refuse_old_numbers,
                        ],
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        blank=True,
                        max_length=150,
                        validators=[articles.models.help_line.refuse_old_numbers],
                        verbose_name="for whom",
                    ),
                ),
                (
                    "languages",
                    models.CharField(
                        blank=True,
                        help_text="“English and Spanish”.",
                        max_length=100,
                        validators=[articles.models.help_line.refuse_old_numbers],
                    ),
                ),
                (
                    "source",
                    models.URLField(
                        help_text="The page that says so.",
                        validators=[articles.models.help_line.refuse_old_numbers],
                        verbose_name="source address",
                    ),
                ),
                (
                    "is_emergency",
                    models.BooleanField(default=False, verbose_name="emergency number"),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0, help_text="Small numbers stand first."
                    ),
                ),
                (
                    "in_use",
                    models.BooleanField(
                        default=True, help_text="Readers never see a line out of use."
                    ),
                ),
                (
                    "verified_on",
                    models.DateField(editable=False, null=True, verbose_name="last checked on"),
                ),
                (
                    "told_on",
                    models.DateField(
                        editable=False, help_text="When its owner last was.", null=True
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="help_lines_owned",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["country_name", "country", "-is_emergency", "position", "id"],
            },
        ),
        migrations.CreateModel(
            name="HelpLineRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("added", "Added"),
                            ("changed", "Changed"),
                            ("checked", "Checked"),
                        ],
                        max_length=10,
                    ),
                ),
                ("facts", models.JSONField()),
                ("happened_at", models.DateTimeField(auto_now_add=True)),
                (
                    "happened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="articles.helpline",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="helpline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("verified_by", None), ("verified_on", None)),
                    models.Q(("verified_by__isnull", False), ("verified_on__isnull", False)),
                    _connector="OR",
                ),
                name="helpline_verified_on_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpline",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__regex", OLD_DIGITS), _negated=True),
                name="helpline_number_not_an_old_one",
                violation_error_message="This is an old number that nobody answers any more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpline",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_emergency", False), ("channel", "call"), _connector="OR"),
                name="helpline_emergency_is_called",
                violation_error_message="An emergency number is one to call.",
            ),
        ),
        migrations.AddConstraint(
            model_name="helpline",
            constraint=models.UniqueConstraint(
                fields=("country", "channel", "number"),
                name="helpline_once_a_country",
                violation_error_message="This country has this number already.",
            ),
        ),
        migrations.AddIndex(
            model_name="helplinerecord",
            index=models.Index(fields=["line", "-id"], name="record_of_help_line"),
        ),
        migrations.RunSQL(APPEND_ONLY, UNDO),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
