from articles.models.article import Article, Authorship, Byline, FormerAddress, Stage
from articles.models.category import Category, FormerCategorySlug
from articles.models.event import Event
from articles.models.image import Image
from articles.models.import_record import ImportRecord
from articles.models.readership import DailyReads, ReadTotal
from articles.models.reference import Kind, Reference
from articles.models.review import Decision, Exemption, Review
from articles.models.revision import Revision
from articles.models.search_entry import SearchEntry
from articles.models.tag import Tag, TaggedArticle

__all__ = [
    "Article",
    "Authorship",
    "Byline",
    "Category",
    "DailyReads",
    "Decision",
    "Event",
    "Exemption",
    "FormerAddress",
    "FormerCategorySlug",
    "Image",
    "ImportRecord",
    "Kind",
    "ReadTotal",
    "Reference",
    "Review",
    "Revision",
    "SearchEntry",
    "Stage",
    "Tag",
    "TaggedArticle",
]
