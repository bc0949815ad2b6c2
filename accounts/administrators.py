"""Somebody always looks after the people of the site: the last administrator stays one."""

from django.db.models import Q

from accounts.models import User


def locked(person: User) -> User:
    """The person, and with an administrator all of them: two cannot both be the second to last.

    To be called in a transaction.
    """
    wanted = Q(pk=person.pk)
    if person.is_administrator:
        wanted |= Q(is_active=True) & (Q(is_superuser=True) | Q(roles__contains=["admin"]))
    rows = User.objects.select_for_update().filter(wanted).order_by("pk")
    return next(row for row in rows if row.pk == person.pk)


def is_the_only_one(person: User) -> bool:
    others = User.objects.administrators().exclude(pk=person.pk)
    return person.is_administrator and not others.exists()
