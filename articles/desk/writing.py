"""What waits for the people who write: their drafts, and what came back to them."""

from django.db.models import OuterRef, Q, QuerySet, Subquery

from articles.desk.section import Kind, Row, change_url, day
from articles.models import Article, Authorship, Event, Remark, Stage

SENT_OR_JUDGED = ("submit", "request_changes", "publish_unreviewed", "publish_urgently")
SENT_BACK = "request_changes"


def own_drafts(user) -> QuerySet:
    """What this person began or is an author of, while it is open to writing."""
    begun = Article.objects.filter(created_by=user, stage=Stage.DRAFT).order_by().values("pk")
    named = Authorship.objects.filter(user=user, article__stage=Stage.DRAFT).order_by()
    mine = begun.union(named.values("article"))
    seen = Article.objects.visible_to(user).filter(stage=Stage.DRAFT, pk__in=mine)
    return seen.only("title", "edited_at").order_by("-edited_at", "-pk")


def sent_back(user) -> QuerySet:
    """Where a reviewer asked for changes. It has a history: made, submitted, sent back."""
    return _judged(own_drafts(user).filter(history_length__gt=2)).filter(last_verb=SENT_BACK)


def drafts(user) -> QuerySet:
    return _judged(own_drafts(user)).filter(~Q(last_verb=SENT_BACK) | Q(last_verb=None))


def remarks(user) -> QuerySet:
    """Remarks on texts of one's own that nobody has dealt with, what must be fixed first; and
    remarks of one's own that somebody has dealt with, to be looked at and resolved."""
    own = Article.objects.filter(created_by=user).order_by().values("pk")
    own = own.union(Authorship.objects.filter(user=user).order_by().values("article"))
    to_fix = Q(done_at=None, article__in=own) & (~Q(written_by=user) | Q(written_by=None))
    to_resolve = Q(done_at__isnull=False, written_by=user)
    seen = Remark.objects.open().filter(
        to_fix | to_resolve, article__in=Article.objects.visible_to(user).order_by()
    )
    seen = seen.select_related("article").only("text", "must_fix", "done_at", "article__title")
    return seen.order_by("-must_fix", "pk")


def tell_draft(article, user) -> Row:
    return Row(article.title, change_url(article.pk), f"edited on {day(article.edited_at)}")


def tell_remark(remark, user) -> Row:
    said = remark.text if len(remark.text) <= 90 else f"{remark.text[:90].rstrip()}…"
    fact = f"dealt with, yours to resolve: {said}" if remark.done_at else said
    urgent = "must be fixed" if remark.must_fix else ""
    return Row(remark.article.title, f"{change_url(remark.article_id)}#remarks", fact, urgent)


def _judged(articles):
    """With the last thing that was done to the text as a whole."""
    done = Event.objects.filter(article=OuterRef("pk"), verb__in=SENT_OR_JUDGED).order_by("-pk")
    return articles.annotate(last_verb=Subquery(done.values("verb")[:1]))


ANSWERS = (
    Kind("sent-back", "Sent back to you", ("add_article",), sent_back, tell_draft),
    Kind(
        "remarks",
        "Remarks waiting for you",
        ("add_article", "approve_article", "request_changes_article"),
        remarks,
        tell_remark,
    ),
)
DRAFTS = Kind(
    "drafts",
    "Your drafts",
    ("add_article",),
    drafts,
    tell_draft,
    "admin:articles_article_changelist",
    "?stage=draft&author={}",
)
