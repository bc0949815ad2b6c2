"""The door of every page of moderation: signed in at the desk, with one permission."""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles.lists import is_id
from comments.models import Appeal, Case, Comment, SecondLook

MODERATE = "comments.moderate_comment"
READ, WRITE = ("GET", "HEAD"), ("POST",)
NO_VERSION = "The form came without its version, so nothing was done. Look, and try again."


def moderators(methods=READ, permission=MODERATE):
    """A page of the admin for who has this permission, with these methods."""

    def decorate(view):
        @require_http_methods(methods)
        @wraps(view)
        def inner(request, *args, **kwargs):
            if not (request.user.has_perm(MODERATE) and request.user.has_perm(permission)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return admin.site.admin_view(inner)

    return decorate


def page(request, template, title, status=200, **context):
    every = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"admin/moderation/{template}.html", every, status=status)


def url_of(kind: str, pk: int) -> str:
    return reverse(f"moderation_{kind}", args=[pk])


def version_in(request) -> int | None:
    """The version that a form was made for; None where it names none."""
    text = request.POST.get("version", "")
    return int(text) if is_id(text) and len(text) < 10 else None


def number_in(text: str | None, most: int = 2**62) -> int | None:
    return int(text) if is_id(text) and int(text) <= most else None


def row_or_404(rows, pk):
    """Raises Http404 for an id that no row can have, too."""
    found = rows.filter(pk=pk).first() if pk < 2**62 else None
    if found is None:
        raise Http404("There is no such thing here.")
    return found


COMMENTS = Comment.objects.select_related(
    "article__category", "revision", "writer", "parent__writer", "settled_by", "escalated_by"
).defer("article__body", "revision__manuscript", "revision__body_html")
CASES = Case.objects.select_related(
    "article__category", "article__live", "revision", "taken_by", "confirmed_by",
    "escalated_by", "closed_by",
)  # fmt: skip
APPEALS = Appeal.objects.select_related(
    "event",
    "made_by",
    "against",
    "settled_by",
    "sanction__reason",
    "sanction__comment__article",
    "comment__article",
)
LOOKS = SecondLook.objects.select_related("comment", "event")
