import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from articles.models.pairs import maybe_moment, maybe_person, paired, person

LONGEST_COMMENT = 2000
# Room for what masking puts in place of a number; only what is typed is held to the limit.
LONGEST_SHOWN = 3 * LONGEST_COMMENT


class CommentState(models.TextChoices):
    WAITING = "waiting", "Waits for a moderator"
    SHOWN = "shown", "Readers see it"
    REJECTED = "rejected", "Removed by a moderator"
    DELETED = "deleted", "Deleted by its writer"


class Danger(models.IntegerChoices):
    """What a moderator sees first."""

    NONE = 0, "None"
    HARM = 1, "Could harm somebody"
    CRISIS = 2, "Its writer may be in danger"


SHOWN = Q(state=CommentState.SHOWN)
QUEUED = Q(queued_at__isnull=False)
# What a thread prints: what readers see, and a line in place of what others have answered.
STANDS = SHOWN | Q(answers__gt=0)


class CommentQuerySet(models.QuerySet):
    def shown(self):
        """What readers see; the predicate of one comment is `is_shown`."""
        return self.filter(SHOWN)

    def standing(self):
        """What has a place in its thread: shown, or a line in place of what was answered."""
        return self.filter(STANDS)

    def queued(self):
        """What stands in the moderators' queue; the predicate of one comment is `is_queued`."""
        return self.filter(QUEUED)

    def visible_to(self, user):
        """What is shown, and one's own; moderators see all."""
        if not user.is_authenticated:
            return self.shown()
        if user.has_perm("comments.moderate_comment"):
            return self.all()
        return self.filter(SHOWN | Q(writer=user) & ~Q(state=CommentState.DELETED))


class Comment(models.Model):
    """What a reader says under an article, or in answer to who did: text only.

    Its place (article, parent, level) never changes, and an answer's parent is no answer itself:
    the database sees to both. `text` is what was typed; readers see `shown_text`.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="comments", editable=False
    )
    revision = models.ForeignKey(
        "articles.Revision",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_index=False,
        help_text="The edition that its writer read.",
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="answers_to_it",
        editable=False,
        db_index=False,
    )
    level = models.PositiveSmallIntegerField(default=0, editable=False)
    writer = person("comments_written", db_index=False, editable=False)
    text = models.TextField(blank=True, max_length=LONGEST_COMMENT)
    shown_text = models.TextField(blank=True, max_length=LONGEST_SHOWN)
    gives_advice = models.BooleanField(default=False)
    answers = models.PositiveIntegerField(
        default=0, editable=False, help_text="How many shown answers it has."
    )

    state = models.CharField(max_length=10, choices=CommentState.choices)
    version = models.PositiveIntegerField(default=1, editable=False)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    posted_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    held_because = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    spam_score = models.FloatField(null=True, help_text="Probability, 0 to 1, when it was posted.")
    fingerprint = models.BigIntegerField(
        null=True, help_text="Of its words, to find what is posted again; none: too short."
    )
    danger = models.PositiveSmallIntegerField(choices=Danger.choices, default=Danger.NONE)
    queued_at = models.DateTimeField(null=True, editable=False)
    escalated_at = maybe_moment()
    escalated_by = maybe_person()
    settled_at = maybe_moment()
    settled_by = maybe_person()
    deleted_at = maybe_moment()
    deleted_by = maybe_person()

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        permissions = [
            ("moderate_comment", "Can decide comments that wait"),
            ("decide_escalated_comment", "Can decide what other moderators escalated"),
        ]
        constraints = [
            paired("comment", "settled"),
            paired("comment", "escalated"),
            paired("comment", "deleted"),
            models.CheckConstraint(
                condition=Q(level=0, parent=None)
                | Q(level=1, parent__isnull=False) & ~Q(parent=F("id")),
                name="comment_level",
            ),
            models.CheckConstraint(
                condition=Q(level=0) | Q(answers=0), name="comment_answers_of_first_level"
            ),
            models.CheckConstraint(
                condition=Q(state="deleted", deleted_at__isnull=False, queued_at=None)
                | ~Q(state="deleted") & Q(deleted_at=None),
                name="comment_deleted_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="waiting") | QUEUED, name="comment_waits_in_the_queue"
            ),
            models.CheckConstraint(
                condition=Q(escalated_at=None) | QUEUED, name="comment_escalated_waits"
            ),
            models.CheckConstraint(
                condition=Q(state="deleted") | ~Q(text="") & ~Q(shown_text=""),
                name="comment_says_something",
            ),
            models.CheckConstraint(
                condition=Q(spam_score=None) | Q(spam_score__range=(0, 1)),
                name="comment_spam_score",
            ),
        ]
        indexes = [
            models.Index(
                fields=["article", "-id"],
                condition=Q(level=0) & STANDS,
                name="comment_in_thread",
            ),
            models.Index(fields=["parent", "id"], condition=SHOWN, name="comment_answer"),
            models.Index(fields=["-danger", "queued_at", "id"], condition=QUEUED, name="queued"),
            models.Index(
                fields=["-danger", "queued_at", "id"],
                condition=QUEUED & Q(escalated_at=None),
                name="queued_for_all",
            ),
            models.Index(fields=["writer", "queued_at"], condition=QUEUED, name="queued_of_writer"),
            models.Index(fields=["-spam_score"], condition=QUEUED, name="queued_by_spam_score"),
            models.Index(fields=["writer", "-id"], name="comment_of_writer"),
            models.Index(
                fields=["writer", "state", "settled_at"],
                condition=Q(settled_at__isnull=False),
                name="comment_settled_of_writer",
            ),
            models.Index(
                fields=["settled_at"],
                condition=Q(settled_at__isnull=False),
                name="comment_settled",
            ),
            models.Index(
                fields=["fingerprint", "posted_at"],
                condition=Q(fingerprint__isnull=False),
                name="comment_same_words",
            ),
        ]

    def __str__(self):
        return self.text if len(self.text) <= 80 else f"{self.text[:80].rstrip()}…"

    @property
    def is_shown(self):
        return self.state == CommentState.SHOWN

    @property
    def is_queued(self):
        return self.queued_at is not None
