"""Who looks at what: kept for minutes, so that two moderators do not read the same thing."""

from django.db import models

from articles.models.pairs import person


class ItemKind(models.TextChoices):
    """What stands in the moderators' queue; the order settles what came at one moment."""

    COMMENT = "comment", "Comment"
    CASE = "case", "Problem with an article"
    APPEAL = "appeal", "Appeal"
    LOOK = "look", "Second look"


class Claim(models.Model):
    """Somebody has this open. It keeps nobody out: it is told to whoever opens it next."""

    kind = models.CharField(max_length=7, choices=ItemKind.choices)
    item = models.PositiveBigIntegerField()
    by = person(db_index=False)
    since = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kind", "item"], name="claim_once")]
        indexes = [models.Index(fields=["since"], name="claim_since")]

    def __str__(self):
        return f"{self.by} looks at {self.kind} {self.item}"


class Skip(models.Model):
    """Somebody does not want to see this for a while; others still do."""

    kind = models.CharField(max_length=7, choices=ItemKind.choices)
    item = models.PositiveBigIntegerField()
    by = person(db_index=False)
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["by", "kind", "item"], name="skip_once")]
        indexes = [models.Index(fields=["until"], name="skip_until")]

    def __str__(self):
        return f"{self.by} skipped {self.kind} {self.item}"
