"""Tags: merging, other names, which of them an address means, and the list of those in use."""

import time

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_tasks import task

from articles import alphabet, languages
from articles.errors import NotAllowed
from articles.lists import NamePlace
from articles.models import Tag, TaggedArticle
from articles.models.tag import validate_names
from articles.search import fold

MOVED_AT_ONCE = 1000
SECONDS_AT_ONCE = 5
PAGES = 5  # of articles fit where one page of names does


def merge(tag: Tag, into: Tag, *, by) -> Tag:
    """Make one tag a name of another: its address leads there, and so do all names it had.

    What carries it is moved: some at once, the rest by the worker, for half of a large site may
    carry it. Nobody can put it on an article from this moment on.
    """
    _refuse(by)
    with transaction.atomic():
        tag, into = _locked(tag, into)
        if tag == into:
            raise NotAllowed("A tag cannot be merged into itself. Choose another one.")
        if tag.merged_into_id:
            raise NotAllowed(f"“{tag}” was merged into “{tag.merged_into}” already.")
        if into.merged_into_id:
            raise NotAllowed(f"“{into}” is a name of “{into.merged_into}”. Choose that one.")
        Tag.objects.filter(merged_into=tag).update(merged_into=into)
        tag.merged_into, tag.merged_at, tag.merged_by = into, timezone.now(), by
        tag.save(update_fields=["merged_into", "merged_at", "merged_by"])
        if _move_batch(tag.pk):
            transaction.on_commit(lambda: move.enqueue(tag.pk))
    return tag


def give_name(tag: Tag, name: str, *, by) -> Tag:
    """Let another name lead to this tag: as if a tag of that name had been merged into it."""
    _refuse(by)
    name = " ".join(name.split())
    validate_names([name])
    with transaction.atomic():
        present = Tag.objects.filter(name__iexact=name).select_related("merged_into").first()
        if present is not None:
            raise NotAllowed(already(present))
        return merge(Tag.objects.create(name=name), tag, by=by)


def already(tag: Tag) -> str:
    """Why nobody can make a tag of this name again."""
    if tag.merged_into_id:
        return f"“{tag}” is another name of the tag “{tag.merged_into}”. Use that one."
    return f"There is a tag “{tag}” already. Use it, or merge it into another one."


@task()
def move(tag_id: int) -> None:
    """Move the rest of what carries a merged tag, by batches; the clock has its turn between."""
    ends = time.monotonic() + SECONDS_AT_ONCE
    while _move_batch(tag_id):
        if time.monotonic() > ends:
            move.enqueue(tag_id)
            return


def at(address: str) -> Tag | None:
    """The tag whose address this is, or would be with other capitals and accents.

    A merged tag's address means the one that it leads to. Nothing leads to a tag that no public
    article carries: even its name stays unknown.
    """
    tags = Tag.objects.select_related("merged_into").order_by("pk")
    spelled = {address.lower(), fold(address)}
    found = (
        tags.filter(slug=address).first()
        or tags.filter(slug__in=spelled).first()
        or tags.filter(merged_into=None, sort_key=alphabet.sort_key(address)).first()
    )
    meant = (found.merged_into or found) if found else None
    if meant is not None and meant.slug != address and not public_pairs(meant).exists():
        return None
    return meant


def public_pairs(tag: Tag):
    return TaggedArticle.objects.filter(tag=tag, live_since__isnull=False)


def in_use(after: NamePlace | None) -> tuple[list[Tag], NamePlace | None]:
    """A page of the tags that public articles carry, by name, and where the list goes on."""
    found = list(listed(after))
    shown = found[: settings.PAGE_SIZE * PAGES]
    more = NamePlace(shown[-1].sort_key, shown[-1].pk) if len(found) > len(shown) else None
    return shown, more


def listed(after: NamePlace | None):
    here = TaggedArticle.objects.filter(language=languages.current())
    live = here.filter(tag=OuterRef("pk"), live_since__isnull=False)
    rows = Tag.objects.filter(Exists(live), merged_into__isnull=True)
    if after is not None:
        rows = rows.filter(after.rest("sort_key"))
    return rows.order_by("sort_key", "id")[: settings.PAGE_SIZE * PAGES + 1]


def _refuse(by):
    if not by.has_perm("articles.merge_tag"):
        raise NotAllowed("Your roles do not include merging tags. Ask an editor.")


def _locked(tag, into):
    rows = Tag.objects.select_for_update(of=("self",)).select_related("merged_into")
    found = {row.pk: row for row in rows.filter(pk__in=[tag.pk, into.pk]).order_by("pk")}
    return found[tag.pk], found[into.pk]


def _move_batch(tag_id) -> bool:
    """Whether there may be more. Where an article has both tags, the other one stays as it is."""
    with connection.cursor() as cursor:
        cursor.execute(_MOVE, {"tag": tag_id, "limit": MOVED_AT_ONCE})
        return cursor.fetchone()[0] == MOVED_AT_ONCE


_MOVE = f"""
WITH batch AS (
    SELECT pair.id, pair.content_object_id, tag.merged_into_id AS target
    FROM {TaggedArticle._meta.db_table} AS pair
    JOIN {Tag._meta.db_table} AS tag ON tag.id = pair.tag_id
    WHERE pair.tag_id = %(tag)s AND tag.merged_into_id IS NOT NULL
    ORDER BY pair.id LIMIT %(limit)s FOR UPDATE OF pair
), moved AS (
    UPDATE {TaggedArticle._meta.db_table} AS pair SET tag_id = batch.target FROM batch
    WHERE pair.id = batch.id AND NOT EXISTS (
        SELECT 1 FROM {TaggedArticle._meta.db_table} AS other
        WHERE other.content_object_id = batch.content_object_id AND other.tag_id = batch.target
    )
    RETURNING pair.id
), gone AS (
    DELETE FROM {TaggedArticle._meta.db_table} AS pair USING batch
    WHERE pair.id = batch.id AND EXISTS (
        SELECT 1 FROM {TaggedArticle._meta.db_table} AS other
        WHERE other.content_object_id = batch.content_object_id AND other.tag_id = batch.target
    )
    RETURNING pair.id
)
SELECT count(*) FROM batch
"""
