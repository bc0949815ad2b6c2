"""The page of one step of the walk: what it does, what stands in its way, and the button."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from articles import checks, editions
from articles.errors import ChecksFailed, NotAllowed, StaleArticle, Unacknowledged, WorkflowError
from articles.freezing import build
from articles.models import Change, ReviewKind
from articles.rules import approval_of_pending
from articles.steps import STEPS
from articles.workflow import can, refusal, statement_of, take

SHOWS_THE_TEXT = {
    "submit",
    "approve",
    "sign_minor",
    "publish",
    "publish_unreviewed",
    "publish_urgently",
    "mark_reviewed_unchanged",
}
WRITTEN = ("reason", "change", "change_note", "translated_from")
NO_VERSION = (
    "The step came without the version it was meant for, so nothing was done. "
    "Look at the text as it is now, and try again."
)
EXCEPTIONS = {"publish_unreviewed", "publish_urgently"}
SIGNS = {
    "approve": ReviewKind.WHOLE,
    "sign_minor": ReviewKind.MINOR,
    "mark_reviewed_unchanged": ReviewKind.UNCHANGED,
}


class StepPage:
    def get_urls(self):
        door = self.admin_site.admin_view
        # Steps have a segment of their own: a verb must never swallow the admin's own addresses.
        return [
            path("<int:pk>/steps/<slug:verb>/", door(self.step_view), name="articles_article_step"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def step_view(self, request, pk, verb):
        article = self.visible_article(request, pk)
        step = STEPS.get(verb)
        if step is None or step.automatic:
            raise Http404("There is no such step.")
        if request.method == "POST":
            return self._take(request, article, step)
        if no := refusal(request.user, verb, article):
            raise PermissionDenied(no)
        return self._ask(request, article, step)

    def _take(self, request, article, step):
        version = request.POST.get("version", "")
        if not (version.isascii() and version.isdigit() and len(version) < 10):
            if no := refusal(request.user, step.verb, article):
                raise PermissionDenied(no)
            return self._ask(request, article, step, NO_VERSION, status=400)
        try:
            take(step.verb, article, by=request.user, version=int(version), **_typed(request, step))
        except StaleArticle as stale:
            return self._ask(request, stale.current, step, str(stale), status=409)
        except (ChecksFailed, Unacknowledged) as no:
            return self._ask(request, article, step, _in_short(no), status=422)
        except NotAllowed as no:
            if refusal(request.user, step.verb, article):
                raise PermissionDenied(str(no)) from no
            return self._ask(request, article, step, str(no), status=422)
        messages.success(request, f"“{article.title}”: {step.label.lower()} – done.")
        return HttpResponseRedirect(change_url(article))

    def _ask(self, request, article, step, problem="", status=200):
        context = {
            **self.admin_site.each_context(request),
            "title": step.label,
            "article": article,
            "step": step,
            "problem": problem,
            "reason": request.POST.get("reason", ""),
            "typed": request.POST,
            "acknowledged": request.POST.getlist("acknowledged"),
            "statement": statement_of(request.user, SIGNS[step.verb]) if step.verb in SIGNS else "",
            "credential": _credential(request.user, step),
            "changes": Change.choices if step.verb == "submit" and article.live_id else [],
            "versions": _versions(article) if step.verb == "submit" else [],
            "page": self._text(request, article, step),
            "found": _found(request, article, step),
            "is_exception": step.verb in EXCEPTIONS,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/step.html", context, status=status)

    def _text(self, request, article, step):
        if step.verb not in SHOWS_THE_TEXT:
            return None
        if step.verb == "mark_reviewed_unchanged":
            return self.text_of(request, article, article.live)
        return self.text_of(request, article)

    def go_to_step(self, request, article, verb):
        """After a save: on to the page of the step whose button was pressed."""
        article.refresh_from_db()
        if not can(request.user, verb, article):
            messages.warning(request, refusal(request.user, verb, article))
            return HttpResponseRedirect(change_url(article))
        return HttpResponseRedirect(reverse("admin:articles_article_step", args=[article.pk, verb]))


def _versions(article):
    """Asked only where there is a choice: the source has moved on."""
    found = editions.versions_to_name(article)
    is_same = [version.pk for version in found] == [article.translated_from_id]
    return [] if is_same else found


def change_url(article):
    return reverse("admin:articles_article_change", args=[article.pk])


def _typed(request, step):
    """What this step takes of what was sent."""
    typed = {name: request.POST.get(name, "") for name in WRITTEN}
    typed["acknowledged"] = request.POST.getlist("acknowledged")
    return {name: value for name, value in typed.items() if name in (*step.takes, "reason")}


def _in_short(no):
    count = len(no.findings)
    if isinstance(no, Unacknowledged):
        return "Read each warning and tick it, then publish."
    return f"{'One thing stands' if count == 1 else f'{count} things stand'} in the way. See below."


def _credential(user, step):
    if step.verb not in SIGNS or step.verb == "sign_minor":
        return ""
    return user.signing_credential() or ""


def _found(request, article, step):
    """What the checks say at this gate: blocks and warnings, each with a link to its place."""
    try:
        if step.verb == "submit":
            found = checks.at_submit(article, build(article, by=request.user))
        elif step.verb == "publish":
            found = checks.at_publishing(article, article.pending, approval_of_pending(article))
        elif step.verb in EXCEPTIONS:
            revision = article.pending or build(article, by=request.user)
            found = checks.at_publishing(article, revision, review=None)
        else:
            return None
    except WorkflowError:
        return None  # the text cannot be frozen, which the page says already
    return {"blocks": checks.blocking(found), "warnings": checks.warnings(found)}
