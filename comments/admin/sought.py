from django.contrib import admin
from django.db.models import Q

from articles.admin.lists import BoundedPaginator
from articles.models import Article
from comments.models import Sought


@admin.register(Sought)
class SoughtAdmin(admin.ModelAdmin):
    """What readers looked for and did not find; to be read, in the articles that one may see."""

    list_display = ["text", "page", "day"]
    list_display_links = None
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    paginator = BoundedPaginator
    sortable_by = ()
    ordering = ["-id"]
    actions = None

    def get_queryset(self, request):
        rows = Sought.objects.select_related("revision").only(
            "text", "day", "revision__title", "revision__number", "revision__article"
        )
        if request.user.has_perm("comments.view_any_case"):
            return rows
        mine = Q(owner=request.user) | Q(deputy=request.user)
        seen = Article.objects.visible_to(request.user).filter(mine)
        return rows.filter(revision__article__in=seen)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("comments.view_case")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return False

    @admin.display(description="page")
    def page(self, obj):
        return f"{obj.revision.title}, version {obj.revision.number}"
