"""Two texts of one article side by side, and the door by which an old one is written on."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_safe

from articles import restoring
from articles.differences import compare_revisions
from articles.errors import NotAllowed, StaleArticle, WorkflowError
from articles.freezing import build
from articles.lists import is_id
from articles.models import Article, Revision

OFFERED = 50
LIVE, MANUSCRIPT = "live", "manuscript"


@dataclass(frozen=True)
class Side:
    """One of the two texts: what the address calls it, what a person calls it, and its values."""

    value: str
    label: str
    revision: Revision


class ComparePages:
    def get_urls(self):
        door = self.admin_site.admin_view
        return [
            path("<int:pk>/compare/", door(self.compare_view), name="articles_article_compare"),
            path(
                "<int:pk>/versions/<int:number>/restore/",
                door(self.restore_view),
                name="articles_article_restore_version",
            ),
            *super().get_urls(),
        ]

    # --- compare

    @method_decorator(require_safe)
    def compare_view(self, request, pk):
        article = self.visible_article(request, pk)
        names = [name for name, _ in self._choices(request, article)]
        first = LIVE if LIVE in names else next(iter(names[1:]), MANUSCRIPT)
        chosen = request.GET.get("a", first), request.GET.get("b", MANUSCRIPT)
        try:
            a, b = (self._side(request, article, name) for name in chosen)
            differences = compare_revisions(a.revision, b.revision)
        except WorkflowError as error:
            a = b = None
            differences = []
            messages.error(request, str(error))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Compare texts of “{article.title}”",
            "article": article,
            "a": a,
            "b": b,
            "chosen": chosen,
            "choices": self._choices(request, article),
            "differences": differences,
            "put_back": self._offered(request, article, a, b),
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)

    def _choices(self, request, article: Article):
        choices = [(MANUSCRIPT, "The manuscript as it stands")]
        if article.live_id:
            choices.append((LIVE, f"What readers see (version {article.live.number})"))
        if self.sees_history(request, article):
            newest = article.revisions.only("number", "frozen_at", "title", "article")[:OFFERED]
            choices += [(str(r.number), _named(r)) for r in newest]
        return choices

    def _side(self, request, article, name) -> Side:
        if name == MANUSCRIPT:
            return Side(name, "The manuscript as it stands", build(article, by=request.user))
        if name == LIVE and article.live_id:
            label = f"What readers see (version {article.live.number})"
            return Side(name, label, article.live)
        if not (is_id(name) and len(name) < 10):
            raise Http404("There is no such text of this article.")
        revision = self._version(request, article, int(name))
        return Side(name, _named(revision), revision)

    def _version(self, request, article, number):
        """The same rule as for looking at a version: old ones are for who works on the article."""
        revision = get_object_or_404(article.revisions, number=number)
        if revision.pk != article.live_id and not self.sees_history(request, article):
            raise Http404("There is no such text of this article.")
        return revision

    def _offered(self, request, article, *sides):
        if restoring.refusal(request.user, article) or not self.sees_history(request, article):
            return []
        versions = [side.revision for side in sides if side and side.value != MANUSCRIPT]
        return list(dict.fromkeys(revision.number for revision in versions))

    # --- write on from an old version

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def restore_view(self, request, pk, number):
        article = self.visible_article(request, pk)
        revision = self._version(request, article, number)
        if request.method == "POST":
            return self._put_back(request, article, revision)
        if no := restoring.refusal(request.user, article):
            raise PermissionDenied(no)
        return self._ask_to_put_back(request, article, revision)

    def _put_back(self, request, article, revision):
        version = request.POST.get("version", "")
        if not (is_id(version) and len(version) < 10):
            return HttpResponseBadRequest(
                "The page came without the version it was meant for, so nothing was done. "
                "Go back to the article and try again."
            )
        try:
            restoring.restore_version(
                article, revision.number, by=request.user, version=int(version)
            )
        except StaleArticle as stale:
            return self._ask_to_put_back(request, stale.current, revision, str(stale), status=409)
        except NotAllowed as no:
            raise PermissionDenied(str(no)) from no
        messages.success(
            request,
            f"Version {revision.number} is the manuscript now. What stood there before is kept "
            "in the history.",
        )
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def _ask_to_put_back(self, request, article, revision, problem="", status=200):
        context = {
            **self.admin_site.each_context(request),
            "title": f"Put version {revision.number} back",
            "article": article,
            "revision": revision,
            "problem": problem,
            "opts": self.opts,
        }
        template = "admin/articles/article/restore_version.html"
        return TemplateResponse(request, template, context, status=status)


def _named(revision):
    return f"Version {revision.number}, {revision.frozen_at:%-d %B %Y}"
