"""What an import source yields: one article as found, or one problem in a person's words."""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, replace
from datetime import date

from articles import languages

ITEM_LIMIT = 2 * 1024 * 1024
TITLE_LIMIT = 200
SUMMARY_LIMIT = 500
PROVENANCE_LIMITS = {"source_name": 200, "licence": 200, "attribution": 500}
ADDRESS_LIMIT = 500
NAME_LIMIT = 100
FACTS_LIMIT, FACT_LIMIT = 6, 200
VIEWS_LIMIT = 2**31 - 1

# PostgreSQL stores no NUL, UTF-8 no lone surrogate, and no reader needs the other controls.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]*>|&nbsp;|&#160;")
_NOT_CONTENT = ("where", "dropped")
# No part of a digest where empty: digests made before still hold.
_ADDED_LATER = ("key_facts", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article as its source has it. `body_html` is not yet sanitised: the manuscript does that.

    `guid` names the article within its source and stays the same when its text changes.
    `language` is a code such as "es"; empty is the site's own.
    `category` is a name or a path such as "Health > Mind"; empty when the source names none.
    `dropped` tells, in sentences, what the reader left out or was unsure about.
    """

    source: str
    guid: str
    where: str
    title: str
    body_html: str
    summary: str = ""
    slug: str = ""
    category: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = ()
    key_facts: tuple[str, ...] = ()
    references: tuple[dict, ...] = ()
    original_published_on: date | None = None
    baseline_views: int | None = None
    source_name: str = ""
    source_url: str = ""
    licence: str = ""
    attribution: str = ""
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read. `where` is a path, with its line where that helps."""

    where: str
    message: str


def digest(item: Item) -> str:
    """SHA-256 (hex) of what the item says, not of where it was found or what was left out."""
    content = {
        name: value
        for name, value in asdict(item).items()
        if name not in _NOT_CONTENT and (value or name not in _ADDED_LATER)
    }
    packed = json.dumps(content, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(packed.encode()).hexdigest()


def identity(*parts: str) -> str:
    """A stable guid from names: case, spaces and punctuation do not matter."""
    plain = "\x1f".join(re.sub(r"\W+", " ", part.casefold()).strip() for part in parts)
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32]


def one_line(text: str) -> str:
    """The text with every run of white space as one space, and no control characters."""
    return _SPACES.sub(" ", without_controls(text)).strip()


def without_controls(text: str) -> str:
    return _CONTROLS.sub("", text)


def checked(item: Item) -> Item | Problem:
    """The item fit for the database, or the problem that keeps it out."""
    tidy = _tidy(item)
    if not tidy.title:
        return Problem(tidy.where, "This article has no title. Give it one and import it again.")
    if len(tidy.title) > TITLE_LIMIT:
        return Problem(
            tidy.where,
            f"The title has {len(tidy.title)} characters; at most {TITLE_LIMIT} fit. Shorten it.",
        )
    for name, limit in PROVENANCE_LIMITS.items():
        if len(getattr(tidy, name)) > limit:
            return Problem(
                tidy.where,
                f"“{tidy.title}”: its {name} is longer than {limit} characters. Shorten it.",
            )
    if not _TAG.sub("", tidy.body_html).strip():
        return Problem(tidy.where, f"“{tidy.title}” has no text. Add its text and import it again.")
    if tidy.language and tidy.language not in languages.offered():
        return Problem(
            tidy.where,
            f"“{tidy.title}” is in “{tidy.language}”, which this site has no articles in. "
            f"Choose from {', '.join(languages.offered())}.",
        )
    return tidy


def _tidy(item: Item) -> Item:
    notes = list(item.dropped)
    found = _count_controls(item)
    if found:
        notes.append(f"Left out {found} control character{'s' if found > 1 else ''}.")
    return replace(
        item,
        guid=one_line(item.guid)[:300],
        title=one_line(item.title),
        body_html=without_controls(item.body_html),
        summary=_summary(item.summary, notes),
        slug=one_line(item.slug),
        category=one_line(item.category),
        language=one_line(item.language).lower(),
        tags=_distinct(item.tags, notes),
        also_known_as=_distinct(item.also_known_as, notes),
        key_facts=_key_facts(item.key_facts, notes),
        references=tuple({k: _clean_value(v) for k, v in r.items()} for r in item.references),
        baseline_views=_views(item.baseline_views, notes),
        source_name=one_line(item.source_name),
        source_url=_web_address(item.source_url, notes),
        licence=one_line(item.licence),
        attribution=one_line(item.attribution),
        dropped=tuple(notes),
    )


def _count_controls(item: Item) -> int:
    return sum(len(_CONTROLS.findall(text)) for text in (item.title, item.body_html, item.summary))


def _clean_value(value: object) -> object:
    return one_line(value) if isinstance(value, str) else value


def _summary(text: str, notes: list[str]) -> str:
    text = one_line(text)
    if len(text) <= SUMMARY_LIMIT:
        return text
    notes.append(f"Left out the summary: it is longer than {SUMMARY_LIMIT} characters.")
    return ""


def _distinct(names: tuple[str, ...], notes: list[str]) -> tuple[str, ...]:
    """The names once each, whatever their case, in their order."""
    kept: dict[str, str] = {}
    for name in filter(None, map(one_line, names)):
        if len(name) <= NAME_LIMIT:
            kept.setdefault(name.casefold(), name)
        else:
            notes.append(f"Left out the name “{name[:40]}…”: longer than {NAME_LIMIT} characters.")
    return tuple(kept.values())


def _key_facts(facts: tuple[str, ...], notes: list[str]) -> tuple[str, ...]:
    """The first ones that fit: a fact is never cut off, which could turn its meaning round."""
    kept = [fact for fact in map(one_line, facts) if fact and len(fact) <= FACT_LIMIT]
    if len(kept) < len(facts) or len(kept) > FACTS_LIMIT:
        notes.append(
            f"Left out key facts: at most {FACTS_LIMIT} of at most {FACT_LIMIT} characters fit."
        )
    return tuple(kept[:FACTS_LIMIT])


def _views(count: int | None, notes: list[str]) -> int | None:
    if count is None or 0 <= count <= VIEWS_LIMIT:
        return count
    notes.append("Left out the view count: it is not a number of views anyone can have had.")
    return None


def _web_address(url: str, notes: list[str]) -> str:
    url = one_line(url)
    if not url or (re.match(r"https?://[^\s\\]+$", url) and len(url) <= ADDRESS_LIMIT):
        return url
    notes.append("Left out the source address: it is too long or no http or https address.")
    return ""
