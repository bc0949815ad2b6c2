"""Writing: the one path by which an article's own row changes outside the walk.

The admin, the importers and the commands all come through here, so that every change is
cleaned, compared with the version it was made on, and recorded with its person.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from articles import claims, due, history, languages, markup, owners, sources
from articles.errors import NotAllowed
from articles.models import (
    MOST_PICKS,
    Article,
    ArticleCode,
    Authorship,
    Event,
    FormerAddress,
    Reference,
    RelatedPick,
)
from articles.public_index import refresh_public_index
from articles.walk import lock

MANUSCRIPT_FIELDS = (
    "language",
    "title",
    "summary",
    "body",
    "also_known_as",
    "key_facts",
    "original_published_on",
    "source_name",
    "source_url",
    "licence",
    "attribution",
    "content_type",
    "medicines",
    "funding",
    "sponsored",
    "sponsor_label",
    "experience_disclosure",
)
CATALOGUE_FIELDS = (
    "slug",
    "category",
    "owner",
    "deputy",
    "review_interval",
    "always_shows_help",
    "needs_no_help",
)
RELATIONS = ("authors", "references", "tags", "featured", "codes", "picks")
NOT_WORDS = {*CATALOGUE_FIELDS, "tags", "featured", "codes", "picks"}


def create(
    *,
    by,
    title: str,
    category,
    slug: str = "",
    authors: Iterable = (),
    tags: Iterable[str] = (),
    references: Iterable[Mapping] = (),
    verb: str = "created",
    **fields: Any,
) -> Article:
    """A new draft. `fields` are manuscript fields; a missing slug is made from the title."""
    _refuse_unknown(fields, MANUSCRIPT_FIELDS)
    with transaction.atomic():
        article = Article(title=title, category=category, **fields)
        article.slug = slug or free_slug(title)
        begin(article, by=by)
        if authors := list(authors):
            _set_authors(article, authors)
        if references := list(references):
            _set_references(article, references)
        if tags := list(tags):
            article.tags.set(tags)
        begun(article, verb, by=by)
    return article


def edit(article: Article, *, by, version: int | None = None, **changes: Any) -> Article:
    """Change a draft's text, or the catalogue facts of any article, and record who did."""
    _refuse_unknown(changes, (*MANUSCRIPT_FIELDS, *CATALOGUE_FIELDS, *RELATIONS))
    with transaction.atomic():
        locked = lock(article, article.version if version is None else version)
        if set(changes) - NOT_WORDS and not locked.is_open_to_writing:
            raise NotAllowed(
                "The manuscript is not open for writing. Take it back from review, "
                "or start a correction, and try again."
            )
        if no := language_stays(locked, changes.get("language", locked.language)):
            raise NotAllowed(no)
        for name in {*MANUSCRIPT_FIELDS, *CATALOGUE_FIELDS} & set(changes):
            setattr(locked, name, changes[name])
        if "featured" in changes:
            feature(locked, by=by, on=changes["featured"])
        if "authors" in changes:
            _set_authors(locked, changes["authors"])
        if "references" in changes:
            _set_references(locked, changes["references"])
        if "tags" in changes:
            locked.tags.set(list(changes["tags"]))
        if "codes" in changes:
            _set_codes(locked, changes["codes"], by)
        if "picks" in changes:
            _set_picks(locked, list(changes["picks"]), by)
        store(locked, by=by, changed=sorted(changes))
    article.refresh_from_db()
    return article


def language_stays(article: Article, wanted: str) -> str:
    """Why an article cannot be in this language from now on, as a sentence; "" when it can."""
    if wanted == article.language:
        return ""
    if wanted not in languages.offered():
        return f"This site has no articles in “{wanted}”. Choose another language."
    if article.published_at or article.translation_of_id or article.editions.exists():
        return (
            "The language stays as it is once readers saw the text, and while it is an edition "
            "or has editions. Start an edition in the other language."
        )
    return ""


def begin(article: Article, *, by) -> None:
    """Save a new article's row, its text cleaned."""
    article.created_by = article.edited_by = by
    if article.language not in languages.offered():
        raise NotAllowed(
            f"This site has no articles in “{article.language}”. Choose another language."
        )
    _tidy(article)
    article.save(force_insert=True)


