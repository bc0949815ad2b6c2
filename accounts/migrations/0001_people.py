"""People and their credentials."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import accounts.models.user


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0003_credentials"),
        ("accounts", "0004_people_by_name"),
    ]
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="e-mail address"),
                ),
                (
                    "display_name",
                    models.CharField(blank=True, help_text="As readers see it.", max_length=120),
                ),
                ("slug", models.SlugField(blank=True, max_length=140, unique=True)),
                ("bio", models.TextField(blank=True, max_length=2000)),
                (
                    "credentials",
                    models.CharField(
                        blank=True,
                        help_text="For example “MD, FRCP”. Printed after the name.",
                        max_length=200,
                    ),
                ),
                (
                    "disclosure_statement",
                    models.TextField(
                        blank=True,
                        help_text="Conflicts of interest. Write “None” where there are none.",
                        max_length=2000,
                    ),
                ),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("author", "Author"),
                                ("editor", "Editor"),
                                ("reviewer", "Clinician reviewer"),
                                ("moderator", "Moderator"),
                                ("publisher", "Publisher"),
                                ("admin", "Administrator"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        validators=[accounts.models.user.validate_roles],
                    ),
                ),
                (
                    "notices",
                    models.CharField(
                        choices=[
                            ("at_once", "At once"),
                            ("daily", "Once a day, together"),
                            ("none", "Never"),
                        ],
                        default="at_once",
                        max_length=10,
                        verbose_name="mail about articles",
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "is_demo",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Came with the demonstration content: its reviews are shown as demonstrations.",
                        verbose_name="demonstration account",
                    ),
                ),
                ("date_joined", models.DateTimeField(auto_now_add=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "ordering": ["display_name", "id"],
                "indexes": [models.Index(fields=["display_name", "id"], name="person_by_name")],
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        name="user_email_once",
                        violation_error_message="Somebody already has an account with this e-mail address.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Credential",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="For example “MD” or “Registered pharmacist”.",
                        max_length=100,
                        verbose_name="credential",
                    ),
                ),
                (
                    "issuer",
                    models.CharField(
                        help_text="Who keeps it: a medical council or a board.",
                        max_length=200,
                        verbose_name="register",
                    ),
                ),
                ("number", models.CharField(max_length=60, verbose_name="registration number")),
                (
                    "valid_until",
                    models.DateField(help_text="Nobody can sign with it after this day."),
                ),
                ("verified_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held",
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
                "ordering": ["-valid_until", "id"],
                "permissions": [("verify_credential", "Can verify credentials of other people")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("verified_at", None), ("verified_by", None)),
                            models.Q(
                                ("verified_at__isnull", False), ("verified_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="credential_verified_at_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by", None),
                            models.Q(("verified_by", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="credential_verified_by_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CredentialReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_until", models.DateField()),
                ("days", models.PositiveSmallIntegerField()),
                (
                    "credential",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="accounts.credential",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("credential", "valid_until", "days"),
                        name="credential_reminder_once",
                    )
                ],
            },
        ),
    ]
