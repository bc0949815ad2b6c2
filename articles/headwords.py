"""The A–Z of public articles, by title and by every other name, kept in step with the live text."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.urls import reverse

from articles import alphabet, languages
from articles.lists import NamePlace
from articles.models import Article, Headword, Revision

SAMPLE = 6  # how many of each letter the first page shows


@dataclass(frozen=True)
class Entry:
    """One line of the A–Z. `title` is "" where the name is the title itself."""

    name: str
    url: str
    title: str
    letter: str
    place: NamePlace


def refresh(article: Article) -> None:
    """Make the A–Z say what the live text is called; called wherever `live` may have moved."""
    wanted = {h.sort_key: h for h in headwords_of(article.live)} if article.is_public else {}
    present = {h.sort_key: h for h in Headword.objects.filter(article=article)}
    facts = {key: (h.name, h.is_title) for key, h in wanted.items()}
    stale = [h.pk for key, h in present.items() if facts.get(key) != (h.name, h.is_title)]
    if stale:
        Headword.objects.filter(pk__in=stale).delete()
    kept = {key for key, h in present.items() if h.pk not in stale}
    new = [h for key, h in wanted.items() if key not in kept]
    if new:
        Headword.objects.bulk_create(new)


def headwords_of(revision: Revision) -> Iterator[Headword]:
    """A title and its other names, each place in the order once; not stored."""
    seen: set[str] = set()
    for name in (revision.title, *revision.also_known_as):
        key = alphabet.sort_key(name, revision.language)
        if key and key not in seen:
            seen.add(key)
            yield Headword(
                article_id=revision.article_id,
                language=revision.language,
                name=name,
                is_title=name == revision.title,
                letter=alphabet.letter(key),
                sort_key=key,
            )


def letters_in_use() -> set[str]:
    """The letters under which something stands: one look into the index for each."""
    here = languages.current()
    with connection.cursor() as cursor:
        cursor.execute(_IN_USE, [list(alphabet.letters(here)), here])
        return {row[0] for row in cursor.fetchall()}


def beginnings() -> list[Entry]:
    """The first few of every letter, in the order of the alphabet; one query."""
    here = languages.current()
    rows = Headword.objects.raw(_BEGINNINGS, [list(alphabet.letters(here)), here])
    return _entries([row.pk for row in rows])


def page_of(letter: str, after: NamePlace | None) -> tuple[list[Entry], NamePlace | None]:
    """A page of one letter, and where it goes on; one query."""
    rows = listed(letter, after)
    shown = [_entry(row) for row in rows[: settings.PAGE_SIZE]]
    return shown, shown[-1].place if len(rows) > len(shown) else None


def listed(letter: str, after: NamePlace | None):
    here = Headword.objects.filter(language=languages.current(), letter=letter)
    rows = _with_their_page(here)
    if after is not None:
        rows = rows.filter(after.rest("sort_key"))
    return rows.order_by("sort_key", "id")[: settings.PAGE_SIZE + 1]


_IN_USE = f"""
SELECT letters.key FROM unnest(%s::text[]) AS letters (key)
WHERE EXISTS (
    SELECT 1 FROM {Headword._meta.db_table}
    WHERE language = %s AND letter = letters.key COLLATE "C"
)
"""
_BEGINNINGS = f"""
SELECT few.id FROM unnest(%s::text[]) WITH ORDINALITY AS letters (letter, place)
CROSS JOIN LATERAL (
    SELECT id, sort_key FROM {Headword._meta.db_table} AS h
    WHERE h.language = %s AND h.letter = letters.letter COLLATE "C"
    ORDER BY sort_key, id LIMIT {SAMPLE}
) AS few ORDER BY letters.place, few.sort_key, few.id
"""


def _entries(ids):
    found = _with_their_page(Headword.objects.all()).in_bulk(ids) if ids else {}
    return [_entry(found[pk]) for pk in ids if pk in found]


def _with_their_page(rows):
    """Only what is public, whatever the table says."""
    article = ("slug", "category__slug", "live__title")
    public = rows.filter(article__in=Article.objects.published())
    return public.select_related("article__category", "article__live").only(
        "name", "is_title", "letter", "sort_key", *(f"article__{name}" for name in article)
    )


def _entry(row):
    article = row.article
    return Entry(
        name=row.name,
        url=reverse("article", args=[article.category.slug, article.slug]),
        title="" if row.is_title else article.live.title,
        letter=row.letter,
        place=NamePlace(row.sort_key, row.pk),
    )
