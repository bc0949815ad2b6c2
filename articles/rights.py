"""What articles hold about a person, told to them; and what is done when their account goes.

The record stays: who signed what, who published it and when is what readers' trust, and the law on
publishers, stand on. It names people by number; print keeps the name that it was printed with.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from articles.models import (
    Article,
    ArticleCode,
    Authorship,
    Byline,
    Claim,
    EditorialNotice,
    Event,
    Exemption,
    GlossaryRecord,
    GlossaryTerm,
    HelpLine,
    HelpLineRecord,
    Image,
    ImportRecord,
    LiveReview,
    Notice,
    PreviewLink,
    RelatedPick,
    Remark,
    Review,
    Revision,
    Schedule,
    Tag,
    WordListVersion,
)

Row = dict[str, Any]
BATCH = 500


@dataclass(frozen=True)
class Held:
    """Rows of `model` that belong to a person by any of the fields `by`, and what is told of them:
    `facts` are told of all, `own` only where the first of `by` is the person, whose words they are.
    """

    name: str
    model: type[Model]
    by: str
    facts: str
    own: str = ""


HELD = (
    Held("authorships", Authorship, "user", "article_id article__title position"),
    Held("bylines", Byline, "user", "article_id article__title live_since language"),
    Held(
        "articles",
        Article,
        "created_by edited_by owner deputy published_by updated_by featured_by withdrawn_by",
        "id title slug stage created_at edited_at published_at updated_at withdrawn_at",
    ),
    Held(
        "versions-that-you-submitted",
        Revision,
        "frozen_by",
        "id article_id number title byline frozen_at change change_note",
    ),
    Held(
        "events",
        Event,
        "happened_by",
        "id article_id verb from_stage to_stage reason facts happened_at",
    ),
    Held(
        "reviews",
        Review,
        "decided_by",
        "id revision_id decision kind remarks statement name credentials role credential "
        "disclosure_statement answers decided_at",
    ),
    Held("live-reviews", LiveReview, "reviewed_by", "article_id review_id reviewed_at"),
    Held(
        "exemptions",
        Exemption,
        "granted_by cleared_by",
        "id revision_id kind granted_at cleared_at",
        "reason",
    ),
    Held(
        "remarks",
        Remark,
        "written_by done_by resolved_by",
        "id article_id written_at done_at resolved_at",
        "quote text must_fix",
    ),
    Held(
        "notices-to-readers",
        EditorialNotice,
        "published_by lifted_by",
        "id article_id kind published_at lifted_at",
        "text",
    ),
    Held(
        "schedules",
        Schedule,
        "scheduled_by closed_by",
        "id article_id verb due zone scheduled_at closed_at",
        "reason",
    ),
    Held("pictures", Image, "uploaded_by", "file alt credit decorative uploaded_at"),
    Held("mail-that-waited", Notice, "recipient", "subject text path due taken"),
    Held(
        "preview-links",
        PreviewLink,
        "made_by renewed_by revoked_by",
        "id article_id made_at valid_until renewed_at revoked_at",
        "name",
    ),
    Held("codes", ArticleCode, "coded_by", "article_id system value coded_at"),
    Held("related-picks", RelatedPick, "picked_by", "article_id other_id picked_at"),
    Held(
        "claims",
        Claim,
        "marked_by evidence_by",
        "id article_id marked_at evidence_at",
        "text note",
    ),
    Held("imports", ImportRecord, "imported_by", "source guid article_id imported_at"),
    Held("tags-that-you-merged", Tag, "merged_by", "name merged_at"),
    Held("glossary", GlossaryTerm, "changed_by owner", "term changed_at"),
    Held("glossary-changes", GlossaryRecord, "happened_by", "term_id facts happened_at"),
    Held("help-lines", HelpLine, "verified_by owner", "name country verified_on"),
    Held("help-line-changes", HelpLineRecord, "happened_by", "line_id what facts happened_at"),
    Held(
        "word-lists",
        WordListVersion,
        "made_by owner",
        "word_list_id number made_at",
        "reason source",
    ),
)
# Each model that is told of here, and the fields by which its rows belong to a person.
TOLD = {held.model._meta.label: tuple(held.by.split()) for held in HELD}


def held_about(person) -> Iterator[tuple[str, Iterable[Row]]]:
    for held in HELD:
        yield held.name, _rows(held, person.pk)
    yield "your-name-in-print", _in_print(person.pk)


def files_held(person) -> Iterator[tuple[str, str]]:
    for name in Image.objects.filter(uploaded_by=person).values_list("file", flat=True).iterator():
        yield f"pictures/{name.rpartition('/')[2]}", name


def is_named_in_print(person) -> bool:
    """Whether a byline or a signature that is kept for good has this person's name."""
    return bool(Review.objects.filter(decided_by=person).exists() or _bylines(person.pk).exists())


def when_an_account_goes(person, *, comments: str) -> None:
    """Mail that waits for them is deleted: its words are about what they no longer do.

    Called in the transaction that empties the account. What becomes of their comments is not ours.
    """
    Notice.objects.filter(recipient=person).delete()


def _rows(held, pk):
    fields = held.by.split()
    theirs = Q()
    for field in fields:
        theirs |= Q(**{field: pk})
    own = held.own.split()
    found = held.model._default_manager.filter(theirs).order_by()
    for row in found.values(*held.facts.split(), *own, *fields).iterator(chunk_size=BATCH):
        you = [field for field in fields if row.pop(field) == pk]
        if fields[0] not in you:
            for name in own:
                del row[name]
        yield {"you": you, **row}


def _bylines(pk):
    return Revision.objects.filter(byline__contains=[{"id": pk}])


def _in_print(pk):
    found = _bylines(pk).order_by().values("id", "article_id", "number", "title", "byline")
    for row in found.iterator(chunk_size=BATCH):
        entry = next(each for each in row.pop("byline") if each["id"] == pk)
        yield {**row, "as": entry}
