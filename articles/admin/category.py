from django.contrib import admin
from django.db.models import Case, IntegerField, Value, When
from django.utils.html import format_html

from articles.models import Category
from articles.shelves import Tree


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    """The tree, in its own order: each category under its parent."""

    list_display = ["indented_name", "address", "position"]
    fields = ["name", "slug", "parent", "description", "position"]
    prepopulated_fields = {"slug": ["name"]}
    list_per_page = 500
    list_max_show_all = 0
    show_full_result_count = False
    sortable_by = ()
    actions = None
    view_on_site = False

    def get_queryset(self, request):
        self._tree = [(category.pk, depth) for category, depth in Tree().walk()]
        places = [When(pk=pk, then=Value(place)) for place, (pk, _) in enumerate(self._tree)]
        depths = [When(pk=pk, then=Value(depth)) for pk, depth in self._tree]
        rows = super().get_queryset(request)
        if not places:
            return rows
        return rows.annotate(
            place=Case(*places, default=Value(0), output_field=IntegerField()),
            depth=Case(*depths, default=Value(0), output_field=IntegerField()),
        )

    def get_ordering(self, request):
        return ["place"] if Category.objects.exists() else ["pk"]

    @admin.display(description="category")
    def indented_name(self, obj):
        return format_html('<span class="depth depth-{}">{}</span>', obj.depth, obj.name)

    @admin.display(description="address")
    def address(self, obj):
        return obj.get_absolute_url()
