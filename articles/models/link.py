"""Foreign addresses that live pages point at, and whether they answer.

The moments here are a machine's: nobody checks a link by hand, so none of them names a person.
"""

from hashlib import sha256

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

LONGEST_ADDRESS = 2000


class LinkStatus(models.TextChoices):
    """What the last checks say. Broken is said only after two failures, a day or more apart."""

    UNCHECKED = "unchecked", "Not checked yet"
    WORKS = "works", "Works"
    COULD_NOT_TELL = "unsure", "Could not tell"
    FAILING = "failing", "Failed once"
    BROKEN = "broken", "Broken"


class Link(models.Model):
    """An address, once, however many pages point at it."""

    address = models.CharField(max_length=LONGEST_ADDRESS)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    host = models.CharField(max_length=253)
    status = models.CharField(
        max_length=10, choices=LinkStatus.choices, default=LinkStatus.UNCHECKED
    )
    answer = models.CharField(
        "last answer", max_length=200, blank=True, help_text="What it said when it was last asked."
    )
    failures = models.PositiveSmallIntegerField("failures in a row", default=0)
    first_failed = models.DateTimeField("failing since", null=True, blank=True)
    last_check = models.DateTimeField("last checked", null=True, blank=True)
    next_check = models.DateTimeField("to be checked", db_default=Now())
    host_rests_until = models.DateTimeField(
        "asked to wait until", null=True, blank=True, help_text="Its host asked for a pause."
    )

    class Meta:
        ordering = ["-id"]
        permissions = [("recheck_link", "Can have a link checked again")]
        constraints = [
            models.CheckConstraint(
                condition=Q(failures=0, first_failed__isnull=True)
                | Q(failures__gt=0, first_failed__isnull=False),
                name="link_failing_since",
            ),
            models.CheckConstraint(
                condition=~Q(status="broken") | Q(failures__gte=2), name="link_broken_after_two"
            ),
        ]
        indexes = [
            models.Index(fields=["next_check", "id"], name="link_due"),
            models.Index(fields=["status", "-id"], name="link_of_status"),
            models.Index(
                fields=["-first_failed", "-id"], condition=Q(status="broken"), name="link_broken"
            ),
            models.Index(
                fields=["host", "host_rests_until"],
                condition=Q(host_rests_until__isnull=False),
                name="link_host_rests",
            ),
        ]

    def __str__(self):
        return self.address

    @staticmethod
    def digest_of(address: str) -> str:
        return sha256(address.encode()).hexdigest()


class LinkPlace(models.TextChoices):
    SOURCE = "source", "Among the sources"
    TEXT = "text", "In the text"


class LinkUse(models.Model):
    """A live page points at this address. Kept in step with `live` by articles.links."""

    link = models.ForeignKey(Link, on_delete=models.PROTECT, related_name="uses")
    article = models.ForeignKey("Article", on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=6, choices=LinkPlace.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "link", "place"], name="link_used_once_in_a_place"
            )
        ]

    def __str__(self):
        return f"{self.article_id} → {self.link_id} ({self.place})"
