"""The page on which a step of an article is left to the clock, and taken back from it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_POST

from articles import checks, local_time, scheduling
from articles.admin.schedule_form import ScheduleForm
from articles.admin.step_page import change_url
from articles.errors import ChecksFailed, NotAllowed, StaleArticle, Unacknowledged
from articles.models import Schedule, ScheduledVerb
from articles.rules import approval_of_pending


class SchedulePages:
    def get_urls(self):
        door = self.admin_site.admin_view
        return [
            path("<int:pk>/schedule/", door(self.schedule_view), name="articles_article_schedule"),
            path(
                "<int:pk>/schedule/<int:number>/cancel/",
                door(self.cancel_view),
                name="articles_article_schedule_cancel",
            ),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and context.get("sees_history"):
            context["scheduled"] = [
                described(row, request.user) for row in scheduling.standing(obj)
            ]
            taken = {step.verb for step in context.get("steps", [])}
            context["can_schedule"] = bool(taken & set(scheduling.STEP.values()))
        return super().render_change_form(request, context, add, change, form_url, obj)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def schedule_view(self, request, pk):
        article = self.visible_article(request, pk)
        verbs = scheduling.can_schedule(request.user, article)
        rows = _rows(request, article)
        may_cancel = request.method != "POST" and any(row["may_cancel"] for row in rows)
        if not verbs and not may_cancel:
            raise PermissionDenied("There is nothing here that you could leave to the clock.")
        form = self._schedule_form(request, verbs)
        if request.method == "POST":
            return self._schedule_it(request, article, form, rows)
        return self._schedule_page(request, article, form, rows)

    def _schedule_form(self, request, verbs):
        if not verbs:
            return None
        mine = Schedule.objects.filter(scheduled_by=request.user).order_by("-pk")
        zone = mine.values_list("zone", flat=True).first() or "UTC"
        return ScheduleForm(
            request.POST if request.method == "POST" else None, verbs=verbs, zone=zone
        )

    def _schedule_it(self, request, article, form, rows):
        version = request.POST.get("version", "")
        if not (version.isascii() and version.isdigit() and len(version) < 10):
            return HttpResponseBadRequest(
                "The form came without the version it was meant for, so nothing was scheduled. "
                "Go back to the article and try again."
            )
        if not form.is_valid():
            return self._schedule_page(request, article, form, rows, status=422)
        try:
            row = self._schedule_row(request, article, form.cleaned_data, int(version))
        except StaleArticle as stale:
            return self._schedule_page(request, stale.current, form, rows, str(stale), status=409)
        except NotAllowed as no:
            return self._schedule_page(request, article, form, rows, _in_short(no), status=422)
        messages.success(request, f"{row.get_verb_display()}: {when(row)}.")
        return HttpResponseRedirect(change_url(article))

    def _schedule_row(self, request, article, typed, version):
        return scheduling.schedule(
            article,
            by=request.user,
            verb=typed["verb"],
            at=typed["at"],
            zone=typed["zone"],
            reason=typed.get("reason", ""),
            acknowledged=request.POST.getlist("acknowledged")[:100],
            version=version,
        )

    def _schedule_page(self, request, article, form, rows, problem="", status=200):
        context = {
            **self.admin_site.each_context(request),
            "title": "Schedule",
            "article": article,
            "form": form,
            "rows": rows,
            "problem": problem,
            "found": _found(article, form),
            "acknowledged": request.POST.getlist("acknowledged"),
            "last_run": scheduling.last_run(),
            "opts": self.opts,
        }
        template = "admin/articles/article/schedule.html"
        return TemplateResponse(request, template, context, status=status)

    @method_decorator(require_POST)
    def cancel_view(self, request, pk, number):
        article = self.visible_article(request, pk)
        row = get_object_or_404(article.schedules, pk=number)
        try:
            scheduling.cancel(row, by=request.user)
        except NotAllowed as no:
            if not scheduling.may_cancel(request.user, row):
                raise PermissionDenied(str(no)) from no
            messages.error(request, str(no))
        else:
            messages.success(request, f"Cancelled: {row.get_verb_display().lower()}, {when(row)}.")
        return HttpResponseRedirect(change_url(article))


def _rows(request, article):
    return [described(row, request.user) for row in scheduling.standing(article)]


def described(row, user):
    """A schedule as a page shows it."""
    return {
        "pk": row.pk,
        "what": row.get_verb_display(),
        "when": when(row),
        "by": row.scheduled_by,
        "reason": row.reason,
        "may_cancel": scheduling.may_cancel(user, row),
    }


def when(row):
    return local_time.written_out(row.due, row.zone)


def _in_short(no):
    if isinstance(no, ChecksFailed):
        return "Something stands in the way. See below."
    if isinstance(no, Unacknowledged):
        return "Read each warning and tick it, then schedule."
    return str(no)


def _found(article, form):
    """What the checks would say if it went live now."""
    offered = dict(form.fields["verb"].choices) if form else {}
    if ScheduledVerb.PUBLISH not in offered:
        return None
    found = checks.at_publishing(article, article.pending, approval_of_pending(article))
    return {"blocks": checks.blocking(found), "warnings": checks.warnings(found)}
