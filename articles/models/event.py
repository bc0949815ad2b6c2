from django.db import models
from django.utils import timezone

from articles.models.pairs import person

LABELS = {
    "created": "Created",
    "imported": "Imported",
    "started_edition": "Started as an edition in another language",
    "state_moved": "Moved against its source",
    "edited": "Edited the text",
    "restored_version": "Put an old version back to write on",
    "catalogued": "Changed address, category or tags",
    "submit": "Submitted for review",
    "recall": "Took back from review",
    "approve": "Approved",
    "request_changes": "Asked for changes",
    "publish": "Published",
    "revise": "Started a correction",
    "withdraw": "Withdrew",
    "restore": "Restored",
    "publish_unreviewed": "Published without review",
    "sign_minor": "Signed a small repair",
    "publish_urgently": "Published urgently",
    "take_back_urgent": "Took an urgent text back: nobody had signed it in time",
    "mark_reviewed_unchanged": "Reviewed again, unchanged",
    "retract": "Retracted",
    "express_concern": "Published an expression of concern",
    "lift_concern": "Lifted an expression of concern",
    "scheduled": "Scheduled",
    "schedule_refused": "Scheduled step was refused at its time",
    "schedule_cancelled": "Cancelled what was scheduled",
    "owner_replaced": "Got another owner or deputy",
}

# What a page's own list of changes tells its readers. A signature is told only where it is of the
# text that they see: of a version that is still being judged they learn nothing.
PUBLIC_VERBS = (
    "publish",
    "publish_unreviewed",
    "publish_urgently",
    "take_back_urgent",
    "mark_reviewed_unchanged",
    "withdraw",
    "restore",
    "retract",
    "express_concern",
    "lift_concern",
)
FOR_READERS = models.Q(verb__in=PUBLIC_VERBS) | models.Q(verb="approve", revision=models.F("shown"))


WITHDRAWALS = models.Q(verb__in=("withdraw", "take_back_urgent"), shown__isnull=True)


class EventQuerySet(models.QuerySet):
    def for_readers(self):
        """The steps that changed what readers see of an article, or what is known of it."""
        return self.filter(FOR_READERS)

    def standing_withdrawals(self):
        """The steps by which a page was withdrawn, where it still is; retractions are notices."""
        return self.filter(
            WITHDRAWALS,
            article__withdrawn_at__isnull=False,
            happened_at__gte=models.F("article__withdrawn_at"),
        )


class Event(models.Model):
    """Who did what, when and why. Rows are only ever added: the database refuses the rest.

    The events of an article are a chain: each is numbered, and its hash covers all its values and
    the hash of the event before it. `articles.history` writes them, and nothing else does.
    """

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField(help_text="1, 2, 3 … within the article.")
    verb = models.CharField(max_length=30)
    from_stage = models.CharField(max_length=10, blank=True)
    to_stage = models.CharField(max_length=10, blank=True)
    revision = models.ForeignKey(
        "Revision", null=True, on_delete=models.PROTECT, related_name="events"
    )
    revision_digest = models.CharField(
        max_length=64, blank=True, help_text="The hash of the revision's whole row, as it was then."
    )
    shown = models.ForeignKey(
        "Revision",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="What readers see after it; empty when nothing is public.",
    )
    reason = models.TextField(blank=True)
    facts = models.JSONField(default=dict)
    happened_at = models.DateTimeField(default=timezone.now)
    happened_by = person("events")
    chain_format = models.PositiveSmallIntegerField(
        default=1, help_text="Which values the hash covers, and how they are spelled."
    )
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "sequence"], name="event_sequence_once"),
            models.CheckConstraint(condition=~models.Q(hash=""), name="event_has_a_hash"),
        ]
        indexes = [
            models.Index(fields=["article", "-id"], name="event_of_article"),
            models.Index(
                fields=["article", "-sequence"], condition=FOR_READERS, name="event_for_readers"
            ),
            models.Index(
                fields=["-happened_at", "-id"],
                condition=WITHDRAWALS,
                name="event_withdrawal",
            ),
        ]

    def __str__(self):
        return f"{self.verb} by {self.happened_by_id}"

    @property
    def label(self):
        return LABELS.get(self.verb, self.verb.replace("_", " ").capitalize())


class ChangedWords(models.Model):
    """The words by which a publication differs from what readers saw before it.

    Compared once, when it happens, so that reading a page's history costs nothing.
    """

    event = models.OneToOneField(
        Event, primary_key=True, on_delete=models.PROTECT, related_name="words"
    )
    passages = models.JSONField(
        help_text="Of {place, pieces}; a piece is [same, removed or added, text]."
    )
    is_cut = models.BooleanField(default=False, help_text="Too much to keep all of it.")

    def __str__(self):
        return f"Words of event {self.event_id}"
