"""What every page's block has in common: the values it is made of, and the nodes of the site."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

Node = dict[str, Any]

CONTEXT = "https://schema.org"


@dataclass(frozen=True)
class Site:
    """Who publishes. Addresses are absolute but for `url`, which has no slash at its end;
    `language` is a BCP 47 tag."""

    name: str
    tagline: str
    url: str
    language: str
    logo: str
    search: str
    corrections: str


@dataclass(frozen=True)
class Picture:
    """The image that stands for a page where it is shared; the size is in pixels."""

    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Moments:
    """`published` is a plain date where the text first stood elsewhere; `modified` is when its
    words last changed."""

    published: date | datetime
    modified: date | datetime


def graph(*nodes: Node) -> Node:
    """One block of linked nodes; what has no value is left out."""
    return {"@context": CONTEXT, "@graph": [_filled(node) for node in nodes]}


def breadcrumb(crumbs, address: str, site: Site) -> Node:
    """The way from the home page; the last step is the page itself."""
    steps = [
        {
            "@type": "ListItem",
            "position": place,
            "name": crumb.name,
            "item": {"@type": "WebPage", "@id": site.url + crumb.url if crumb.url else address},
        }
        for place, crumb in enumerate(crumbs, start=1)
    ]
    return {
        "@type": "BreadcrumbList",
        "@id": f"{address}#breadcrumb",
        "itemListElement": steps,
    }


def whole_site(site: Site) -> tuple[Node, Node]:
    website = {
        "@type": "WebSite",
        "@id": f"{site.url}/#website",
        "url": f"{site.url}/",
        "name": site.name,
        "inLanguage": site.language,
        "publisher": ref(site, "publisher"),
    }
    publisher = {
        "@type": "Organization",
        "@id": f"{site.url}/#publisher",
        "name": site.name,
        "url": f"{site.url}/",
        "logo": site.logo,
        "correctionsPolicy": site.corrections,
    }
    return website, publisher


def ref(site: Site, name: str) -> Node:
    return {"@id": f"{site.url}/#{name}"}


def image(picture: Picture) -> Node:
    return {
        "@type": "ImageObject",
        "url": picture.url,
        "width": _pixels(picture.width),
        "height": _pixels(picture.height),
        "caption": picture.alt,
    }


def author(name: str, credentials: str) -> Node:
    """A named team is no person: its last word says what it is."""
    words = name.casefold().split()
    if words and words[-1] in _TEAM_WORDS:
        return {"@type": "Organization", "name": name}
    return {"@type": "Person", "name": name, "honorificSuffix": credentials}


def written(moment: date | datetime) -> str:
    """ISO 8601: a moment with its zone, or a day where no more is known."""
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="seconds")
    return moment.isoformat()


def _filled(value: Any) -> Any:
    """The same without empty texts, lists and nodes."""
    if isinstance(value, dict):
        filled = {name: _filled(each) for name, each in value.items()}
        return {name: each for name, each in filled.items() if each not in ("", None, [], {})}
    if isinstance(value, list):
        return [_filled(each) for each in value]
    return value


def _pixels(number):
    return {"@type": "QuantitativeValue", "value": number, "unitText": "px"}


_TEAM_WORDS = frozenset(
    "association board centre center charity college committee council department desk foundation"
    " group institute office organisation organization service society staff team".split()
)
