import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from articles.models.pairs import maybe_moment, maybe_person, paired, person
from comments import severity as judged

LONGEST_TEXT = 2000
LONGEST_PASSAGE = 1000
LONGEST_REASON = 1000
WAITING = Q(closed_at__isnull=True)
IN_QUEUE = WAITING & Q(confirmed_at__isnull=True)


class Kind(models.TextChoices):
    """What readers can say is the matter; in the order in which they are asked."""

    WRONG = "wrong", _("Something is wrong or unsafe")
    OUTDATED = "outdated", _("Something is out of date")
    LINK = "link", _("A link does not work")
    HARD = "hard", _("It is hard to understand")
    ACCESS = "access", _("I cannot use the page, for example with a screen reader")
    OTHER = "other", _("Something else")


class Severity(models.IntegerChoices):
    """What is done first. Judged by `comments.severity`."""

    MINOR = judged.Severity.MINOR.value, "Minor"
    MATTERS = judged.Severity.MATTERS.value, "Matters"
    DANGER = judged.Severity.DANGER.value, "Could harm somebody"


class State(models.TextChoices):
    OPEN = "open", "Open"
    IN_HAND = "in_hand", "In hand"
    CLOSED = "closed", "Closed"


class Outcome(models.TextChoices):
    """What came of it. The labels are for the desk; the reader's mail has words of its own."""

    CORRECTED = "corrected", "The page was corrected"
    NO_CHANGE = "no_change", "No change was needed"
    DUPLICATE = "duplicate", "It was known already (duplicate)"
    NOT_FOUND = "not_found", "Could not be found again"
    SPAM = "spam", "Spam: no mail is sent, and the address is deleted"


class CaseQuerySet(models.QuerySet):
    def waiting(self):
        """What nobody has decided yet; the predicate of one case is `is_waiting`."""
        return self.filter(WAITING)

    def in_queue(self):
        """What moderators have not decided yet: what they found right waits for editors only."""
        return self.filter(IN_QUEUE)

    def visible_to(self, user):
        """All of them, or those of articles that this person looks after."""
        if user.has_perm("comments.view_any_case"):
            return self.all()
        if user.has_perm("comments.view_case"):
            mine = Article.objects.filter(Q(owner=user) | Q(deputy=user)).order_by()
            return self.filter(article__in=mine.values("pk"))
        return self.none()


class Case(models.Model):
    """A reader says that something is the matter with the text they read, and people decide.

    It is about the edition that was read, whatever the page says by now. The address for the
    answer is all that is known of the reader, and it is deleted; the case itself is kept.
    """

    article = models.ForeignKey(
        "articles.Article", on_delete=models.PROTECT, related_name="cases", editable=False
    )
    revision = models.ForeignKey(
        "articles.Revision",
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        help_text="The edition that was read.",
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    severity = models.PositiveSmallIntegerField(choices=Severity.choices)
    raised_because = models.CharField(
        max_length=300, blank=True, help_text="Why it was judged more urgent than its kind is."
    )
    text = models.TextField(max_length=LONGEST_TEXT)
    masked_text = models.TextField(
        blank=True, help_text="The text with words masked by a moderator; none: nothing is masked."
    )
    passage = models.TextField(blank=True, max_length=LONGEST_PASSAGE)
    email = models.EmailField(blank=True, help_text="Where to tell the outcome; deleted.")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    opened_by = person(editable=False)  # HealthHub itself for a reader without an account
    taken_at = maybe_moment()
    taken_by = maybe_person()
    confirmed_at = maybe_moment()  # found right by a moderator: editors correct the page
    confirmed_by = maybe_person()
    escalated_at = maybe_moment()
    escalated_by = maybe_person()
    closed_at = maybe_moment()
    closed_by = maybe_person()
    outcome = models.CharField(max_length=10, blank=True, choices=Outcome.choices)
    reason = models.TextField(blank=True, max_length=LONGEST_REASON)
    correction = models.ForeignKey(
        "articles.EditorialNotice",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The correction that came of it.",
    )
    answer_due = models.DateTimeField(
        null=True, editable=False, help_text="When its mail is tried (again); none: sent or unasked"
    )
    answer_tries = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "problem that a reader reported"
        verbose_name_plural = "problems that readers reported"
        ordering = ["-severity", "id"]
        default_permissions = ()
        permissions = [
            ("view_case", "Can see reports about articles that they look after"),
            ("decide_case", "Can decide reports about articles that they look after"),
            ("view_any_case", "Can see all reports of readers"),
            ("decide_any_case", "Can decide all reports of readers"),
        ]
        constraints = [
            paired("case", "taken"),
            paired("case", "closed"),
            paired("case", "confirmed"),
            paired("case", "escalated"),
            models.CheckConstraint(
                condition=Q(state="open", taken_at=None, closed_at=None)
                | Q(state="in_hand", taken_at__isnull=False, closed_at=None)
                | Q(state="closed", closed_at__isnull=False),
                name="case_state_is_what_happened",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="", reason="", correction=None)
                | (Q(closed_at__isnull=False) & ~Q(outcome="") & ~Q(reason="")),
                name="case_closed_with_outcome_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(correction=None) | Q(outcome="corrected"),
                name="case_correction_of_what_was_corrected",
            ),
            models.CheckConstraint(
                condition=Q(answer_due=None) | (Q(closed_at__isnull=False) & ~Q(email="")),
                name="case_answered_when_closed",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="case_says_something"),
        ]
        indexes = [
            models.Index(fields=["-severity", "id"], condition=WAITING, name="case_waiting"),
            models.Index(
                fields=["severity", "opened_at", "id"], condition=IN_QUEUE, name="case_to_decide"
            ),
            models.Index(fields=["state", "-severity", "id"], name="case_of_state"),
            models.Index(fields=["severity", "id"], name="case_of_severity"),
            models.Index(
                fields=["article", "-severity", "id"], condition=WAITING, name="case_of_article"
            ),
            models.Index(
                fields=["answer_due"],
                condition=Q(answer_due__isnull=False),
                name="case_answer_due",
            ),
            models.Index(
                fields=["closed_at"],
                condition=Q(closed_at__isnull=False) & ~Q(email=""),
                name="case_has_an_address",
            ),
        ]

    def __str__(self):
        return self.said if len(self.said) <= 80 else f"{self.said[:80].rstrip()}…"

    @property
    def said(self):
        """The text as everybody at the desk reads it."""
        return self.masked_text or self.text

    @property
    def is_waiting(self):
        return self.closed_at is None
