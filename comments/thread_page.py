"""A thread as plain values: one page of it costs the same however long it is.

The newest comments stand first, each with its oldest answers; all lists go on by key.
"""

from collections import defaultdict
from collections.abc import Iterable
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


def first_level(article: Article, after: int | None) -> ThreadPage:
    """The comments of one page with their first answers: three questions."""
    rows = Comment.objects.standing().filter(article=article, level=0).order_by("-id")
    rows = rows.filter(pk__lt=after) if after else rows
    found, more = _page(rows)
    answers = _first_answers([comment.pk for comment in found if comment.answers])
    is_open = openness.is_open(article)
    comments = [_with_answers(article, c, answers.get(c.pk, []), is_open) for c in found]
    next_url = f"{places.of_thread(article)}?after={found[-1].pk}" if more else ""
    return _thread(article, comments, next_url, is_open)


def answers_to(article: Article, comment: Comment, after: int | None) -> ThreadPage:
    """One comment with a page of its answers, the oldest first: one question."""
    rows = Comment.objects.shown().filter(parent=comment).order_by("id")
    rows = rows.filter(pk__gt=after) if after else rows
    found, more = _page(rows)
    is_open = openness.is_open(article)
    answers = [said(article, each, is_open) for each in found]
    address = places.of_thread(article, "comment_answers", comment.pk)
    next_url = f"{address}?after={found[-1].pk}" if more else ""
    top = said(article, comment, is_open, answers=answers)
    return _thread(article, [top], next_url, is_open)


def said(article: Article, comment: Comment, is_open: bool, **answers) -> Said:
    name = comment.writer.display_name
    here = (article, comment.pk)
    answerable = is_open and comment.is_shown and not comment.level
    return Said(
        pk=comment.pk,
        name=name,
        posted_at=comment.posted_at,
        is_edited=comment.edited_at is not None,
        body=markup.trusted(markup.said(comment.shown_text) if comment.is_shown else ""),
        gives_advice=comment.gives_advice,
        instead=_instead(comment.state),
        answer_url=_address(*here, "answer_comment") if answerable else "",
        report_url=_address(*here, "report_comment") if comment.is_shown else "",
        **answers,
    )


def quoted(article: Article, comment: Comment) -> Said:
    """A comment above a form that is about it, without what one could do with it."""
    return replace(said(article, comment, is_open=False), report_url="")


def _thread(article, comments, next_url, is_open):
    return ThreadPage(
        title=article.live.title,
        url=places.of_thread(article),
        page_url=article.get_absolute_url(),
        count=places.shown_in(article),
        comments=comments,
        next_url=next_url,
        is_open=is_open,
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
    rows: Iterable[Comment] = Comment.objects.shown().filter(pk__in=keys).order_by("id")
    for answer in rows.select_related("writer").only(*NEEDED):
        found[answer.parent_id].append(answer)
    return found


def _with_answers(article, comment, answers, is_open):
    more = comment.answers - len(answers)
    return said(
        article,
        comment,
        is_open,
        answers=[said(article, answer, is_open) for answer in answers],
        more_answers=max(0, more),
        answers_url=_address(article, comment.pk, "comment_answers") if more > 0 else "",
    )


def _instead(state):
    return {
        CommentState.SHOWN: "",
        CommentState.WAITING: _("This comment waits for a moderator."),
        CommentState.REJECTED: _("A moderator removed this comment."),
        CommentState.DELETED: _("Deleted by its writer."),
    }[CommentState(state)]


def _address(article, pk, name):
    return places.of_thread(article, name, pk)
