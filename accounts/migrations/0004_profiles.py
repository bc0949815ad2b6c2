import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import accounts.models.user

# As 0002 has it, and of the address in the register too; evidence is of what was looked up.
VERIFIED_AS_IT_STOOD = """
CREATE OR REPLACE FUNCTION accounts_verified_as_it_stood() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.user_id, OLD.name, OLD.issuer, OLD.number, OLD.valid_until, OLD.register_url)
        IS DISTINCT FROM
        (NEW.user_id, NEW.name, NEW.issuer, NEW.number, NEW.valid_until, NEW.register_url) THEN
        NEW.verified_at := NULL;
        NEW.verified_by_id := NULL;
        NEW.evidence := '';
        NEW.evidence_url := '';
    END IF;
    RETURN NEW;
END $$;
"""
AS_BEFORE = """
CREATE OR REPLACE FUNCTION accounts_verified_as_it_stood() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.user_id, OLD.name, OLD.issuer, OLD.number, OLD.valid_until)
        IS DISTINCT FROM (NEW.user_id, NEW.name, NEW.issuer, NEW.number, NEW.valid_until) THEN
        NEW.verified_at := NULL;
        NEW.verified_by_id := NULL;
    END IF;
    RETURN NEW;
END $$;
"""
DELETED_STAYS_EMPTY = """
CREATE FUNCTION accounts_deleted_stays_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.date_deleted IS NOT NULL THEN
        RAISE EXCEPTION 'This account was deleted: nobody fills it again.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER deleted_stays_empty BEFORE UPDATE ON accounts_user
    FOR EACH ROW EXECUTE FUNCTION accounts_deleted_stays_empty();
"""
MAY_BE_FILLED = """
DROP TRIGGER deleted_stays_empty ON accounts_user;
DROP FUNCTION accounts_deleted_stays_empty();
"""
SAY_WHAT_IS_NOT_KNOWN = """
UPDATE accounts_credential
SET evidence = 'Verified before it was asked what was looked at.'
WHERE verified_at IS NOT NULL AND evidence = '';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_addresses_of_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Deletion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField(auto_now_add=True)),
                ("had_a_role", models.BooleanField()),
                (
                    "comments",
                    models.CharField(
                        choices=[("keep", "Stay, as by a deleted user"), ("delete", "Go as well")],
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Portrait",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("file", models.FileField(editable=False, upload_to="images/")),
                ("width", models.PositiveIntegerField(editable=False)),
                ("height", models.PositiveIntegerField(editable=False)),
                ("alt", models.CharField(max_length=200, verbose_name="what the picture shows")),
                ("date_drawn", models.DateTimeField(auto_now=True)),
            ],
        ),
        migrations.AddField(
            model_name="credential",
            name="evidence",
            field=models.TextField(
                blank=True,
                editable=False,
                help_text="What was looked at when it was verified. Never public.",
                max_length=1000,
            ),
        ),
        migrations.AddField(
            model_name="credential",
            name="evidence_url",
            field=models.URLField(blank=True, editable=False, max_length=500),
        ),
        migrations.AddField(
            model_name="credential",
            name="register_url",
            field=models.URLField(
                blank=True,
                help_text="Where the register shows them, beginning with https://. Readers see it.",
                max_length=500,
                validators=[django.core.validators.URLValidator(schemes=["https"])],
                verbose_name="entry in the register",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="date_deleted",
            field=models.DateTimeField(
                editable=False,
                help_text="When they deleted their account: nothing is left.",
                null=True,
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="has_public_page",
            field=models.BooleanField(
                default=False,
                help_text="Only for readers: those who write or review have a page of their work.",
                verbose_name="public page",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="orcid",
            field=models.CharField(
                blank=True,
                help_text="For example 0000-0002-1825-0097. It is linked on the public page.",
                max_length=19,
                validators=[accounts.models.user.validate_orcid],
                verbose_name="ORCID iD",
            ),
        ),
        migrations.RunSQL(SAY_WHAT_IS_NOT_KNOWN, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verified_at", None),
                    models.Q(("evidence", ""), _negated=True),
                    _connector="OR",
                ),
                name="credential_verified_by_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="credential",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("register_url", ""), ("register_url__startswith", "https://"), _connector="OR"
                ),
                name="credential_register_by_https",
                violation_error_message="The address in the register must begin with https://.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("date_deleted", None),
                    models.Q(
                        ("bio", ""),
                        ("credentials", ""),
                        ("disclosure_statement", ""),
                        ("display_name", "Deleted user"),
                        ("email__endswith", "@deleted.invalid"),
                        ("has_public_page", False),
                        ("is_active", False),
                        ("is_superuser", False),
                        ("orcid", ""),
                        ("roles", []),
                    ),
                    _connector="OR",
                ),
                name="user_deleted_is_empty",
            ),
        ),
        migrations.AddField(
            model_name="portrait",
            name="user",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="portrait",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="portrait",
            constraint=models.CheckConstraint(
                condition=models.Q(("alt", ""), _negated=True), name="portrait_says_what_it_shows"
            ),
        ),
        migrations.RunSQL(VERIFIED_AS_IT_STOOD, AS_BEFORE),
        migrations.RunSQL(DELETED_STAYS_EMPTY, MAY_BE_FILLED),
    ]