def begun(article: Article, verb: str, *, by) -> Event:
    """Record a new article whose authors and sources are stored: the last step of its making."""
    merged = _merged_sources(article)
    if "data-claim" in article.body:
        claims.keep_in_step(article, by=by)
    return record(article, verb, by=by, **merged)


def store(article: Article, *, by, changed: list[str]) -> Event:
    """Save a locked article after changes: a new version, and an event that says what changed."""
    verb = "edited" if set(changed) - NOT_WORDS else "catalogued"
    merged = _merged_sources(article) if "references" in changed else {}
    if verb == "edited":
        article.edited_at, article.edited_by = timezone.now(), by
        _tidy(article)
    if wrong := owners.refusal(article.owner, article.deputy, changed):
        raise NotAllowed(" ".join(wrong.values()))
    if {"category", "review_interval"} & set(changed):
        due.reschedule(article)
    article.version += 1
    article.clean_fields(exclude=[f.name for f in Article._meta.fields if f.name != "slug"])
    article.save()
    if verb == "edited":
        claims.keep_in_step(article, by=by)
    refresh_public_index(article)
    return record(article, verb, by=by, changed=changed, **merged)


def feature(article: Article, *, by, on: bool) -> None:
    """Put an article first on the home page, or no longer; saved with the next `store`."""
    article.featured_at, article.featured_by = (timezone.now(), by) if on else (None, None)


def record(article: Article, verb: str, *, by, **facts: Any) -> Event:
    stage = article.stage
    return history.record(article, verb, by=by, from_stage=stage, to_stage=stage, facts=facts)


def free_slug(title: str) -> str:
    """A slug made from the title that no article has or ever had."""
    base = slugify(title)[:180].strip("-") or "article"
    taken = set(Article.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= set(FormerAddress.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(s for n in range(2, len(taken) + 3) if (s := f"{base}-{n}") not in taken)


def _tidy(article):
    article.title = " ".join(article.title.split())
    article.summary = " ".join(article.summary.split())
    article.body = markup.clean(article.body)
    article.key_facts = [*filter(None, (" ".join(fact.split()) for fact in article.key_facts))]
    relations = [f.name for f in Article._meta.fields if f.is_relation]
    article.clean_fields(exclude=[*relations, "also_known_as", "medicines"])


def _merged_sources(article):
    merged = sources.merge_duplicates(article)
    return {"merged": merged} if merged else {}


def _set_authors(article, authors):
    wanted = {user.pk: place for place, user in enumerate(authors)}
    Authorship.objects.filter(article=article).exclude(user__in=wanted).delete()
    for pk, place in wanted.items():
        Authorship.objects.update_or_create(
            article=article, user_id=pk, defaults={"position": place}
        )


def _set_references(article, references):
    article.references.all().delete()
    for place, facts in enumerate(references, start=1):
        reference = Reference(article=article, **{"number": place, **facts})
        reference.full_clean(exclude=["article"])
        reference.save()


def _set_codes(article, codes, by):
    """`codes` are mappings of system, value and label; those that are there already stay."""
    kept = []
    for facts in codes:
        made = ArticleCode(article=article, coded_by=by, **facts)
        made.full_clean(exclude=["article", "coded_by"], validate_constraints=False)
        code, _ = ArticleCode.objects.update_or_create(
            article=article,
            system=made.system,
            value=made.value,
            defaults={"label": made.label},
            create_defaults={"label": made.label, "coded_by": by},
        )
        kept.append(code.pk)
    ArticleCode.objects.filter(article=article).exclude(pk__in=kept).delete()


def _set_picks(article, others, by):
    if article in others or len(others) > MOST_PICKS or not all(o.is_public for o in others):
        raise NotAllowed(f"Pick at most {MOST_PICKS} other articles, all of them public.")
    RelatedPick.objects.filter(article=article).delete()
    RelatedPick.objects.bulk_create(
        RelatedPick(article=article, other=other, position=place, picked_by=by)
        for place, other in enumerate(dict.fromkeys(others))
    )


def _refuse_unknown(fields, known):
    if unknown := sorted(set(fields) - set(known)):
        raise TypeError(f"An article has no field “{unknown[0]}” that can be written.")
