import uuid

from django.db import models
from django.db.models import F, Q

from articles.models.pairs import maybe_moment, maybe_person, paired

LONGEST_TEXT = 2000
LONGEST_QUOTE = 1000
LONGEST_CONTEXT = 100


class RemarkQuerySet(models.QuerySet):
    def open(self):
        """What still waits for somebody; the predicate of one remark is `is_open`."""
        return self.filter(answers_to=None, resolved_at=None)

    def must_fix_open(self, article):
        """What stands in the way of publishing this article."""
        return self.open().filter(article=article, must_fix=True)


class Remark(models.Model):
    """Somebody's words on a passage of an article, or an answer to such words.

    The passage is kept as it was quoted, with the words around it, and is looked for again in
    whatever the article says later. A remark is never changed or deleted, only answered, marked
    as done and resolved.
    """

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="remarks")
    revision = models.ForeignKey(
        "Revision",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The version that it was made on; none: the manuscript.",
    )
    answers_to = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="answers"
    )
    quote = models.TextField(
        blank=True, max_length=LONGEST_QUOTE, help_text="The passage; empty for the whole text."
    )
    before = models.CharField(blank=True, max_length=LONGEST_CONTEXT)
    after = models.CharField(blank=True, max_length=LONGEST_CONTEXT)
    place = models.PositiveIntegerField(
        default=0, help_text="At which character of the text the passage began."
    )
    text = models.TextField(max_length=LONGEST_TEXT)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    must_fix = models.BooleanField(
        default=False, help_text="The article is not published until this is resolved."
    )
    # Written by a person with an account, or sent under the invited name of a preview link.
    written_at = maybe_moment()
    written_by = maybe_person("remarks")
    sent_at = maybe_moment()
    sent_by = models.ForeignKey(
        "PreviewLink", null=True, on_delete=models.PROTECT, related_name="remarks"
    )
    done_at = maybe_moment()
    done_by = maybe_person()
    resolved_at = maybe_moment()
    resolved_by = maybe_person()

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            *(paired("remark", what) for what in ("written", "sent", "done", "resolved")),
            models.CheckConstraint(
                condition=Q(written_by__isnull=False, sent_by=None)
                | Q(written_by=None, sent_by__isnull=False),
                name="remark_has_one_writer",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(answers_to=None)
                | Q(must_fix=False, quote="", done_at=None, resolved_at=None),
                name="remark_answer_is_only_words",
            ),
            models.CheckConstraint(condition=~Q(answers_to=F("id")), name="remark_answers_another"),
        ]
        indexes = [
            models.Index(
                fields=["article", "id"],
                condition=Q(answers_to=None, resolved_at=None),
                name="remark_open",
            ),
            models.Index(
                fields=["article", "-id"],
                condition=Q(resolved_at__isnull=False),
                name="remark_resolved",
            ),
            models.Index(
                fields=["sent_by", "-sent_at"],
                condition=Q(sent_by__isnull=False),
                name="remark_of_a_guest",
            ),
        ]

    def __str__(self):
        return f"{self.writer}: {self.text[:60]}"

    @property
    def is_open(self):
        return self.answers_to_id is None and self.resolved_at is None

    @property
    def writer(self):
        """The name under which it was written."""
        return self.sent_by.name if self.written_by_id is None else str(self.written_by)

    @property
    def moment(self):
        return self.written_at or self.sent_at
