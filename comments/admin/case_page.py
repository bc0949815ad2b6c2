"""One case: what the reader said, the text that they read, and what can be decided."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from articles.errors import NotAllowed
from articles.lists import is_id
from articles.models import Article
from articles.rules import is_own
from comments import cases, usefulness
from comments.context import context_of
from comments.errors import StaleCase
from comments.models import Outcome

OTHERS_SHOWN = 20
EVENTS_SHOWN = 200
NO_VERSION = "The form came without its version, so nothing was done. Look, and try again."
BAD_CORRECTION = "That correction is not in the list any more. Choose again."


class CasePage:
    def get_urls(self):
        decide = self.admin_site.admin_view(self.decision_view)
        return [
            path("<int:pk>/decisions/<slug:verb>/", decide, name="comments_case_decide"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self._show(request, self._case(request, object_id))

    def history_view(self, request, object_id, extra_context=None):
        return HttpResponseRedirect(_url(self._case(request, object_id)))

    @method_decorator(require_POST)
    def decision_view(self, request, pk, verb):
        case = self._case(request, str(pk))
        if verb not in VERBS:
            raise Http404("There is no such decision.")
        if not cases.may_decide(request.user, case):
            raise PermissionDenied(cases.NOT_YOURS)
        version = request.POST.get("version", "")
        if not (is_id(version) and len(version) < 10):
            return self._show(request, case, NO_VERSION, 400)
        try:
            VERBS[verb](case, request.POST, by=request.user, version=int(version))
        except StaleCase as stale:
            return self._show(request, self._case(request, str(pk)), str(stale), 409)
        except NotAllowed as no:
            return self._show(request, case, str(no), 422)
        messages.success(request, DONE[verb])
        return HttpResponseRedirect(_url(case))

    def _case(self, request, object_id):
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not is_id(object_id):
            raise Http404
        rows = self.get_queryset(request).select_related(
            "article__category", "article__live", "revision", "opened_by", "taken_by", "closed_by",
            "confirmed_by",
            "correction",
        )  # fmt: skip
        return get_object_or_404(
            rows.defer("article__body", "article__live__manuscript"), pk=object_id
        )

    def _show(self, request, case, problem="", status=200):
        context = {
            **self.admin_site.each_context(request),
            "title": case.get_kind_display(),
            "opts": self.opts,
            "case": case,
            "others": self._others(request, case),
            "problem": problem,
            "typed": request.POST,
            **_known(case),
            **_offered(request.user, case),
        }
        return TemplateResponse(request, "admin/comments/case/case.html", context, status=status)

    def _others(self, request, case):
        others = self.get_queryset(request).waiting().filter(article=case.article_id)
        others = others.exclude(pk=case.pk).only("text", "kind", "severity")
        return list(others[:OTHERS_SHOWN])


def _known(case):
    return {
        "place": context_of(case),
        "useful": usefulness.of_edition(case.revision_id),
        "events": list(case.events.select_related("happened_by")[:EVENTS_SHOWN]),
    }


def _offered(user, case):
    """What this person can open from here, and decide."""
    seen = Article.objects.visible_to(user).filter(pk=case.article_id).exists()
    return {
        "sees_article": seen,
        "version_url": _version_url(user, case) if seen else "",
        "may_decide": cases.may_decide(user, case),
        "outcomes": Outcome.choices,
        "corrections": cases.corrections_for(case) if case.is_waiting else [],
    }


def _version_url(user, case):
    """The edition as it was read; old ones are for those who see an article's history."""
    sees_history = user.has_perm("articles.view_event") or is_own(user, case.article)
    if case.revision_id != case.article.live_id and not sees_history:
        return ""
    place = [case.article_id, case.revision.number]
    return reverse("admin:articles_article_version", args=place)


def _close(case, typed, **who):
    cases.close(
        case,
        outcome=typed.get("outcome", ""),
        reason=typed.get("reason", ""),
        correction=_correction(case, typed.get("correction", "")),
        **who,
    )


def _correction(case, chosen):
    if not chosen:
        return None
    offered = {str(notice.pk): notice for notice in cases.corrections_for(case)}
    if chosen not in offered:
        raise NotAllowed(BAD_CORRECTION)
    return offered[chosen]


VERBS = {
    "take": lambda case, typed, **who: cases.take(case, **who),
    "close": _close,
    "reopen": lambda case, typed, **who: cases.reopen(case, reason=typed.get("why", ""), **who),
    "forget-address": lambda case, typed, **who: cases.forget_address(case, **who),
}
DONE = {
    "take": "You have this case in hand.",
    "close": "The case is closed.",
    "reopen": "The case is open again.",
    "forget-address": "The reader's address is deleted.",
}


def _url(case):
    return reverse("admin:comments_case_change", args=[case.pk])
