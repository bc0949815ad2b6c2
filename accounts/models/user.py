from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.module_loading import import_string
from django.utils.text import slugify

from accounts import orcid, roles

SYSTEM_EMAIL = "system@healthhub.invalid"
NO_MAILBOX = ".invalid"  # by RFC 2606 no address ends so, and nobody signs in with one
SECOND_FACTORS = ("totp", "webauthn")
DELETED_NAME = "Deleted user"
DELETED_DOMAIN = "@deleted.invalid"


def validate_roles(names):
    unknown = sorted(set(names) - set(roles.ROLES))
    if unknown:
        raise ValidationError(
            f"There is no role “{unknown[0]}”. Choose from: {', '.join(roles.ROLES)}."
        )


def validate_orcid(text):
    try:
        orcid.read(text)
    except ValueError as error:
        raise ValidationError(str(error)) from error


class Notices(models.TextChoices):
    """When a person is told by e-mail what happened or waits for them."""

    AT_ONCE = "at_once", "At once"
    DAILY = "daily", "Once a day, together"
    NONE = "none", "Never"


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def with_a_member_page(self):
        """Readers who asked for a public page. `shows_a_member_page` is the predicate."""
        return self.active().filter(has_public_page=True, roles=[], is_superuser=False)

    def administrators(self):
        return self.active().filter(Q(is_superuser=True) | Q(roles__contains=["admin"]))

    def with_mailbox(self):
        """Whom mail can reach: demonstration accounts have addresses that do not exist."""
        return self.active().filter(is_demo=False)

    def with_role(self, name):
        return self.active().filter(roles__contains=[name])


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    use_in_migrations = False

    def create_user(self, email, password=None, **fields):
        if not email:
            raise ValueError("Give an e-mail address: people sign in with it.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, **{"is_superuser": True, **fields})

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())

    def system(self):
        """The account under whose name HealthHub itself acts; nobody can sign in with it."""
        user, _ = self.get_or_create(
            email=SYSTEM_EMAIL,
            defaults={"display_name": "HealthHub", "is_active": False, "password": "!"},
        )
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address; what they may do follows from their roles."""

    email = models.EmailField("e-mail address", unique=True)
    display_name = models.CharField(max_length=120, blank=True, help_text="As readers see it.")
    sort_key = models.CharField(max_length=200, db_collation="C", editable=False, default="")
    slug = models.SlugField(max_length=140, unique=True, blank=True)
    bio = models.TextField(blank=True, max_length=2000)
    credentials = models.CharField(
        max_length=200, blank=True, help_text="For example “MD, FRCP”. Printed after the name."
    )
    disclosure_statement = models.TextField(
        blank=True,
        max_length=2000,
        help_text="Conflicts of interest. Write “None” where there are none.",
    )
    orcid = models.CharField(
        "ORCID iD",
        max_length=19,
        blank=True,
        validators=[validate_orcid],
        help_text="For example 0000-0002-1825-0097. It is linked on the public page.",
    )
    has_public_page = models.BooleanField(
        "public page",
        default=False,
        help_text="Only for readers: those who write or review have a page of their work.",
    )
    roles = ArrayField(
        models.CharField(max_length=20, choices=roles.CHOICES),
        default=list,
        blank=True,
        validators=[validate_roles],
    )
    notices = models.CharField(
        "mail about articles", max_length=10, choices=Notices.choices, default=Notices.AT_ONCE
    )
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(
        "demonstration account",
        default=False,
        editable=False,
        help_text="Came with the demonstration content: its reviews are shown as demonstrations.",
    )
    date_joined = models.DateTimeField(auto_now_add=True)
    date_deleted = models.DateTimeField(
        null=True, editable=False, help_text="When they deleted their account: nothing is left."
    )

    objects = UserManager()

    # Somebody who signs up has yet to prove the address; whom staff enter is taken at their word.
    proves_address = False
    _address_as_stored = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["sort_key", "id"], name="person_in_order")]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="Somebody already has an account with this e-mail address.",
            ),
            models.CheckConstraint(
                condition=Q(date_deleted=None)
                | Q(
                    is_active=False,
                    is_superuser=False,
                    has_public_page=False,
                    roles=[],
                    display_name=DELETED_NAME,
                    email__endswith=DELETED_DOMAIN,
                    bio="",
                    credentials="",
                    disclosure_statement="",
                    orcid="",
                ),
                name="user_deleted_is_empty",
            ),
        ]

    def __str__(self):
        return self.display_name or "Somebody without a name"

    @property
    def is_staff(self):
        """May open the admin: everybody with a role may."""
        return self.is_active and (self.is_superuser or bool(self.roles))

    @property
    def shows_a_member_page(self):
        """The predicate of `with_a_member_page`."""
        return self.is_active and self.has_public_page and not self.is_staff

    @property
    def is_administrator(self):
        return self.is_active and (self.is_superuser or "admin" in self.roles)

    @property
    def is_deleted(self):
        return self.date_deleted is not None

    @property
    def monogram(self):
        """The first letters of the first and the last word of the name: shown for a portrait."""
        words = [word for word in self.display_name.split() if word[0].isalnum()]
        return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()

    @property
    def orcid_url(self):
        return orcid.address(self.orcid)

    @property
    def is_system(self):
        return self.email == SYSTEM_EMAIL

    @cached_property
    def has_second_factor(self):
        """Signs in with an authenticator app or a passkey beside, or instead of, a password."""
        return self.authenticator_set.filter(type__in=SECOND_FACTORS).exists()

    @property
    def lacks_second_factor(self):
        """Has a role, and must set up a second factor before the weighty part of it works."""
        return settings.STAFF_SECOND_FACTOR and self.is_staff and not self.has_second_factor

    def has_perm(self, perm, obj=None):
        """The one place where the second factor is asked for: superusers are no exception."""
        if roles.is_weighty(perm) and self.lacks_second_factor:
            return False
        return super().has_perm(perm, obj)

    def signing_credential(self):
        """The verified, unexpired credential with which this person can sign today, or None."""
        return self.held.valid_on(timezone.localdate()).first()

    def clean(self):
        super().clean()
        self.email = self.email.lower()
        self.orcid = orcid.read(self.orcid) if self.orcid else ""

    def save(self, *args, **kwargs):
        self.email = self.email.lower()
        self.display_name = self.display_name.strip() or self.email.partition("@")[0]
        if not self.slug:
            self.slug = free_slug(self.display_name)
        self.sort_key = import_string(settings.NAMES_STAND_IN_ORDER_BY)(self.display_name)
        if "display_name" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "sort_key"}
        if self.email == self._address_as_stored:
            super().save(*args, **kwargs)
        else:
            with transaction.atomic():
                super().save(*args, **kwargs)
                self._keep_address_in_step()

    @classmethod
    def from_db(cls, db, field_names, values):
        user = super().from_db(db, field_names, values)
        user._address_as_stored = user.__dict__.get("email")
        return user

    def _keep_address_in_step(self):
        """The sign-in reads its own table of addresses; what is written here must hold there."""
        self._address_as_stored = self.email
        if self.proves_address or self.emailaddress_set.filter(email=self.email).exists():
            return
        self.emailaddress_set.all().delete()
        if not self.email.endswith(NO_MAILBOX):
            self.emailaddress_set.create(email=self.email, verified=True, primary=True)

    def get_full_name(self):
        return self.display_name

    def get_short_name(self):
        return self.display_name

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])


def free_slug(name, besides=None):
    """An address that nobody has; `besides` is the person who may keep theirs."""
    base = slugify(name)[:120] or "member"
    others = User.objects.filter(slug__startswith=base).exclude(pk=besides and besides.pk)
    taken = set(others.values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(s for n in range(2, len(taken) + 3) if (s := f"{base}-{n}") not in taken)
