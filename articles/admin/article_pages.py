"""The article's further pages in the admin: its steps, previews and history, each a small door."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from articles import owners, pages
from articles.errors import WorkflowError
from articles.freezing import build
from articles.lists import is_id
from articles.models import Article, Event
from articles.rules import is_own
from articles.shelves import tree_of

HISTORY_SHOWN = 50
WITH = ("category", "live", "pending", "live_exemption", "translation_of", "translated_from")


class ArticlePages:
    def get_urls(self):
        door = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", door(self.preview_view), name="articles_article_preview"),
            path(
                "<int:pk>/versions/<int:number>/",
                door(self.version_view),
                name="articles_article_version",
            ),
            path(
                "<int:pk>/history/",
                door(self.history_view_of_events),
                name="articles_article_history",
            ),
            *super().get_urls(),
        ]

    def visible_article(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        articles = Article.objects.visible_to(request.user)
        return get_object_or_404(articles.select_related(*WITH), pk=pk)

    # --- the text as readers would see it

    @method_decorator(require_safe)
    def preview_view(self, request, pk):
        article = self.visible_article(request, pk)
        page = self.text_of(request, article)
        return render(
            request,
            "admin/articles/article/preview.html",
            {"page": page, "article": article, "remarks": self.open_remarks(request, article)},
        )

    def text_of(self, request, article, revision=None):
        try:
            revision = revision or article.pending or build(article, by=request.user)
        except WorkflowError as error:
            messages.error(request, str(error))
            return None
        return pages.preview(article, revision, tree=tree_of(request))

    @method_decorator(require_safe)
    def version_view(self, request, pk, number):
        article = self.visible_article(request, pk)
        revision = get_object_or_404(article.revisions, number=number)
        if revision.pk != article.live_id and not self.sees_history(request, article):
            raise Http404
        page = pages.preview(article, revision, tree=tree_of(request))
        context = {"page": page, "article": article, "revision": revision}
        return render(request, "admin/articles/article/preview.html", context)

    def sees_history(self, request, article):
        """Old versions are for those who see more of the article than its public page."""
        return request.user.has_perm("articles.view_event") or is_own(request.user, article)

    # --- history

    @method_decorator(require_safe)
    def history_view_of_events(self, request, pk):
        article = self.visible_article(request, pk)
        if not self.sees_history(request, article):
            raise PermissionDenied("The history is for the people who work on this article.")
        events = Event.objects.filter(article=article).select_related("happened_by", "revision")
        before = request.GET.get("before", "")
        if is_id(before):
            events = events.filter(pk__lt=int(before))
        events = list(events[: HISTORY_SHOWN + 1])
        names = owners.in_words(events)
        for event in events:
            event.why = names.get(event.pk, event.reason)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of “{article.title}”",
            "article": article,
            "events": events[:HISTORY_SHOWN],
            "older": events[HISTORY_SHOWN - 1].pk if len(events) > HISTORY_SHOWN else None,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/history.html", context)

    def last_request(self, request, article):
        """What the reviewer asked for, while the manuscript is being changed because of it."""
        if not article.is_open_to_writing or not self.sees_history(request, article):
            return None
        last = article.events.filter(verb__in=["request_changes", "submit"]).first()
        return last if last and last.verb == "request_changes" else None
