"""The article's sources beside its form: looking one up, and telling of those that became one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from articles import citations, lookup, sources
from articles.errors import WorkflowError
from articles.lists import is_id
from articles.models import Reference
from articles.workflow import may_write

LABELS = {f.name: f.verbose_name for f in Reference._meta.fields}


def tell_of_merges(request, event):
    for merged in event.facts.get("merged", []):
        messages.info(request, sources.told(merged))


class SourcePages:
    def get_urls(self):
        door = self.admin_site.admin_view
        return [
            path("<int:pk>/look-up/", door(self.look_up_view), name="articles_article_look_up"),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def look_up_view(self, request, pk):
        article = self.visible_article(request, pk)
        if not may_write(request.user, article):
            raise PermissionDenied("The manuscript is not open to you for writing.")
        if request.method == "POST":
            return self._look_up(request, article)
        return self._look_up_page(request, article)

    def _look_up(self, request, article):
        version = request.POST.get("version", "")
        if not is_id(version):
            return HttpResponseBadRequest(
                "The look-up came without the article's version, so nothing was done. "
                "Go back to the article and try again."
            )
        try:
            asked, pk = _asked(request.POST, article)
            found = lookup.find(*asked)
            filled = lookup.fill(
                article, found, by=request.user, version=int(version), asked=asked, pk=pk
            )
        except (lookup.LookUpFailed, WorkflowError) as no:
            return self._look_up_page(request, article, problem=str(no), status=422)
        _tell(request, filled)
        return HttpResponseRedirect(reverse("admin:articles_article_look_up", args=[article.pk]))

    def _look_up_page(self, request, article, problem="", status=200):
        references = article.references.order_by("number", "id")
        context = {
            **self.admin_site.each_context(request),
            "title": "Look sources up",
            "article": article,
            "is_on": lookup.is_on(),
            "rows": [(r, lookup.standing(r), lookup.askable(r)) for r in references],
            "problem": problem,
            "typed": request.POST.get("identifier", "")[:200],
            "opts": self.opts,
        }
        template = "admin/articles/article/look_up.html"
        return TemplateResponse(request, template, context, status=status)


def _asked(sent, article):
    """What to look up: a source of the article, or an identifier that was typed for a new one."""
    if pk := sent.get("reference", ""):
        reference = article.references.filter(pk=pk).first() if is_id(pk) else None
        asked = reference and lookup.askable(reference)
        if not asked:
            raise lookup.LookUpFailed("That source cannot be looked up. Give it a DOI or PMID.")
        return asked, reference.pk
    typed = sent.get("identifier", "").strip()
    for name in lookup.NAMES:
        try:
            if normal := citations.normalise(name, typed):
                return (name, normal), None
        except citations.CitationError:
            continue
    raise lookup.LookUpFailed(
        "Give a DOI, such as 10.1056/nejmoa1714855, or a PMID, such as 12140307."
    )


def _tell(request, filled):
    row = f"Source {filled.reference.number}"
    if filled.fields:
        names = ", ".join(str(LABELS[name]) for name in filled.fields)
        messages.success(request, f"{row}: filled in {names}.")
    else:
        messages.success(request, f"{row}: found; nothing was missing.")
    for name, said in filled.kept.items():
        messages.warning(request, f"{row}: {LABELS[name]} was kept as written; found “{said}”.")
    if filled.event:
        tell_of_merges(request, filled.event)
