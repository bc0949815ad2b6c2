"""Deciding on many comments at once: first what would happen is shown, and only that is done.

What was shown is a signed token over the ids and versions. What has changed since is left alone,
and everything that was done together can be taken back together.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from articles.errors import NotAllowed, WorkflowError
from comments import moderating, telling
from comments.models import Comment, Danger, Reason, Verb
from comments.models.reason import LONGEST_MESSAGE
from comments.moderating import Ground
from comments.waiting import comments_of

MOST = 100  # at once
LASTS = 15 * 60  # seconds
SALT = "comments.batches"
DO = {Verb.APPROVE: moderating.approve, Verb.REJECT: moderating.reject}
OLD = "What was shown is too old, or was shown to somebody else. Look once more."


@dataclass(frozen=True)
class Filter:
    """What to choose from what waits; each that is given narrows it down."""

    writer: int | None = None
    same_as: int | None = None  # a comment with the same words
    spam_from: float | None = None
    older_than: int | None = None  # days
    ids: tuple[int, ...] = ()

    @property
    def chooses(self) -> bool:
        return any(value not in (None, ()) for value in vars(self).values())


@dataclass(frozen=True)
class Done:
    """What came of it: for each comment what hindered it, or ""."""

    batch: uuid.UUID
    lines: list[tuple[int, str]]

    @property
    def count(self) -> int:
        return sum(not problem for _pk, problem in self.lines)


def chosen(user, by: Filter) -> tuple[list[Comment], bool]:
    """At most MOST of what this person can decide on, and whether there are more."""
    rows = comments_of(user).filter(danger=Danger.NONE)  # the others are looked at one by one
    if by.ids:
        rows = rows.filter(pk__in=by.ids)
    if by.writer is not None:
        rows = rows.filter(writer=by.writer)
    if by.same_as is not None:
        rows = rows.filter(fingerprint__in=_mark_of(by.same_as))
    if by.older_than is not None:
        rows = rows.filter(queued_at__lt=timezone.now() - timedelta(days=by.older_than))
    order = ["-danger", "queued_at", "pk"]
    if by.spam_from is not None:
        rows, order = rows.filter(spam_score__gte=by.spam_from), ["-spam_score"]
    rows = rows.select_related("writer", "revision").order_by(*order)
    found = list(rows[: MOST + 1])
    return found[:MOST], len(found) > MOST


def token_for(comments: list[Comment], verb: str, reason: Reason, message: str, *, by) -> str:
    """What was shown, and to whom: the only thing that `carry_out` does."""
    if verb not in DO or reason.verb != verb:
        raise NotAllowed("Choose what to do, and a reason for it.")
    if len(message) > LONGEST_MESSAGE:
        raise NotAllowed(f"Shorten the message to {LONGEST_MESSAGE:,} characters.")
    shown = {
        "by": by.pk,
        "verb": str(verb),
        "reason": reason.pk,
        "message": message,
        "items": [[comment.pk, comment.version] for comment in comments],
        "batch": uuid.uuid4().hex,
    }
    return signing.dumps(shown, salt=SALT, compress=True)


def carry_out(token: str, *, by) -> Done:
    """Decide on what was shown and has not changed; each comment by itself."""
    try:
        shown = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature as error:
        raise NotAllowed(OLD) from error
    if shown["by"] != by.pk:
        raise NotAllowed(OLD)
    reason = Reason.objects.get(pk=shown["reason"])
    batch = uuid.UUID(shown["batch"])
    ground = Ground(reason, shown["message"], batch)
    items = shown["items"]
    comments = Comment.objects.select_related("article").in_bulk([pk for pk, _version in items])
    lines = [
        _decide(shown["verb"], comments.get(pk, Comment(pk=pk)), version, ground, by)
        for pk, version in items
    ]
    done = [pk for pk, problem in lines if not problem]
    _tell(done, ground, can_appeal=shown["verb"] == Verb.REJECT)
    return Done(batch, lines)


def _decide(verb, comment, version, ground, by):
    try:
        DO[verb](comment, _in_its_language(ground, comment), by=by, version=version)
    except WorkflowError as no:
        return comment.pk, str(no)
    return comment.pk, ""


def _in_its_language(ground, comment):
    """What the reason says by itself is known in other languages; what was typed is not."""
    if not ground.message or ground.message != ground.reason.message or not comment.article_id:
        return ground
    with telling.language_of(comment):
        return replace(ground, message=gettext(ground.message))


def _tell(done, ground, *, can_appeal):
    """Each writer once, however many of their comments it was."""
    by_writer: dict[int, list[Comment]] = {}
    for comment in Comment.objects.filter(pk__in=done).select_related("article"):
        by_writer.setdefault(comment.writer_id, []).append(comment)
    writers = get_user_model().objects.in_bulk(by_writer)
    with transaction.atomic():
        for pk, theirs in by_writer.items():
            said = _in_its_language(ground, theirs[0]).message
            telling.told_of_several(
                writers[pk], theirs[0], said, len(theirs), can_appeal=can_appeal
            )


def _mark_of(pk):
    marks = Comment.objects.filter(pk=pk, fingerprint__isnull=False)
    return list(marks.values_list("fingerprint", flat=True))
