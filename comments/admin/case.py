"""Cases on the desk: the list of what readers reported. A case's own page is in `case_page`."""

from django.contrib import admin
from django.utils.html import format_html

from articles.admin.lists import BoundedPaginator
from articles.lists import is_id
from comments.admin.case_page import CasePage
from comments.models import Case, Severity, State

LISTED = (
    "text", "masked_text", "kind", "severity", "state", "outcome", "opened_at", "article",
    "revision__title", "revision__number", "taken_by__display_name", "confirmed_at",
)  # fmt: skip


class StateFilter(admin.SimpleListFilter):
    """What waits, unless another choice is made."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [*State.choices, ("all", "All")]

    def choices(self, changelist):
        for value, label in {None: "Waiting", **dict(self.lookup_choices)}.items():
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
        if self.value() in State.values:
            return queryset.filter(state=self.value())
        return queryset.waiting()


class SeverityFilter(admin.SimpleListFilter):
    title = "severity"
    parameter_name = "severity"

    def lookups(self, request, model_admin):
        return [(str(value), label) for value, label in reversed(Severity.choices)]

    def queryset(self, request, queryset):
        known = self.value() in {str(value) for value in Severity.values}
        return queryset.filter(severity=self.value()) if known else queryset


class ArticleFilter(admin.SimpleListFilter):
    """Only by address, from the article's own page: it offers no choices of its own."""

    title = "article"
    parameter_name = "article"

    def lookups(self, request, model_admin):
        return []

    def has_output(self):
        return is_id(self.value())

    def choices(self, changelist):
        everything = changelist.get_query_string(remove=[self.parameter_name])
        yield {"selected": False, "query_string": everything, "display": "All articles"}
        yield {"selected": True, "query_string": "?", "display": "This one"}

    def queryset(self, request, queryset):
        return queryset.filter(article=self.value()) if is_id(self.value()) else queryset


@admin.register(Case)
class CaseAdmin(CasePage, admin.ModelAdmin):
    list_display = ["problem", "page", "severity_badge", "state_badge", "reported"]
    list_filter = [StateFilter, SeverityFilter, ArticleFilter]
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = BoundedPaginator
    sortable_by = ()
    ordering = ["-severity", "id"]
    actions = None
    view_on_site = False

    def get_queryset(self, request):
        return Case.objects.visible_to(request.user)

    def get_changelist_instance(self, request):
        changelist = super().get_changelist_instance(request)
        rows = changelist.result_list.select_related("revision", "taken_by")
        changelist.result_list = rows.only(*LISTED)
        return changelist

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        return lookup in {offered.parameter_name for offered in self.list_filter}

    # --- columns

    @admin.display(description="problem")
    def problem(self, obj):
        return f"{obj.get_kind_display()}: {obj}"

    @admin.display(description="page")
    def page(self, obj):
        return f"{obj.revision.title}, version {obj.revision.number}"

    @admin.display(description="severity")
    def severity_badge(self, obj):
        if obj.severity == Severity.DANGER:
            return format_html(
                '<strong class="desk-urgent">{}</strong>', obj.get_severity_display()
            )
        return obj.get_severity_display()

    @admin.display(description="state")
    def state_badge(self, obj):
        if obj.state == State.CLOSED:
            return f"Closed: {obj.get_outcome_display()}"
        state = f"In hand: {obj.taken_by}" if obj.taken_by else obj.get_state_display()
        return f"{state}; found right" if obj.confirmed_at else state

    @admin.display(description="reported on")
    def reported(self, obj):
        return f"{obj.opened_at:%-d %B %Y}"
