from articles.models.address import FormerAddress
from articles.models.article import Article, ContentType, Risk, Stage
from articles.models.authorship import Authorship, Byline
from articles.models.category import Category, FormerCategorySlug
from articles.models.event import Event
from articles.models.image import Image
from articles.models.import_record import ImportRecord
from articles.models.readership import DailyReads, ReadTotal
from articles.models.reference import Kind, Reference
from articles.models.review import (
    WHOLE_KINDS,
    Decision,
    Exemption,
    ExemptionKind,
    Outcome,
    Review,
    ReviewKind,
)
from articles.models.revision import Change, Revision
from articles.models.search_entry import SearchEntry
from articles.models.tag import Tag, TaggedArticle

__all__ = [
    "WHOLE_KINDS",
    "Article",
    "Authorship",
    "Byline",
    "Category",
    "Change",
    "ContentType",
    "DailyReads",
    "Decision",
    "Event",
    "Exemption",
    "ExemptionKind",
    "FormerAddress",
    "FormerCategorySlug",
    "Image",
    "ImportRecord",
    "Kind",
    "Outcome",
    "ReadTotal",
    "Reference",
    "Review",
    "ReviewKind",
    "Revision",
    "Risk",
    "SearchEntry",
    "Stage",
    "Tag",
    "TaggedArticle",
]
