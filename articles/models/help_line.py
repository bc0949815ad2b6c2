"""Numbers for people in danger: each dated, owned, and checked by somebody."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models import Q

from articles.models.pairs import maybe_person, person
from articles.quality.helping import VERIFIED_FOR

# Numbers that have not been answered for years and still fill the web, without their prefixes.
OLD_NUMBERS = {
    "8002738255": "It is an old number of the US lifeline. Use 988.",
    "8457909090": "It is an old number of Samaritans in the UK. Use 116 123.",
    "1850609090": "It is an old number of Samaritans in Ireland. Look up the present one.",
}
_KEYPAD = str.maketrans("abcdefghijklmnopqrstuvwxyz", "22233344455566677778889999")
_OLD_DIGITS = "|".join(r"\D*".join(number) for number in OLD_NUMBERS)
_PHONE = re.compile(r"\+?[0-9(][0-9 ().–-]{1,28}[0-9]")
_AROUND_THE_CLOCK = re.compile(r"24\s*[/x×]\s*7")


class Channel(models.TextChoices):
    CALL = "call", "Call"
    TEXT = "text", "Text message"
    CHAT = "chat", "Chat on the web"
    EMAIL = "email", "E-mail"
    TTY = "tty", "Text phone (TTY)"


BY_PHONE = {Channel.CALL, Channel.TEXT, Channel.TTY}


def refuse_old_numbers(text):
    """In any spelling: with prefixes, in letters of the keypad, in digits of another script."""
    folded = unicodedata.normalize("NFKC", text).lower().translate(_KEYPAD)
    digits = "".join(str(unicodedata.digit(sign)) for sign in folded if sign.isdigit())
    for number, reason in OLD_NUMBERS.items():
        if number in digits:
            raise ValidationError(f"Nobody may be sent to “{text}”. {reason}")


def refuse_signs_for_words(hours):
    if _AROUND_THE_CLOCK.search(hours):
        raise ValidationError("Write “24 hours a day, every day”: not everybody can read “24/7”.")


def refuse_uk(country):
    if country == "UK":
        raise ValidationError("The code of the United Kingdom is GB.")


class HelpLineQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(in_use=True)

    def current(self, on):
        """What readers may be shown on this day: checked in the last six months, still in use."""
        return self.in_use().filter(verified_on__range=(on - VERIFIED_FOR, on))


class HelpLine(models.Model):
    """One way to reach one service: readers see it only while somebody keeps checking it."""

    country = models.CharField(
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}\Z", "Write two capital letters: US."), refuse_uk],
        help_text="The two letters of ISO 3166: US, CA, GB.",
    )
    country_name = models.CharField(
        max_length=60, validators=[refuse_old_numbers], help_text="As readers see it."
    )
    name = models.CharField(max_length=100, validators=[refuse_old_numbers])
    channel = models.CharField(max_length=5, choices=Channel.choices, default=Channel.CALL)
    number = models.CharField(
        "number or address",
        max_length=200,
        validators=[refuse_old_numbers],
        help_text="As people write it: “116 123”. For chat and e-mail the address.",
    )
    what_to_send = models.CharField(
        max_length=60,
        blank=True,
        validators=[refuse_old_numbers],
        help_text="For text messages that must say something: “your zip code”.",
    )
    hours = models.CharField(
        max_length=100,
        blank=True,
        validators=[refuse_signs_for_words, refuse_old_numbers],
        help_text="In words: “24 hours a day, every day”.",
    )
    audience = models.CharField(
        "for whom", max_length=150, blank=True, validators=[refuse_old_numbers]
    )
    languages = models.CharField(
        max_length=100,
        blank=True,
        validators=[refuse_old_numbers],
        help_text="“English and Spanish”.",
    )
    source = models.URLField(
        "source address", validators=[refuse_old_numbers], help_text="The page that says so."
    )
    is_emergency = models.BooleanField("emergency number", default=False)
    position = models.PositiveSmallIntegerField(default=0, help_text="Small numbers stand first.")
    in_use = models.BooleanField(default=True, help_text="Readers never see a line out of use.")

    owner = maybe_person("help_lines_owned", editable=True)
    verified_on = models.DateField("last checked on", null=True, editable=False)
    verified_by = maybe_person()
    told_on = models.DateField(null=True, editable=False, help_text="When its owner last was.")

    objects = HelpLineQuerySet.as_manager()

    class Meta:
        ordering = ["country_name", "country", "-is_emergency", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_on=None, verified_by=None)
                | Q(verified_on__isnull=False, verified_by__isnull=False),
                name="helpline_verified_on_by",
            ),
            models.CheckConstraint(
                condition=~Q(number__regex=_OLD_DIGITS),
                name="helpline_number_not_an_old_one",
                violation_error_message="This is an old number that nobody answers any more.",
            ),
            models.CheckConstraint(
                condition=Q(is_emergency=False) | Q(channel=Channel.CALL),
                name="helpline_emergency_is_called",
                violation_error_message="An emergency number is one to call.",
            ),
            models.UniqueConstraint(
                fields=["country", "channel", "number"],
                name="helpline_once_a_country",
                violation_error_message="This country has this number already.",
            ),
        ]

    def __str__(self):
        return f"{self.name}, {self.number} ({self.country})"

    def clean(self):
        super().clean()
        try:
            _judge[self.channel](self.number)
        except ValidationError as error:
            raise ValidationError({"number": error.messages}) from error
        if self.what_to_send and self.channel != Channel.TEXT:
            raise ValidationError({"what_to_send": "Only a text message can say something."})

    @property
    def is_by_phone(self):
        return self.channel in BY_PHONE

    @property
    def last_shown_on(self):
        """The last day on which readers see it, unless it is checked again; None if never."""
        return self.verified_on and self.verified_on + VERIFIED_FOR

    def is_current(self, on):
        """The predicate of `current`."""
        return (
            self.in_use and bool(self.verified_on) and self.verified_on <= on <= self.last_shown_on
        )

    def facts(self):
        """What it says, as plain values, for the record."""
        return {name: getattr(self, name) for name in FACTS}


FACTS = (
    "country",
    "country_name",
    "name",
    "channel",
    "number",
    "what_to_send",
    "hours",
    "audience",
    "languages",
    "source",
    "is_emergency",
    "in_use",
)


def _phone(number):
    if not _PHONE.fullmatch(number):
        raise ValidationError("Write a number with digits, spaces and hyphens only: “116 123”.")


_judge = {
    Channel.CALL: _phone,
    Channel.TEXT: _phone,
    Channel.TTY: _phone,
    Channel.CHAT: URLValidator(["https"], message="Write the whole address, with https://."),
    Channel.EMAIL: EmailValidator("Write an e-mail address."),
}


class HelpLineRecord(models.Model):
    """What happened to a help line, and what it said then. Rows are only ever added."""

    class What(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        CHECKED = "checked", "Checked"

    line = models.ForeignKey(HelpLine, on_delete=models.PROTECT, related_name="records")
    what = models.CharField(max_length=10, choices=What.choices)
    facts = models.JSONField()
    happened_at = models.DateTimeField(auto_now_add=True)
    happened_by = person()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["line", "-id"], name="record_of_help_line")]

    def __str__(self):
        return f"{self.get_what_display()} by {self.happened_by_id}"
