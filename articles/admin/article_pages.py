"""The article's further pages in the admin: its steps, previews and history, each a small door."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_safe

from articles import pages
from articles.errors import NotAllowed, StaleArticle, WorkflowError
from articles.freezing import build
from articles.lists import is_id
from articles.models import Article, Event
from articles.rules import is_own
from articles.shelves import tree_of
from articles.steps import STEPS
from articles.workflow import can, refusal, statement_of, take

HISTORY_SHOWN = 50
SHOWS_THE_TEXT = {"submit", "approve", "publish", "publish_unreviewed"}


class ArticlePages:
    def get_urls(self):
        door = self.admin_site.admin_view
        # Steps have a segment of their own: a verb must never swallow the admin's own addresses.
        return [
            path("<int:pk>/steps/<slug:verb>/", door(self.step_view), name="articles_article_step"),
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

    def _visible(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        articles = Article.objects.visible_to(request.user)
        return get_object_or_404(
            articles.select_related("category", "live", "pending", "live_exemption"), pk=pk
        )

    # --- one step of the walk

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def step_view(self, request, pk, verb):
        article = self._visible(request, pk)
        step = STEPS.get(verb)
        if step is None:
            raise Http404("There is no such step.")
        if request.method == "POST":
            return self._take(request, article, step)
        if no := refusal(request.user, verb, article):
            raise PermissionDenied(no)
        return self._ask(request, article, step)

    def _take(self, request, article, step):
        version = request.POST.get("version", "")
        if not (version.isascii() and version.isdigit() and len(version) < 10):
            return HttpResponseBadRequest(
                "The step came without the version it was meant for, so nothing was done. "
                "Go back to the article and try again."
            )
        reason = request.POST.get("reason", "")
        try:
            take(step.verb, article, by=request.user, version=int(version), reason=reason)
        except StaleArticle as stale:
            return self._ask(request, stale.current, step, str(stale), reason, status=409)
        except NotAllowed as no:
            if refusal(request.user, step.verb, article):
                raise PermissionDenied(str(no)) from no
            return self._ask(request, article, step, str(no), reason, status=422)
        messages.success(request, f"“{article.title}”: {step.label.lower()} – done.")
        return HttpResponseRedirect(_change_url(article))

    def _ask(self, request, article, step, problem="", reason="", status=200):
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "article": article,
            "step": step,
            "problem": problem,
            "reason": reason,
            "statement": statement_of(request.user) if step.verb == "approve" else "",
            "page": self._text_of(request, article) if step.verb in SHOWS_THE_TEXT else None,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/step.html", context, status=status)

    def go_to_step(self, request, article, verb):
        """After a save: on to the page of the step whose button was pressed."""
        article.refresh_from_db()
        if not can(request.user, verb, article):
            messages.warning(request, refusal(request.user, verb, article))
            return HttpResponseRedirect(_change_url(article))
        return HttpResponseRedirect(reverse("admin:articles_article_step", args=[article.pk, verb]))

    # --- the text as readers would see it

    @method_decorator(require_safe)
    def preview_view(self, request, pk):
        article = self._visible(request, pk)
        page = self._text_of(request, article)
        return render(
            request, "admin/articles/article/preview.html", {"page": page, "article": article}
        )

    def _text_of(self, request, article):
        try:
            revision = article.pending or build(article, by=request.user)
        except WorkflowError as error:
            messages.error(request, str(error))
            return None
        return pages.preview(article, revision, tree=tree_of(request))

    @method_decorator(require_safe)
    def version_view(self, request, pk, number):
        article = self._visible(request, pk)
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
        article = self._visible(request, pk)
        if not self.sees_history(request, article):
            raise PermissionDenied("The history is for the people who work on this article.")
        events = Event.objects.filter(article=article).select_related("happened_by", "revision")
        before = request.GET.get("before", "")
        if is_id(before):
            events = events.filter(pk__lt=int(before))
        events = list(events[: HISTORY_SHOWN + 1])
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


def _change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])
