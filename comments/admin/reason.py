"""The reasons for decisions, kept by administrators. None is deleted: the record names them."""

from django.contrib import admin

from comments.models import Reason


@admin.register(Reason)
class ReasonAdmin(admin.ModelAdmin):
    list_display = ["label", "verb", "order", "is_active", "is_spam"]
    list_filter = ["verb", "is_active"]
    ordering = ["verb", "order", "id"]
    fields = ["verb", "label", "rule", "message", "outcome", "is_spam", "order", "is_active"]
    list_per_page = 100
    show_facets = admin.ShowFacets.NEVER
    actions = None

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("comments.change_reason")

    has_change_permission = has_view_permission

    def has_module_permission(self, request):
        return request.user.has_perm("comments.change_reason")

    def has_add_permission(self, request):
        return request.user.has_perm("comments.change_reason")

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """What a reason is for stays: decisions that named it are of that kind."""
        return ["verb"] if obj else []
