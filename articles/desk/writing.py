"""What waits for the people who write: their drafts, and what came back to them."""

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from articles.desk.section import MOST_COUNTED, Kind, Row, change_url, day
from articles.models import Article, Event, Remark, Stage

SENT_OR_JUDGED = ("submit", "request_changes", "publish_unreviewed", "publish_urgently")
SENT_BACK = "request_changes"
SHORTEST = 3  # events of a text that was sent back: made, submitted, sent back


def own_drafts(user, **facts) -> QuerySet:
    """What this person began or is an author of, while it is open to writing.

    `visible_to` lets everybody see these who may write; two questions are answered sooner than
    one with an “or” in it.
    """
    drafts = Article.objects.filter(stage=Stage.DRAFT, **facts).order_by()
    begun, named = drafts.filter(created_by=user), drafts.filter(authorship__user=user)
    ids = begun.values("pk").union(named.values("pk"))
    mine = Article.objects.filter(stage=Stage.DRAFT, pk__in=ids).alias(last_verb=_last_verb())
    return mine.only("title", "edited_at").order_by("-edited_at", "-pk")


def sent_back(user) -> QuerySet:
    """Where the last thing that was done to the text as a whole was to ask for changes."""
    return own_drafts(user, history_length__gte=SHORTEST).filter(last_verb=SENT_BACK)


def drafts(user) -> QuerySet:
    return own_drafts(user).filter(Q(history_length__lt=SHORTEST) | ~Q(last_verb=SENT_BACK))


def _last_verb():
    done = Event.objects.filter(article=OuterRef("pk"), verb__in=SENT_OR_JUDGED).order_by("-pk")
    return Coalesce(Subquery(done.values("verb")[:1]), Value(""))


def remarks(user) -> QuerySet:
    """Remarks on texts of one's own that nobody has dealt with, what must be fixed first; and
    remarks of one's own that somebody has dealt with, to be looked at and resolved."""
    left = Remark.objects.open().order_by()
    ids = _dealt_with(user, left)
    if user.has_perm("articles.add_article"):  # who may write sees their own articles
        asked = left.filter(~Q(written_by=user) | Q(written_by=None), done_at=None)
        ids = ids.union(
            *(
                asked.filter(of).values("pk")[: MOST_COUNTED + 1]
                for of in (Q(article__created_by=user), Q(article__authorship__user=user))
            )
        )
    seen = Remark.objects.filter(pk__in=ids).select_related("article")
    seen = seen.only("text", "must_fix", "done_at", "article__title")
    return seen.order_by("-must_fix", "pk")


def _dealt_with(user, left):
    mine = left.filter(done_at__isnull=False, written_by=user).values("pk")[: MOST_COUNTED + 1]
    articles = Article.objects.visible_to(user).order_by()
    return Remark.objects.filter(pk__in=mine, article__in=articles).order_by().values("pk")


def tell_draft(article, user) -> Row:
    return Row(article.title, change_url(article.pk), f"edited on {day(article.edited_at)}")


def tell_remark(remark, user) -> Row:
    said = remark.text if len(remark.text) <= 90 else f"{remark.text[:90].rstrip()}…"
    fact = f"dealt with, yours to resolve: {said}" if remark.done_at else said
    urgent = "must be fixed" if remark.must_fix else ""
    return Row(remark.article.title, f"{change_url(remark.article_id)}#remarks", fact, urgent)


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
