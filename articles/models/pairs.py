"""Who goes with when: every moment that is recorded names its person, held by the database."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q


def person(related_name="+", **options):
    """The `*_by` half of a pair. People are never deleted from under the record."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name=related_name, **options
    )


def maybe_person(related_name="+", *, editable=False):
    return person(related_name, null=True, blank=True, editable=editable)


def maybe_moment():
    return models.DateTimeField(null=True, blank=True, editable=False)


def paired(model, what):
    """A constraint: `<what>_at` and `<what>_by` are both there or both missing."""
    at, by = f"{what}_at__isnull", f"{what}_by__isnull"
    return CheckConstraint(
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}),
        name=f"{model}_{what}_at_by",
    )
