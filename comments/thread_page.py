"""A thread as plain values: one page of it costs the same however long it is.

The newest comments stand first, each with its oldest answers; all lists go on by key.
"""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import markup
from articles.models import Article
from comments import openness, places
from comments.models import Comment, CommentState

ANSWERS_SHOWN = 3
NEEDED = (
    "article", "parent", "level", "writer__display_name", "shown_text", "gives_advice", "answers",
    "state", "posted_at", "edited_at",
)  # fmt: skip


@dataclass(frozen=True)
class Said:
    """One comment as readers see it; `instead` is the line in place of what is not shown."""

    pk: int
    name: str
    posted_at: datetime
    is_edited: bool
    body: SafeString
    gives_advice: bool
    instead: str
    answer_url: str
    report_url: str
    answers: list["Said"] = field(default_factory=list)
    more_answers: int = 0
    answers_url: str = ""


@dataclass(frozen=True)
class ThreadPage:
    title: str
    url: str
    page_url: str
    count: int
    comments: list[Said]
    next_url: str
    is_open: bool
    closes_at: datetime
    new_url: str
    yours_url: str


@dataclass(frozen=True)
class _Thread:
    """What all comments of one page share: asked once, for it is told of each."""

    url: str
    is_open: bool

    @classmethod
    def of(cls, article: Article, is_open: bool | None = None) -> "_Thread":
        is_open = openness.is_open(article) if is_open is None else is_open
        return cls(places.of_thread(article), is_open)

    def address(self, comment: Comment, verb: str) -> str:
        return f"{self.url}{comment.pk}/{verb}/"


def first_level(article: Article, after: int | None) -> ThreadPage:
    """The comments of one page with their first answers: three questions."""
    rows = Comment.objects.standing().filter(article=article, level=0).order_by("-id")
    rows = rows.filter(pk__lt=after) if after else rows
    found, more = _page(rows)
    answers = _first_answers([comment.pk for comment in found if comment.answers])
    here = _Thread.of(article)
    comments = [_with_answers(here, c, answers.get(c.pk, [])) for c in found]
    next_url = f"{here.url}?after={found[-1].pk}" if more else ""
    return _thread(article, here, comments, next_url)


def answers_to(article: Article, comment: Comment, after: int | None) -> ThreadPage:
    """One comment with a page of its answers, the oldest first: one question."""
    rows = Comment.objects.shown().filter(parent=comment).order_by("id")
    rows = rows.filter(pk__gt=after) if after else rows
    found, more = _page(rows)
    here = _Thread.of(article)
    answers = [_said(here, each) for each in found]
    next_url = f"{here.address(comment, 'answers')}?after={found[-1].pk}" if more else ""
    return _thread(article, here, [_said(here, comment, answers=answers)], next_url)


def _said(here: _Thread, comment: Comment, **answers) -> Said:
    answerable = here.is_open and comment.is_shown and not comment.level
    return Said(
        pk=comment.pk,
        name=comment.writer.display_name,
        posted_at=comment.posted_at,
        is_edited=comment.edited_at is not None,
        body=markup.trusted(markup.said(comment.shown_text) if comment.is_shown else ""),
        gives_advice=comment.gives_advice,
        instead=_instead(comment.state),
        answer_url=here.address(comment, "answer") if answerable else "",
        report_url=here.address(comment, "report") if comment.is_shown else "",
        **answers,
    )


def quoted(article: Article, comment: Comment) -> Said:
    """A comment above a form that is about it, without what one could do with it."""
    return replace(_said(_Thread.of(article, is_open=False), comment), report_url="")


def _thread(article, here, comments, next_url):
    return ThreadPage(
        title=article.live.title,
        url=here.url,
        page_url=article.get_absolute_url(),
        count=places.shown_in(article),
        comments=comments,
        next_url=next_url,
        is_open=here.is_open,
        closes_at=openness.closes_at(article),
        new_url=places.of_thread(article, "new_comment"),
        yours_url=places.of_thread(article, "own_comments"),
    )


def _page(rows):
    rows = rows.select_related("writer").only(*NEEDED)
    found = list(rows[: settings.PAGE_SIZE + 1])
    return found[: settings.PAGE_SIZE], len(found) > settings.PAGE_SIZE


def _first_answers(parents: list[int]) -> dict[int, list[Comment]]:
    """The oldest answers to each of these: each list through its index, whatever its length."""
    if not parents:
        return {}
    shown = Comment.objects.shown().order_by("id").values_list("pk", flat=True)
    first, *rest = (shown.filter(parent=pk)[:ANSWERS_SHOWN] for pk in parents)
    keys = list(first.union(*rest, all=True) if rest else first)
    found: dict[int, list[Comment]] = defaultdict(list)
    rows = Comment.objects.shown().filter(pk__in=keys).order_by("id")
    for answer in rows.select_related("writer").only(*NEEDED):
        found[answer.parent_id].append(answer)
    return found


def _with_answers(here, comment, answers):
    more = comment.answers - len(answers)
    return _said(
        here,
        comment,
        answers=[_said(here, answer) for answer in answers],
        more_answers=max(0, more),
        answers_url=here.address(comment, "answers") if more > 0 else "",
    )


def _instead(state):
    return {
        CommentState.SHOWN: "",
        CommentState.WAITING: _("This comment waits for a moderator."),
        CommentState.REJECTED: _("A moderator removed this comment."),
        CommentState.DELETED: _("Deleted by its writer."),
    }[CommentState(state)]
