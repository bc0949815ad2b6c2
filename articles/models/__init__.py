from articles.models.address import FormerAddress
from articles.models.article import Article
from articles.models.article_code import ArticleCode
from articles.models.authorship import Authorship, Byline
from articles.models.category import Category, FormerCategorySlug
from articles.models.claim import Claim, Standing, Strength
from articles.models.edition import BEHIND, EditionState
from articles.models.editorial_notice import STANDING_KINDS, EditorialNotice, NoticeKind
from articles.models.event import ChangedWords, Event
from articles.models.glossary_term import GlossaryRecord, GlossaryTerm
from articles.models.headword import Headword, TitleWord
from articles.models.help_line import Channel, HelpLine, HelpLineRecord
from articles.models.image import Image
from articles.models.import_record import ImportRecord
from articles.models.job_run import JobRun
from articles.models.leaflet import Leaflet
from articles.models.link import LONGEST_ADDRESS, Link, LinkPlace, LinkStatus, LinkUse
from articles.models.live_review import LiveReview
from articles.models.notice import Notice
from articles.models.preview_link import Opening, PreviewLink
from articles.models.readership import DailyReads, ReadTotal, RecentReads
from articles.models.reference import Kind, Reference
from articles.models.related_pick import MOST_PICKS, RelatedPick
from articles.models.remark import Remark
from articles.models.reminder import ReviewReminder
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
from articles.models.schedule import Closing, Schedule, ScheduledVerb
from articles.models.search_entry import SearchEntry
from articles.models.stage import ContentType, Risk, Stage
from articles.models.tag import Tag, TaggedArticle
from articles.models.word_list import WordList, WordListVersion

__all__ = [
    "BEHIND",
    "STANDING_KINDS",
    "LONGEST_ADDRESS",
    "MOST_PICKS",
    "WHOLE_KINDS",
    "Article",
    "ArticleCode",
    "Authorship",
    "Byline",
    "Category",
    "Change",
    "ChangedWords",
    "Channel",
    "Claim",
    "Closing",
    "ContentType",
    "DailyReads",
    "Decision",
    "EditionState",
    "EditorialNotice",
    "Event",
    "Exemption",
    "ExemptionKind",
    "FormerAddress",
    "FormerCategorySlug",
    "GlossaryRecord",
    "GlossaryTerm",
    "Headword",
    "HelpLine",
    "HelpLineRecord",
    "Image",
    "ImportRecord",
    "JobRun",
    "Kind",
    "Leaflet",
    "Link",
    "LinkPlace",
    "LinkStatus",
    "LinkUse",
    "LiveReview",
    "NoticeKind",
    "Notice",
    "Opening",
    "Outcome",
    "PreviewLink",
    "ReadTotal",
    "RecentReads",
    "Reference",
    "RelatedPick",
    "Remark",
    "Review",
    "ReviewKind",
    "ReviewReminder",
    "Revision",
    "Risk",
    "Schedule",
    "ScheduledVerb",
    "SearchEntry",
    "Stage",
    "Standing",
    "Strength",
    "Tag",
    "TaggedArticle",
    "TitleWord",
    "WordList",
    "WordListVersion",
]
