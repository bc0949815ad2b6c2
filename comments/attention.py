"""Who looks at what. Opening something claims it softly: whoever opens it next is told so.

Nobody is kept out by a claim; that nothing is decided twice is the verbs' own promise.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from comments.models import Claim, Skip

CLAIMED_FOR = timedelta(minutes=10)
SKIPPED_FOR = timedelta(hours=1)
MOST_SKIPPED = 500


def claim(kind: str, item: int, *, by) -> Claim | None:
    """Say that this person looks at it now; the claim of somebody else who does already."""
    now = timezone.now()
    with transaction.atomic():
        facts = {"by": by, "since": now}
        row, made = Claim.objects.get_or_create(kind=kind, item=item, defaults=facts)
        if made or row.by_id == by.pk and row.since > now - CLAIMED_FOR:
            return None
        row = Claim.objects.select_for_update().filter(pk=row.pk).first()
        if row and row.by_id != by.pk and row.since > now - CLAIMED_FOR:
            return row
        Claim.objects.update_or_create(kind=kind, item=item, defaults=facts)
    return None


def release(kind: str, item: int) -> None:
    Claim.objects.filter(kind=kind, item=item).delete()


def others_look_at(kind: str, *, by) -> list[int]:
    """What others have open, so that it is not offered next."""
    fresh = Claim.objects.filter(kind=kind, since__gt=timezone.now() - CLAIMED_FOR).exclude(by=by)
    return list(fresh.order_by("-since").values_list("item", flat=True)[:MOST_SKIPPED])


def skip(kind: str, item: int, *, by) -> None:
    """Not shown to this person for an hour; to others as before."""
    Skip.objects.update_or_create(
        by=by, kind=kind, item=item, defaults={"until": timezone.now() + SKIPPED_FOR}
    )
    Claim.objects.filter(kind=kind, item=item, by=by).delete()


def skipped(kind: str, *, by) -> list[int]:
    rows = Skip.objects.filter(by=by, kind=kind, until__gt=timezone.now())
    return list(rows.order_by("-until").values_list("item", flat=True)[:MOST_SKIPPED])


def unskip_all(*, by) -> None:
    Skip.objects.filter(by=by).delete()


def tidy() -> None:
    """Run by the clock."""
    Claim.objects.filter(since__lt=Now() - CLAIMED_FOR).delete()
    Skip.objects.filter(until__lt=Now()).delete()
