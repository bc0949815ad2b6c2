"""The page of an article: MedicalWebPage and Article, two nodes that name each other."""

from collections.abc import Iterable

from articles.markup import plain_text
from articles.quality.terms import folded, pattern

from .site import (
    Moments,
    Node,
    Picture,
    Site,
    author,
    breadcrumb,
    graph,
    image,
    ref,
    whole_site,
    written,
)
from .topics import topics

LONGEST_HEADLINE = 110


def of_article(
    page,
    site: Site,
    *,
    moments: Moments,
    picture: Picture,
    is_signed: bool,
    medicines: Iterable[str] = (),
) -> Node:
    """The page of an article. `page` has the plain values of `articles.pages.Page`.

    Without `is_signed` no reviewer is named: so it is with a demonstration, an exception to
    review, or a signature of another text.
    """
    address = f"{site.url}{page.url}"
    about = topics(page.codes, page.title, _named(medicines, page))
    web_page = {
        "@type": "MedicalWebPage",
        "@id": address,
        "url": address,
        "name": page.title,
        "description": page.summary,
        "inLanguage": site.language,
        "isPartOf": ref(site, "website"),
        "publisher": ref(site, "publisher"),
        "audience": {"@type": "Patient"},
        "about": about,
        "breadcrumb": {"@id": f"{address}#breadcrumb"},
        "mainEntity": {"@id": f"{address}#article"},
        "primaryImageOfPage": image(picture),
        "datePublished": written(moments.published),
        "dateModified": written(moments.modified),
        **(_reviewed(page.review, site) if is_signed and page.review else {}),
    }
    article = {
        "@type": "Article",
        "@id": f"{address}#article",
        "mainEntityOfPage": {"@id": address},
        "headline": headline(page.title),
        "name": page.title,
        "description": page.summary,
        "inLanguage": site.language,
        "author": [_writer(person, site) for person in page.authors],
        "publisher": ref(site, "publisher"),
        "datePublished": written(moments.published),
        "dateModified": written(moments.modified),
        "version": page.revision_number,
        "image": image(picture),
        "articleSection": page.category.name,
        "keywords": [*(tag.name for tag in page.tags), *page.also_known_as],
        "timeRequired": f"PT{page.minutes}M",
        "genre": "Personal experience" if page.disclosures.is_experience else "",
        "about": about,
        "citation": [_citation(source) for source in page.sources],
        "correction": _corrections([*page.notices, *page.changes]),
        **_origin(page.attribution),
    }
    return graph(web_page, article, breadcrumb(page.crumbs, address, site), *whole_site(site))


def headline(title: str) -> str:
    """At most 110 characters, cut between words."""
    if len(title) <= LONGEST_HEADLINE:
        return title
    whole_words = title[: LONGEST_HEADLINE - 1].rpartition(" ")[0]
    return f"{whole_words or title[: LONGEST_HEADLINE - 1]}…"


def _named(medicines, page):
    """Those that the page names to its readers."""
    words = "\n".join([page.title, page.summary, *page.key_facts, plain_text(page.body)])
    return [name for name in medicines if name and pattern((name,)).search(folded(words))]


def _reviewed(review, site):
    reviewer = {
        **author(review.name, review.credentials),
        "url": f"{site.url}{review.url}" if review.url else "",
        "hasCredential": {"@type": "EducationalOccupationalCredential", "name": review.credentials}
        if review.credentials
        else None,
    }
    return {"reviewedBy": reviewer, "lastReviewed": written(review.date)}


def _writer(person, site):
    url = f"{site.url}{person.url}" if person.url else ""
    return {**author(person.name, person.credentials), "url": url}


def _citation(source):
    first, *others = [link.url for link in source.links] or [""]
    return {
        "@type": "CreativeWork",
        "name": source.citation,
        "position": source.number,
        "url": first,
        "sameAs": others,
    }


def _corrections(boxes):
    comments = {
        (box.text, box.on): {
            "@type": "CorrectionComment",
            "text": box.text,
            "datePublished": written(box.on),
        }
        for box in boxes
        if box.kind == "correction"
    }
    return list(comments.values())


def _origin(attribution):
    if attribution is None:
        return {}
    source = {
        "@type": "CreativeWork",
        "name": attribution.source_name,
        "url": attribution.url,
    }
    is_known = attribution.source_name or attribution.url
    return {
        "creditText": attribution.text,
        "copyrightNotice": attribution.licence,
        "isBasedOn": source if is_known else None,
    }
