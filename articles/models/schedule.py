from django.db import models
from django.db.models import F, Q

from articles.models.pairs import maybe_moment, maybe_person, paired, person


class ScheduledVerb(models.TextChoices):
    """What can be left to the clock; each is a step of the walk, asked again at its time."""

    PUBLISH = "publish", "Publish the approved version"
    EXPIRE = "expire", "Withdraw the article"


class Closing(models.TextChoices):
    DONE = "done", "Done at its time"
    REFUSED = "refused", "Not done: it was refused at its time"
    CANCELLED = "cancelled", "Cancelled"


class ScheduleQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)

    def standing(self):
        """Open, and not overtaken: the version to publish is still the one that was approved."""
        return self.open().filter(Q(verb=ScheduledVerb.EXPIRE) | Q(revision=F("article__pending")))


class Schedule(models.Model):
    """A step that a person left to the clock: until its time it promises nothing to readers."""

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="schedules")
    verb = models.CharField(max_length=10, choices=ScheduledVerb.choices)
    revision = models.ForeignKey(
        "Revision", null=True, on_delete=models.PROTECT, related_name="schedules"
    )
    due = models.DateTimeField()
    zone = models.CharField(max_length=64, help_text="In which the person wrote the time.")
    reason = models.TextField(blank=True, help_text="What readers are told.")
    acknowledged = models.JSONField(default=list)
    scheduled_at = models.DateTimeField(auto_now_add=True)
    scheduled_by = person()
    closed_at = maybe_moment()
    closed_by = maybe_person()
    closing = models.CharField(max_length=10, choices=Closing.choices, blank=True)
    outcome = models.TextField(blank=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["due", "id"]
        constraints = [
            paired("schedule", "closed"),
            models.UniqueConstraint(
                fields=["article", "verb"],
                condition=Q(closed_at__isnull=True),
                name="schedule_open_once",
            ),
            models.CheckConstraint(
                condition=Q(verb="publish", revision__isnull=False)
                | (Q(verb="expire", revision__isnull=True) & ~Q(reason="")),
                name="schedule_says_what",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closing="")
                | (Q(closed_at__isnull=False) & ~Q(closing="")),
                name="schedule_closed_somehow",
            ),
        ]
        indexes = [
            models.Index(fields=["due"], condition=Q(closed_at__isnull=True), name="schedule_due")
        ]

    def __str__(self):
        return f"{self.get_verb_display()}: {self.article_id}"
