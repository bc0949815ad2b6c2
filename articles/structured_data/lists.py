"""Pages that lead to articles: the home page, a person, a category or a tag."""

from .site import Node, Picture, Site, author, breadcrumb, graph, image, ref, whole_site


def of_home(site: Site) -> Node:
    """The home page: the site itself, and how it is searched."""
    website, publisher = whole_site(site)
    query = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": f"{site.search}?q={{search_term_string}}"},
        "query-input": "required name=search_term_string",
    }
    return graph({**website, "description": site.tagline, "potentialAction": query}, publisher)


def of_person(person, address: str, site: Site) -> Node:
    """A profile. `person` has name, credentials, bio, orcid with its address, and a portrait."""
    about = {
        **author(person.name, person.credentials),
        "@id": f"{address}#person",
        "url": address,
        "description": person.bio,
        "identifier": _orcid(person.orcid),
        "sameAs": person.orcid_url,
        "image": _portrait(person.portrait, site),
    }
    profile = {
        "@type": "ProfilePage",
        "@id": address,
        "url": address,
        "name": person.name,
        "inLanguage": site.language,
        "isPartOf": ref(site, "website"),
        "mainEntity": {"@id": f"{address}#person"},
    }
    return graph(profile, about, *whole_site(site))


def _orcid(value):
    return {"@type": "PropertyValue", "propertyID": "ORCID", "value": value} if value else None


def _portrait(shown, site):
    """With the size and the words that the page has."""
    if shown is None:
        return None
    return image(Picture(f"{site.url}{shown.url}", shown.width, shown.height, shown.alt))


def of_collection(
    name: str, description: str, address: str, site: Site, *, crumbs=(), cards=()
) -> Node:
    """A list of articles: a category or a tag. `crumbs` and `cards` have the values of pages."""
    items = [
        {"@type": "ListItem", "position": place, "url": f"{site.url}{card.url}", "name": card.title}
        for place, card in enumerate(cards, start=1)
    ]
    page = {
        "@type": "CollectionPage",
        "@id": address,
        "url": address,
        "name": name,
        "description": description,
        "inLanguage": site.language,
        "isPartOf": ref(site, "website"),
        "breadcrumb": {"@id": f"{address}#breadcrumb"} if crumbs else None,
        "mainEntity": {"@type": "ItemList", "itemListElement": items} if items else None,
    }
    path = [breadcrumb(crumbs, address, site)] if crumbs else []
    return graph(page, *path, *whole_site(site))
