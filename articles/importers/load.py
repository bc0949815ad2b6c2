"""Items become drafts: each once, by its source and guid, and only through the writing path.

Nothing is fetched, and nothing is published unless the caller says so and names the person.
What was edited here since it was imported is never overwritten.
"""

import re
from collections import Counter
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction

from articles import languages, manuscript, workflow
from articles.errors import WorkflowError
from articles.importers.item import Item, Problem, digest
from articles.importers.shelving import UNCATEGORISED, Shelves, names
from articles.models import Article, Event, ImportRecord, Stage
from articles.readership import set_imported_reads

_TAG = re.compile(r"<[^<>]*>")
RESULTS = ("created", "updated", "unchanged", "kept", "published", "failed")
PLAIN_FIELDS = (
    "title",
    "summary",
    "original_published_on",
    "source_name",
    "source_url",
    "licence",
    "attribution",
)


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one item. `remarks` is what its reader left out or was unsure about."""

    where: str
    title: str
    result: str
    message: str = ""
    slug: str = ""
    remarks: tuple[str, ...] = ()


class Refused(ValueError):
    """Why an item cannot be loaded, for the person who imports."""


def create(item: Item, *, by, authors=(), category=None) -> Article:
    """A new draft of an item, and the record that it came from there."""
    with transaction.atomic(savepoint=False):
        article = manuscript.create(
            by=by,
            verb="imported",
            category=category or Shelves().category(item.category),
            slug=manuscript.free_slug(item.slug or item.title),
            authors=authors,
            tags=item.tags,
            **words_of(item),
        )
        _refuse_empty(article)
        _set_views(article, item)
        ImportRecord.objects.create(
            source=item.source,
            guid=item.guid,
            article=article,
            digest=digest(item),
            version=article.version,
            imported_by=by,
        )
    return article


class Loader:
    """One run of an import. `publish` makes it use the named exception to review, as `by`."""

    def __init__(self, *, by, publish: bool = False) -> None:
        self.by = by
        self.publish = publish
        self.shelves = Shelves()
        self.seen: set[int] = set()
        self.counts: Counter[str] = Counter()

    def load(self, found: Item | Problem) -> Row:
        """Loads one item, whole or not at all; a failure is a row like any other."""
        if isinstance(found, Problem):
            row = Row(found.where, "", "failed", found.message)
        else:
            row = self._attempt(found)
        self.counts[row.result] += 1
        return row

    def _attempt(self, item: Item) -> Row:
        try:
            with transaction.atomic():
                result, message, article = self._load(item)
        except OperationalError:  # the database is gone or full: no other item will do better
            raise
        except Exception as error:  # one bad item never stops the rest
            self.shelves.forget()
            return Row(item.where, item.title, "failed", _explained(error), "", item.dropped)
        return Row(item.where, item.title, result, message, article.slug, item.dropped)

    def _load(self, item: Item) -> tuple[str, str, Article]:
        key = hash((item.source, item.guid))
        is_repeated = key in self.seen
        self.seen.add(key)
        record = ImportRecord.objects.filter(source=item.source, guid=item.guid).first()
        if record is None:
            result, message, article = self._create(item)
        elif record.digest == digest(item):
            result, message, article = "unchanged", "", record.article
        elif is_repeated:
            raise Refused(
                f"Another item of this import is also “{item.guid}”. Give each its own id or slug."
            )
        else:
            result, message, article = self._change(item, record)
        if self.publish and result != "kept":
            return self._publish(item, article, result, message)
        return result, message, article

    def _create(self, item: Item) -> tuple[str, str, Article]:
        category = self.shelves.category(item.category)
        message = "" if names(item.category) else f"It names no category: see “{UNCATEGORISED}”."
        return "created", message, create(item, by=self.by, category=category)

    def _change(self, item: Item, record: ImportRecord) -> tuple[str, str, Article]:
        article = record.article
        if why := _why_kept(article, record):
            return "kept", why, article
        changes = words_of(item)
        if article.live_id is None:  # category and tags of a public article take effect at once
            changes |= {"tags": item.tags, "category": self.shelves.category(item.category)}
        manuscript.edit(article, by=self.by, **changes)
        _refuse_empty(article)
        _set_views(article, item)
        record.digest, record.imported_by = digest(item), self.by
        _sign(record, article)
        return "updated", "", article

    def _publish(
        self, item: Item, article: Article, result: str, message: str
    ) -> tuple[str, str, Article]:
        """Publishes what stands as imported and was never public; leaves the rest as it is."""
        record = ImportRecord.objects.get(source=item.source, guid=item.guid)
        if article.live_id is not None:
            return result, message, article
        if article.stage != Stage.DRAFT or article.version != record.version:
            return result, "Not published: it was worked on here since it was imported.", article
        workflow.publish_unreviewed(article, by=self.by, reason=f"Imported from {_origin(item)}.")
        _sign(record, article)
        return "published", message, article


def words_of(item: Item) -> dict[str, Any]:
    """What a manuscript takes of an item, by the names of its fields."""
    return {name: getattr(item, name) for name in PLAIN_FIELDS} | {
        "language": item.language or languages.of_site(),
        "body": item.body_html,
        "also_known_as": list(item.also_known_as),
        "key_facts": list(item.key_facts),
        "references": item.references,
    }


def _refuse_empty(article: Article) -> None:
    if not any(map(str.isalnum, unescape(_TAG.sub("", article.body)))):
        raise Refused("Nothing is left of its text after cleaning. Look at the source.")


def _set_views(article: Article, item: Item) -> None:
    if item.baseline_views is not None:
        set_imported_reads(article, item.baseline_views)


def _sign(record: ImportRecord, article: Article) -> None:
    """The record says again at which version, and when, the import left the article."""
    record.version = article.version
    record.save()


def _why_kept(article: Article, record: ImportRecord) -> str:
    """Why a changed item is not applied, as a sentence; "" when it may be."""
    if article.version != record.version and _was_edited(article, record):
        return "Changed at its source, but edited here since it was imported: kept as it is here."
    if not article.is_open_to_writing:
        stage = Stage(article.stage).label.lower()
        return f"Changed at its source, but {stage} here: start a correction, then import again."
    return ""


def _was_edited(article: Article, record: ImportRecord) -> bool:
    later = Event.objects.filter(article=article, happened_at__gt=record.imported_at)
    return later.filter(verb__in=("edited", "catalogued")).exists()


def _origin(item: Item) -> str:
    return item.source_name or Path(item.where.partition(", line ")[0]).name


def _explained(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, (ValueError, WorkflowError)):
        return str(error)
    return f"It could not be stored ({type(error).__name__}: {str(error).strip()})."
