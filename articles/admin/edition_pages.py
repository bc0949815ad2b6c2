"""Editions in other languages: how each stands, and the small door that starts a new one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from articles import editions, languages
from articles.errors import NotAllowed


class EditionPages:
    def get_urls(self):
        door = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/editions/<slug:language>/",
                door(self.edition_view),
                name="articles_article_edition",
            ),
            *super().get_urls(),
        ]

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def edition_view(self, request, pk, language):
        """Asks first, and starts the edition when the answer is sent."""
        source = self.visible_article(request, pk)
        if language not in languages.offered():
            raise Http404("This site has no editions in that language.")
        if no := editions.refusal(request.user, source, language):
            raise PermissionDenied(no)
        if request.method == "POST":
            return self._start(request, source, language)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Start an edition in {languages.KNOWN[language].english}",
            "article": source,
            "language": languages.KNOWN[language],
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/edition.html", context)

    def _start(self, request, source, language):
        try:
            edition = editions.start(source, language, by=request.user)
        except NotAllowed as no:  # somebody was quicker
            raise PermissionDenied(str(no)) from no
        messages.success(
            request,
            f"This is the {languages.KNOWN[language].english} edition. It still holds the "
            "words of the source: translate them, then submit it for review.",
        )
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[edition.pk]))
