"""Whether a feed holds to its specification: RFC 4287, RFC 4151, RFC 3339, JSON Feed 1.1."""

import json
import re
from xml.etree import ElementTree as ET

A = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
TAG = re.compile(r"tag:[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-\d\d(-\d\d)?)?:[\w/-]+")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
RELATIVE = re.compile(r"(?:href|src)=\"(?!https?:|mailto:|tel:|sms:)[^\"]*\"")


def atom(body: bytes):
    """The root and its entries; fails where RFC 4287 says MUST and the feed does not."""
    assert body.startswith(b"<?xml")
    root = ET.fromstring(body)
    assert root.tag == f"{A}feed"
    _once(root, "id", "title", "updated")
    entries = root.findall(f"{A}entry")
    ids = [_once(entry, "id", "title", "updated")[0] for entry in entries]
    assert len(set(ids)) == len(ids)
    assert root.findall(f"{A}author") or all(entry.findall(f"{A}author") for entry in entries)
    for node in [root, *entries]:
        for name in ("updated", "published"):
            assert all(MOMENT.fullmatch(found.text) for found in node.findall(A + name)), name
        links = [link.attrib for link in node.findall(f"{A}link")]
        assert all(ADDRESS.fullmatch(link["href"]) for link in links)
        alternates = [link for link in links if link["rel"] == "alternate"]
        assert len({(link.get("type"), link.get("hreflang")) for link in alternates}) == len(
            alternates
        )
        for person in node.findall(f"{A}author"):
            _once(person, "name")
    assert [link for link in root.findall(f"{A}link") if link.attrib["rel"] == "self"]
    for entry in entries:
        assert TAG.fullmatch(entry.find(f"{A}id").text)
        content = entry.find(f"{A}content")
        assert content.attrib["type"] == "html" and not list(content)
        assert not RELATIVE.search(content.text), RELATIVE.search(content.text)
        assert all("term" in found.attrib for found in entry.findall(f"{A}category"))
    assert root.find(f"{A}updated").text == max(
        (entry.find(f"{A}updated").text for entry in entries), default="1970-01-01T00:00:00Z"
    )
    return root, entries


def _once(node, *names):
    for name in names:
        assert len(node.findall(A + name)) == 1, f"{node.tag} has not one {name}"
    return [node.find(A + name).text for name in names]


def json_feed(body: bytes):
    feed = json.loads(body)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] and isinstance(feed["items"], list)
    assert ADDRESS.fullmatch(feed["feed_url"]) and ADDRESS.fullmatch(feed["home_page_url"])
    ids = [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids) and all(isinstance(each, str) for each in ids)
    for item in feed["items"]:
        assert item["content_html"] and not RELATIVE.search(item["content_html"])
        assert ADDRESS.fullmatch(item["url"])
        assert MOMENT.fullmatch(item["date_published"]) and MOMENT.fullmatch(item["date_modified"])
        assert all(isinstance(tag, str) for tag in item.get("tags", []))
        assert all("name" in author for author in item.get("authors", []))
        known = {
            "id", "url", "external_url", "title", "content_html", "summary", "image",
            "date_published", "date_modified", "authors", "tags", "language",
        }  # fmt: skip
        assert all(name in known or name.startswith("_") for name in item)
    return feed
