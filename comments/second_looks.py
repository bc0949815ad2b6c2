"""Now and then a moderator judges what another has decided, without being told how.

That is how agreement between moderators is measured: of two independent judgements on one comment,
how many are the same. It changes nothing for readers; appeals and undoing do.
"""

import secrets

from django.db import transaction
from django.utils import timezone

from articles.errors import NotAllowed, WorkflowError
from comments.models import Comment, CommentEvent, SecondLook

ONE_IN = 20


def now_and_then(event: CommentEvent, held: Comment) -> None:
    """Of about one decision in twenty, chosen by chance, another moderator is asked as well."""
    if event.verb in ("approved", "rejected") and not secrets.randbelow(ONE_IN):
        SecondLook.objects.create(
            event=event,
            comment=held,
            writer_id=held.writer_id,
            first_by=event.happened_by,
            approved=event.verb == "approved",
        )


def to_judge(user):
    """What this person can judge: neither what they decided nor what they wrote."""
    if not user.has_perm("comments.moderate_comment"):
        return SecondLook.objects.none()
    looks = SecondLook.objects.filter(judged_at=None)
    return looks.exclude(first_by=user).exclude(writer=user)


def judge(look: SecondLook, *, by, would_approve: bool) -> SecondLook:
    """Say how one would have decided. Only the figure of the week knows whether it was the same."""
    with transaction.atomic():
        held = SecondLook.objects.select_for_update().get(pk=look.pk)
        if held.judged_at:
            raise WorkflowError("Another moderator has judged this meanwhile.")
        if not to_judge(by).filter(pk=held.pk).exists():
            raise NotAllowed("Somebody judges this who neither wrote it nor decided on it.")
        held.judged_at, held.judged_by = timezone.now(), by
        held.would_approve = would_approve
        held.save()
    return held


def forget(comment: Comment) -> None:
    """In the transaction in which the decision is taken back: there is nothing to agree with."""
    SecondLook.objects.filter(comment=comment, judged_at=None).delete()
