"""Going on from an old version: it becomes the manuscript, and nothing is deleted."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from articles import claims, freezing, history, markup, snapshots
from articles.errors import NotAllowed
from articles.models import Article, Authorship, Claim, Reference, Revision
from articles.public_index import refresh_public_index
from articles.walk import lock
from articles.workflow import may_write


def restore_version(article: Article, number: int, *, by, version: int) -> Article:
    """Put the text of an old version into the manuscript, which must be open for writing.

    What stood in the manuscript is kept as a version of its own, unless one says the same already.
    Readers' text and every other version stay as they are.
    """
    with transaction.atomic():
        locked = lock(article, version)
        if no := refusal(by, locked):
            raise NotAllowed(no)
        revision = locked.revisions.filter(number=number).first()
        if revision is None:
            raise NotAllowed(f"This article has no version {number}. Choose one of its history.")
        kept = _kept(locked, by)
        locked.translated_from = revision.translated_from
        _put_back(locked, snapshots.of(revision), by)
        _record(locked, revision, kept, by)
    article.refresh_from_db()
    return article


def refusal(user, article: Article) -> str:
    """Why this person may put no version back now, as a sentence; "" when they may."""
    if not article.is_open_to_writing:
        return (
            "The manuscript is not open for writing. Take it back from review, "
            "or start a correction, and try again."
        )
    return "" if may_write(user, article) else "This is not your article. Ask one of its authors."


def _kept(article, by) -> Revision:
    """The version that holds the manuscript as it stands; frozen now where there is none."""
    present = snapshots.take(article)
    same = article.revisions.filter(manuscript=present).first()
    return same or freezing.keep(article, by=by)


def _put_back(article: Article, snapshot: dict[str, Any], by) -> None:
    for name, value in snapshots.fields_of(snapshot).items():
        setattr(article, name, value)
    article.body = markup.clean(article.body)
    article.edited_at, article.edited_by = timezone.now(), by
    article.version += 1
    article.save()
    article.claims.all().delete()
    article.references.all().delete()
    Reference.objects.bulk_create(snapshots.references_of(article, snapshot))
    Claim.objects.bulk_create(snapshots.claims_of(article, snapshot))
    claims.keep_in_step(article, by=by)
    _set_authors(article, snapshot.get("authors", []), by)
    refresh_public_index(article)


def _set_authors(article, ids, by):
    """The authors of that version; who puts it back stays among them, or could not go on."""
    authors = Authorship.objects.filter(article=article)
    known = set(get_user_model().objects.filter(pk__in=ids).values_list("pk", flat=True))
    wanted = [pk for pk in ids if pk in known]
    if by.pk not in known and authors.filter(user=by).exists():
        wanted.append(by.pk)
    authors.delete()
    Authorship.objects.bulk_create(
        Authorship(article=article, user_id=pk, position=place) for place, pk in enumerate(wanted)
    )


def _record(article, revision, kept, by):
    history.record(
        article,
        "restored_version",
        by=by,
        revision=kept,
        from_stage=article.stage,
        to_stage=article.stage,
        reason=(
            f"Version {revision.number} was put back to write on. "
            f"What stood in the manuscript before is version {kept.number}."
        ),
        facts={
            "version": revision.number,
            "kept": kept.number,
            # Who wrote the words that come back has a part in the text again.
            "contributors": sorted({*revision.contributors, revision.frozen_by_id}),
        },
    )
