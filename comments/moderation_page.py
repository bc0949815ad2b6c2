"""What was removed under the articles, and why: for everybody; no name, and no text."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext

from articles.doors import public
from articles.lists import is_id
from articles.shelves import Link, home_link
from comments import figures
from comments.models import CommentEvent, CommentState

SHOWN = 50


@dataclass(frozen=True)
class Removed:
    on: date
    title: str
    url: str
    language: str
    reason: str
    rule: str
    is_back: bool


@public
def moderation(request):
    before = request.GET.get("before", "")
    if before and not is_id(before):
        raise Http404("This page of the list does not exist.")
    rows, more = _removed(int(before) if before else None)
    context = {
        "crumbs": [home_link(), Link(gettext("How comments are moderated"), "")],
        "rows": rows,
        "week": _last_week(),
        "is_first": not before,
        "next_url": f"?before={more}" if more else "",
    }
    return render(request, "comments/moderation.html", context)


def _removed(before):
    rows = CommentEvent.objects.filter(verb="rejected")
    rows = rows.filter(pk__lt=before) if before else rows
    rows = rows.select_related("comment__article__category", "comment__article__live").only(
        "facts", "happened_at", "comment__state", "comment__article__slug",
        "comment__article__language", "comment__article__withdrawn_at",
        "comment__article__category__slug", "comment__article__live__title",
    )  # fmt: skip
    found = list(rows.order_by("-id")[: SHOWN + 1])
    more = found[SHOWN - 1].pk if len(found) > SHOWN else None
    return [_told(event) for event in found[:SHOWN]], more


def _told(event):
    article = event.comment.article
    return Removed(
        on=timezone.localdate(event.happened_at),
        title=article.live.title if article.is_public else "",
        url=article.get_absolute_url() if article.is_public else "",
        language=article.language,
        reason=_in_words(event.facts.get("label")),
        rule=_in_words(event.facts.get("rule")),
        is_back=event.comment.state in (CommentState.SHOWN, CommentState.WAITING),
    )


def _in_words(said):
    """A reason that came with the site is known in other languages; one of its own is not."""
    return gettext(said) if said else ""


def _in_words_of_time(seconds):
    now = timezone.now()
    return timesince(now - timedelta(seconds=seconds), now, depth=1) if seconds else ""


def _last_week():
    """The latest whole week, in short."""
    this = figures.monday_of(timezone.localdate())
    week = next((w for w in reversed(figures.weeks(2)) if w.monday < this), None)
    if week is None or not (week.decided or week.appeals):
        return None
    return {
        "monday": week.monday,
        "decided": week.decided,
        "rejected": week.rejected,
        "median": _in_words_of_time(week.median_wait),
        "appeals": week.appeals,
        "overturned": week.overturned,
    }
