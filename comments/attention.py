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
        held = Claim.objects.select_for_update().filter(pk=row.pk).first()
        if held and held.by_id != by.pk and held.since > now - CLAIMED_FOR:
            return held
        Claim.objects.update_or_create(kind=kind, item=item, defaults=facts)
    return None


def release(kind: str, item: int) -> None:
    Claim.objects.filter(kind=kind, item=item).delete()


def others_look_at(*, by) -> dict[str, list[int]]:
    """What others have open, by kind, so that it is not offered next."""
    fresh = Claim.objects.filter(since__gt=timezone.now() - CLAIMED_FOR).exclude(by=by)
    return _by_kind(fresh.order_by("-since"))


def skip(kind: str, item: int, *, by) -> None:
    """Not shown to this person for an hour; to others as before."""
    Skip.objects.update_or_create(
        by=by, kind=kind, item=item, defaults={"until": timezone.now() + SKIPPED_FOR}
    )
    Claim.objects.filter(kind=kind, item=item, by=by).delete()


def skipped(*, by) -> dict[str, list[int]]:
    """What this person does not want to see for a while, by kind."""
    return _by_kind(Skip.objects.filter(by=by, until__gt=timezone.now()).order_by("-until"))


def unskip_all(*, by) -> None:
    Skip.objects.filter(by=by).delete()


def tidy() -> None:
    """Run by the clock."""
    Claim.objects.filter(since__lt=Now() - CLAIMED_FOR).delete()
    Skip.objects.filter(until__lt=Now()).delete()


def _by_kind(rows):
    found: dict[str, list[int]] = {}
    for kind, item in rows.values_list("kind", "item")[:MOST_SKIPPED]:
        found.setdefault(kind, []).append(item)
    return found
