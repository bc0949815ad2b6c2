"""JSON-LD for pages: functions from plain values to a dictionary, for one block on each page.

Types and properties are those of schema.org 30.0 (https://schema.org/docs/releases.html); what is
wanted of an article follows https://developers.google.com/search/docs/appearance/structured-data.
A page and its article are two nodes that name each other: `reviewedBy` and `lastReviewed` belong
to WebPage alone, `correction` and `headline` to the article. Every value is one that readers see.
"""

from .article import headline, of_article
from .lists import of_collection, of_home, of_person
from .site import CONTEXT, Moments, Picture, Site
from .topics import topics

__all__ = [
    "CONTEXT",
    "Moments",
    "Picture",
    "Site",
    "headline",
    "of_article",
    "of_collection",
    "of_home",
    "of_person",
    "topics",
]
