"""Claims on the desk: saved with the article, and a report of those that lack something."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from articles.admin.claim import save_claims
from articles.lists import is_id
from articles.models import Article, Authorship, Claim, Standing

SHOWN = 50
LACKING = (Standing.UNCITED, Standing.STALE, Standing.GONE)


class ClaimPages:
    def get_urls(self):
        door = self.admin_site.admin_view
        report = path("claims/", door(self.claims_view), name="articles_article_claims")
        return [report, *super().get_urls()]

    def save_formset(self, request, form, formset, change):
        if formset.model is Claim:
            save_claims(formset, form.instance, by=request.user)
        else:
            super().save_formset(request, form, formset, change)

    @method_decorator(require_safe)
    def claims_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        standing = request.GET.get("standing", "")
        standing = Standing(standing if standing in LACKING else Standing.UNCITED)
        mine = request.GET.get("whose") == "mine"
        after = request.GET.get("after", "")
        rows = lacking(request.user, standing, mine=mine, after=int(after) if is_id(after) else 0)
        context = {
            **self.admin_site.each_context(request),
            "title": "Claims that lack something",
            "rows": rows[:SHOWN],
            "standing": standing,
            "kinds": LACKING,
            "mine": mine,
            "whose": "mine" if mine else "all",
            "is_first_page": not after,
            "next_url": _next(rows, standing, mine) if len(rows) > SHOWN else "",
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/claims.html", context)


def lacking(user, standing: Standing, *, mine: bool, after: int = 0) -> list[Claim]:
    """One page of claims of this standing in the articles that this person may see, and one
    more to see whether it goes on; newest first, beginning after the row of this id."""
    articles = Article.objects.visible_to(user)
    if mine:
        own = Authorship.objects.filter(user=user).values("article")
        articles = articles.filter(Q(created_by=user) | Q(owner=user) | Q(pk__in=own))
    rows = Claim.objects.filter(standing=standing, article__in=articles)
    if after:
        rows = rows.filter(pk__lt=after)
    rows = rows.select_related("article", "marked_by").only(
        "key", "words", "text", "standing", "sources", "marked_at", "marked_by__display_name",
        "article__title", "article__stage",
    )  # fmt: skip
    return list(rows.order_by("-pk")[: SHOWN + 1])


def _next(rows, standing, mine):
    whose = {"whose": "mine"} if mine else {}
    return f"?{urlencode({'standing': standing.value, **whose, 'after': rows[SHOWN - 1].pk})}"
