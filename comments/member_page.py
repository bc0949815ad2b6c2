"""What a member wrote, on the pages that still show comments: for a member's own public page."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.safestring import SafeString

from articles import markup
from articles.doors import public
from articles.lists import is_id
from articles.models import Article
from articles.shelves import Link
from comments import openness
from comments.models import Comment


@dataclass(frozen=True)
class Written:
    """A shown comment with the page that it is about; `url` is its own place there."""

    page: Link
    url: str
    posted_at: datetime
    is_edited: bool
    body: SafeString
    gives_advice: bool


@dataclass(frozen=True)
class WrittenPage:
    comments: list[Written]
    next_url: str


@public
def comments_of_member(request, slug):
    """Only of readers who asked for a public page."""
    person = get_object_or_404(get_user_model().objects.with_a_member_page(), slug=slug)
    after = request.GET.get("after", "")
    if after and not is_id(after):
        raise Http404("This page of the list does not exist.")
    context = {
        "member": Link(person.display_name, reverse("member", args=[slug])),
        "written": written_by(person.pk, slug, int(after) if after else None),
    }
    response = render(request, "comments/of_member.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def written_by(person_id: int, slug: str, after: int | None = None) -> WrittenPage:
    """A page of them, the newest first, in any language: one question."""
    rows = listed(person_id, after).select_related("article__category", "article__live")
    found = list(rows.only(*_NEEDED))
    shown = found[: settings.PAGE_SIZE]
    more = f"?after={shown[-1].pk}" if len(found) > len(shown) else ""
    address = reverse("member_comments", args=[slug])
    return WrittenPage([_written(comment) for comment in shown], more and f"{address}{more}")


def listed(person_id: int, after: int | None):
    rows = Comment.objects.shown().filter(writer=person_id, article__in=openness.pages())
    rows = rows.filter(pk__lt=after) if after is not None else rows
    return rows.order_by("-id")[: settings.PAGE_SIZE + 1]


_NEEDED = (
    "article", "parent", "shown_text", "gives_advice", "posted_at", "edited_at", "article__slug",
    "article__language", "article__category__slug", "article__live__title",
)  # fmt: skip


def _written(comment):
    article = comment.article
    return Written(
        page=Link(article.live.title, article.get_absolute_url(), article.language),
        url=_place(article, comment),
        posted_at=comment.posted_at,
        is_edited=comment.edited_at is not None,
        body=markup.trusted(markup.said(comment.shown_text)),
        gives_advice=comment.gives_advice,
    )


def _place(article: Article, comment: Comment) -> str:
    """On the page of its thread that begins with it, however long the thread is."""
    if comment.parent_id:
        path = article.address("comment_answers", comment.parent_id)
        before = comment.pk - 1
    else:
        path, before = article.address("comments"), comment.pk + 1
    return f"{path}?after={before}#comment-{comment.pk}"
