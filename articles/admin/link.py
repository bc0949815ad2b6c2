from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_POST

from articles import links
from articles.admin.lists import BoundedPaginator
from articles.errors import NotAllowed
from articles.models import Link, LinkStatus

USES_SHOWN = 50


class StatusFilter(admin.SimpleListFilter):
    """Broken ones unless another choice is made: nobody reads through all that work."""

    title = "what the checks say"
    parameter_name = "status"

    def lookups(self, request, model_admin):
        rest = [(s.value, s.label) for s in LinkStatus if s != LinkStatus.BROKEN]
        return [*rest, ("all", "All")]

    def choices(self, changelist):
        shown = {None: "Broken", **dict(self.lookup_choices)}
        for value, label in shown.items():
            yield {
                "selected": self.value() == value,
                "query_string": changelist.get_query_string(
                    {self.parameter_name: value} if value else {}, [self.parameter_name]
                ),
                "display": label,
            }

    def queryset(self, request, queryset):
        if self.value() == "all":
            return queryset
        known = self.value() in LinkStatus.values
        return queryset.filter(status=self.value() if known else LinkStatus.BROKEN)


@admin.register(Link)
class LinkAdmin(admin.ModelAdmin):
    """What the link checks found. Read only, but for asking that a link be checked again."""

    list_display = ["address", "status", "since", "checked", "answer"]
    list_filter = [StatusFilter]
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ()
    ordering = ["-id"]
    actions = None
    view_on_site = False
    fields = ["shown_address", "status", "answer", "since", "checked", "next", "used_on"]
    readonly_fields = fields
    change_form_template = "admin/articles/link/change_form.html"

    def get_urls(self):
        again = self.admin_site.admin_view(self.check_again_view)
        return [
            path("<int:pk>/check-again/", again, name="articles_link_check_again"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return lookup == StatusFilter.parameter_name

    def render_change_form(self, request, context, *args, **kwargs):
        context["may_recheck"] = request.user.has_perm("articles.recheck_link")
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_POST)
    def check_again_view(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied
        link = get_object_or_404(Link, pk=pk)
        try:
            links.recheck(link, by=request.user)
        except NotAllowed as no:
            raise PermissionDenied(str(no)) from no
        if links.are_checked():
            messages.success(request, f"{link} will be checked within a few minutes.")
        else:
            messages.warning(request, "Link checks are switched off on this site (LINK_CHECKS).")
        return HttpResponseRedirect(reverse("admin:articles_link_change", args=[link.pk]))

    # --- columns and fields

    @admin.display(description="address")
    def shown_address(self, obj):
        return format_html(
            '<a href="{}" rel="noopener noreferrer">{}</a>', obj.address, obj.address
        )

    @admin.display(description="failing since")
    def since(self, obj):
        return _day(obj.first_failed, "–")

    @admin.display(description="last checked")
    def checked(self, obj):
        return _day(obj.last_check, "Not yet")

    @admin.display(description="to be checked")
    def next(self, obj):
        return _day(obj.next_check, "")

    @admin.display(description="used on")
    def used_on(self, obj):
        rows = [
            (reverse("admin:articles_article_change", args=[use.article_id]), use.title, use.place)
            for use in links.uses(obj, USES_SHOWN)
        ]
        if not rows:
            return "No live page uses it now."
        return format_html(
            "<ul>{}</ul>", format_html_join("", '<li><a href="{}">{}</a> ({})</li>', rows)
        )


def _day(moment, otherwise):
    return f"{moment:%-d %B %Y}" if moment else otherwise
