from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from articles.admin.deleting import KeepsWhatIsNeeded
from articles.models import Tag

COMPLETED = 10


@admin.register(Tag)
class TagAdmin(KeepsWhatIsNeeded, admin.ModelAdmin):
    list_display = ["name", "slug"]
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    ordering = ["name"]
    search_fields = ["name__istartswith"]
    show_full_result_count = False
    list_max_show_all = 0
    actions = None
    view_on_site = False

    def get_urls(self):
        complete = self.admin_site.admin_view(self.complete_view)
        return [path("complete/", complete, name="articles_tag_complete"), *super().get_urls()]

    def why_kept(self, obj):
        """An article's history says which tags it had, so a tag leaves each by an edit of it."""
        if not obj.tagged.exists():
            return ""
        return f"“{obj}” is on articles, so it cannot be deleted. Take it off each of them first."

    @method_decorator(require_safe)
    def complete_view(self, request):
        """The first tags that begin with what was typed, for the tag box of the article form."""
        if not request.user.has_perm("articles.add_tag"):
            raise PermissionDenied
        typed = request.GET.get("q", "").strip()[:100]
        tags = Tag.objects.filter(name__istartswith=typed) if typed else Tag.objects.none()
        names = tags.order_by("name").values_list("name", flat=True)[:COMPLETED]
        return JsonResponse({"results": list(names)})
