from articles.admin.article import ArticleAdmin
from articles.admin.category import CategoryAdmin
from articles.admin.glossary_term import GlossaryTermAdmin
from articles.admin.help_line import HelpLineAdmin
from articles.admin.image import ImageAdmin
from articles.admin.link import LinkAdmin
from articles.admin.tag import TagAdmin
from articles.admin.word_list import WordListAdmin

__all__ = [
    "ArticleAdmin",
    "CategoryAdmin",
    "GlossaryTermAdmin",
    "HelpLineAdmin",
    "ImageAdmin",
    "LinkAdmin",
    "TagAdmin",
    "WordListAdmin",
]
