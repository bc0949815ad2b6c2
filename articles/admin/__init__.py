from articles.admin.article import ArticleAdmin
from articles.admin.category import CategoryAdmin
from articles.admin.image import ImageAdmin
from articles.admin.tag import TagAdmin

__all__ = ["ArticleAdmin", "CategoryAdmin", "ImageAdmin", "TagAdmin"]
