"""Feeds in two forms, written from plain values: Atom (RFC 4287) and JSON Feed 1.1.

https://www.rfc-editor.org/rfc/rfc4287 and https://www.jsonfeed.org/version/1.1/. Ids are tag URIs
(RFC 4151), so that they stay when an address changes. What XML cannot hold is left out.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET

ATOM = "http://www.w3.org/2005/Atom"
REVIEW = "urn:x-healthhub:review"  # the namespace of what we say of a review
ATOM_TYPE = "application/atom+xml; charset=utf-8"
JSON_TYPE = "application/feed+json; charset=utf-8"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed with no entry was last changed
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_HOST = re.compile(r"[^a-z0-9.-]+")


@dataclass(frozen=True)
class Person:
    name: str
    url: str = ""


@dataclass(frozen=True)
class Label:
    """A category or a tag: its word in the address, its name, and the address below which all
    of its kind stand."""

    slug: str
    name: str
    scheme: str = ""


@dataclass(frozen=True)
class State:
    """What stands behind a text. `kind` is reviewed, demonstration, urgent or unreviewed; `by` is
    the reviewer, `reason` the exception's; `behind_since` is of a translation whose source has
    changed in a way that matters to readers."""

    kind: str
    by: str = ""
    on: date | None = None
    until: datetime | None = None
    reason: str = ""
    overdue_since: date | None = None
    behind_since: date | None = None


@dataclass(frozen=True)
class Entry:
    """Addresses are absolute; `content` is HTML, `image` a PNG. `updated` is when its words last
    changed, `changed` when anything about it did."""

    id: str
    title: str
    url: str
    published: datetime
    updated: datetime
    changed: datetime
    content: str
    summary: str = ""
    authors: list[Person] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    state: State | None = None
    version: int | None = None
    rights: str = ""
    source: str = ""
    image: str = ""


@dataclass(frozen=True)
class Feed:
    """One feed; `urls` has its own address in each form, `page` the page that it follows."""

    id: str
    title: str
    subtitle: str
    page: str
    urls: dict[str, str]
    language: str
    author: Person
    entries: list[Entry]

    @property
    def updated(self) -> datetime:
        return max((entry.updated for entry in self.entries), default=NEVER)

    @property
    def changed(self) -> datetime:
        return max((entry.changed for entry in self.entries), default=NEVER)


def tag_uri(host: str, since: date | datetime, name: str) -> str:
    """A name for ever (RFC 4151): who gives it, a day on which the name of the host was theirs,
    and what it names."""
    authority = _NOT_HOST.sub("-", host.lower()).strip("-.") or "localhost"
    return f"tag:{authority},{since:%Y-%m-%d}:{name}"


def moment(at: datetime) -> str:
    """RFC 3339, in UTC, to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# --- Atom


def atom(feed: Feed) -> bytes:
    ET.register_namespace("", ATOM)
    ET.register_namespace("review", REVIEW)
    root = ET.Element(f"{{{ATOM}}}feed", {"xml:lang": feed.language})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", moment(feed.updated))
    _link(root, "self", feed.urls["atom"], "application/atom+xml")
    _link(root, "alternate", feed.page, "text/html")
    _person(root, feed.author)
    for entry in feed.entries:
        _entry(root, entry)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _entry(root, entry):
    node = ET.SubElement(root, f"{{{ATOM}}}entry")
    _text(node, "id", entry.id)
    _text(node, "title", entry.title)
    _text(node, "published", moment(entry.published))
    _text(node, "updated", moment(entry.updated))
    _link(node, "alternate", entry.url, "text/html")
    if entry.source:
        _link(node, "via", entry.source)
    for person in entry.authors:
        _person(node, person)
    for label in entry.labels:
        values = {"term": label.slug, "label": label.name, "scheme": label.scheme}
        ET.SubElement(node, f"{{{ATOM}}}category", _clean(values))
    if entry.state:
        _state(node, entry)
    _text(node, "rights", entry.rights)
    _text(node, "summary", entry.summary)
    _text(node, "content", entry.content, type="html")


def _state(node, entry):
    values = {name: str(value) for name, value in state_facts(entry).items()}
    ET.SubElement(node, f"{{{REVIEW}}}state", _clean(values))


def state_facts(entry: Entry) -> dict[str, Any]:
    """The state of an entry's review as plain values; what is not known is left out."""
    state = entry.state or State("unreviewed")
    facts = {
        "kind": state.kind,
        "by": state.by,
        "on": state.on.isoformat() if state.on else "",
        "until": moment(state.until) if state.until else "",
        "reason": state.reason,
        "overdue-since": state.overdue_since.isoformat() if state.overdue_since else "",
        "behind-since": state.behind_since.isoformat() if state.behind_since else "",
        "version": entry.version,
    }
    return {name: value for name, value in facts.items() if value}


def _text(parent, name, text, **attributes):
    if text:
        ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes).text = _NOT_XML.sub("", text)


def _link(parent, rel, href, type=""):
    values = {"rel": rel, "type": type, "href": href}
    ET.SubElement(parent, f"{{{ATOM}}}link", _clean(values))


def _person(parent, person):
    node = ET.SubElement(parent, f"{{{ATOM}}}author")
    _text(node, "name", person.name or "?")
    _text(node, "uri", person.url)


def _clean(values):
    return {name: _NOT_XML.sub("", value) for name, value in values.items() if value}


# --- JSON Feed


def json_feed(feed: Feed) -> bytes:
    values = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.page,
        "feed_url": feed.urls["json"],
        "language": feed.language,
        "authors": [_json_person(feed.author)],
        "items": [_item(entry, feed) for entry in feed.entries],
    }
    return json.dumps(values, ensure_ascii=False).encode("utf-8", "replace")


def _item(entry, feed):
    values = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.source,
        "title": entry.title,
        "content_html": entry.content,
        "summary": entry.summary,
        "image": entry.image,
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "authors": [_json_person(person) for person in entry.authors],
        "tags": [label.name for label in entry.labels],
        "language": feed.language,
        "_review": state_facts(entry) if entry.state else {},
    }
    return {name: value for name, value in values.items() if value}


def _json_person(person):
    return {name: value for name, value in vars(person).items() if value}
