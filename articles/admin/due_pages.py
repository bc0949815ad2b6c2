"""The queue of what is due for review, as a page of the desk."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from articles import due

SHOWN = 50


class DuePages:
    def get_urls(self):
        door = self.admin_site.admin_view
        return [path("due/", door(self.due_view), name="articles_article_due"), *super().get_urls()]

    @method_decorator(require_safe)
    def due_view(self, request):
        if not self.has_view_permission(request):
            raise PermissionDenied
        sees_all = due.sees_all(request.user)
        mine = not sees_all or request.GET.get("whose") == "mine"
        after = due.Key.parse(request.GET.get("after", ""))
        rows = due.queue(request.user, SHOWN + 1, mine=mine, after=after)
        context = {
            **self.admin_site.each_context(request),
            "title": "Due for review",
            "rows": rows[:SHOWN],
            "sees_all": sees_all,
            "mine": mine,
            "is_first_page": after is None,
            "next_url": _next(rows[:SHOWN], mine) if len(rows) > SHOWN else "",
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/article/due.html", context)


def _next(rows, mine):
    whose = {"whose": "mine"} if mine else {}
    return f"?{urlencode({**whose, 'after': str(rows[-1].key)})}"
