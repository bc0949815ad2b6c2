import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from articles.models.pairs import maybe_moment, maybe_person, paired, person

USUAL_DAYS, MOST_DAYS = 14, 90


class PreviewLinkQuerySet(models.QuerySet):
    def working(self):
        """What still opens; the predicate of one link is `works`."""
        return self.filter(revoked_at=None, valid_until__gt=timezone.now())


class PreviewLink(models.Model):
    """Leave for one named person without an account to read an article that is not public.

    Only the hash of the address's secret part is kept: nobody can read the address from here.
    """

    article = models.ForeignKey("Article", on_delete=models.PROTECT, related_name="preview_links")
    revision = models.ForeignKey(
        "Revision",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The version that is shown; none: the manuscript as it stands.",
    )
    name = models.CharField("invited person", max_length=120)
    days = models.PositiveSmallIntegerField(
        default=USUAL_DAYS, validators=[MinValueValidator(1), MaxValueValidator(MOST_DAYS)]
    )
    valid_until = models.DateTimeField()
    times_opened = models.PositiveIntegerField(default=0)
    token_sha256 = models.CharField(max_length=64, unique=True)
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = person()
    # The address was lost or seen by others: a new one took its place.
    renewed_at = maybe_moment()
    renewed_by = maybe_person()
    revoked_at = maybe_moment()
    revoked_by = maybe_person()

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            paired("preview_link", "renewed"),
            paired("preview_link", "revoked"),
            models.CheckConstraint(condition=~Q(name=""), name="preview_link_names_a_person"),
            models.CheckConstraint(
                condition=Q(days__range=(1, MOST_DAYS)), name="preview_link_days"
            ),
        ]
        indexes = [models.Index(fields=["article", "-id"], name="preview_link_of_article")]

    def __str__(self):
        return f"Preview for {self.name}"

    @property
    def works(self):
        return self.revoked_at is None and self.valid_until > timezone.now()


class Opening(models.Model):
    """A preview link was opened: when, and nothing of who or from where."""

    opened_at = models.DateTimeField(auto_now_add=True)
    opened_by = models.ForeignKey(PreviewLink, on_delete=models.PROTECT, related_name="openings")

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["opened_by", "-opened_at"], name="opening_of_link")]

    def __str__(self):
        return f"{self.opened_at:%-d %B %Y, %H:%M}"
