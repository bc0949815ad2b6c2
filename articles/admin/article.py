from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.utils.html import format_html
from django.utils.text import capfirst

from articles import editions, languages, manuscript, markup
from articles.admin.article_pages import WITH, ArticlePages
from articles.admin.catalogue_rows import ArticleCodeInline, RelatedPickInline
from articles.admin.checking import CheckingPages
from articles.admin.claim import ClaimInline
from articles.admin.claim_pages import ClaimPages
from articles.admin.compare_pages import ComparePages
from articles.admin.due_pages import DuePages
from articles.admin.edition_pages import EditionPages
from articles.admin.forms import ArticleForm, text_pair
from articles.admin.inlines import AuthorshipInline, ReferenceInline, described, rows_typed
from articles.admin.lists import (
    AuthorFilter,
    BoundedPaginator,
    CategoryFilter,
    ReadersFilter,
    StageFilter,
    search_titles,
)
from articles.admin.review_pages import ReviewPages
from articles.admin.schedule_pages import SchedulePages
from articles.admin.source_pages import SourcePages, tell_of_merges
from articles.admin.step_page import StepPage
from articles.lists import is_id
from articles.models import Article, Authorship
from articles.workflow import may_catalogue, may_write, steps_for

TEXT = ["title", "summary", "key_facts", "body", "also_known_as"]
CATALOGUE = ["slug", "category", "tags", "featured"]
ABOUT = ["language", "content_type", "medicines", "experience_disclosure"]
DISCLOSURE = ["funding", "sponsored", "sponsor_label"]
CARE = ["owner", "deputy", "review_interval", "always_shows_help", "needs_no_help"]
PROVENANCE = ["original_published_on", "source_name", "source_url", "licence", "attribution"]


@admin.register(Article)
class ArticleAdmin(
    StepPage,
    ArticlePages,
    CheckingPages,
    ReviewPages,
    DuePages,
    SchedulePages,
    SourcePages,
    ClaimPages,
    ComparePages,
    EditionPages,
    admin.ModelAdmin,
):
    """Writing. What may be changed, and by whom, is asked of the workflow, never decided here."""

    form = ArticleForm
    inlines = [AuthorshipInline, ReferenceInline, ClaimInline, ArticleCodeInline, RelatedPickInline]
    change_form_template = "admin/articles/article/change_form.html"
    list_display = ["title", "stage_badge", "readers_badge", "category", "edited"]
    list_display_links = ["title"]
    list_select_related = ["category", "edited_by"]
    list_filter = [StageFilter, ReadersFilter, CategoryFilter, AuthorFilter]
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER  # their counts grow with the table
    paginator = BoundedPaginator
    search_fields = ["title"]
    search_help_text = "Words of the title or the address; the beginning of a word is enough."
    sortable_by = ()
    ordering = ["-edited_at", "-id"]
    actions = None
    view_on_site = False

    # --- what this person may see and change

    def get_queryset(self, request):
        return Article.objects.visible_to(request.user)

    def get_changelist_instance(self, request):
        """The list without the texts of its articles, which it does not show."""
        changelist = super().get_changelist_instance(request)
        changelist.result_list = changelist.result_list.defer("body", "summary")
        return changelist

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        return may_write(request.user, obj) or may_catalogue(request.user, obj)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_article")

    def has_delete_permission(self, request, obj=None):
        return False

    def get_object(self, request, object_id, from_field=None):
        """On a save the row is locked first, so that two saves at one instant meet in order."""
        articles = self.get_queryset(request).select_related(*WITH)
        if request.method == "POST":
            articles = articles.select_for_update(of=("self",))
        return articles.filter(pk=object_id).first() if is_id(str(object_id)) else None

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        written = [*TEXT, *ABOUT, *DISCLOSURE, *PROVENANCE]
        readonly = [] if may_write(request.user, obj) else written
        if not readonly and editions.fixes_the_language(obj):
            readonly = ["language"]
        if not may_catalogue(request.user, obj):
            readonly += [*CATALOGUE, *CARE]
        return ["printed_body" if name == "body" else SHOWN_AS.get(name, name) for name in readonly]

    def get_fieldsets(self, request, obj=None):
        shown = self.get_readonly_fields(request, obj)
        swap = {"body": "printed_body", **SHOWN_AS}
        names = lambda fields: [swap[f] if swap.get(f) in shown else f for f in fields]  # noqa: E731
        catalogue = CATALOGUE if self._may_feature(request) else CATALOGUE[:-1]
        hidden = ["opened_version"] if obj else []
        return [
            (None, {"fields": [*names(TEXT[:4]), *hidden]}),
            ("On the shelf", {"fields": names([*catalogue, "also_known_as"])}),
            ("What it is about", {"fields": names(ABOUT)}),
            ("Who paid for it", {"fields": names(DISCLOSURE)}),
            ("Who looks after it", {"fields": names(CARE)}),
            (
                "Where it comes from",
                {"fields": names(PROVENANCE), "classes": ["collapse"]},
            ),
        ]

    def get_inlines(self, request, obj):
        """Of a new article, only the rows that this person may fill in."""
        if obj is not None:
            return self.inlines
        made = [(rows, rows(self.model, self.admin_site)) for rows in self.inlines]
        return [rows for rows, inline in made if inline.has_add_permission(request, None)]

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Declared fields that the page does not show are not read from what is sent either."""
        form = super().get_form(request, obj, change=change, **kwargs)
        shown = set(flatten_fieldsets(self.get_fieldsets(request, obj)))
        for name in set(form.base_fields) - shown:
            del form.base_fields[name]
        return form

    def lookup_allowed(self, lookup, value, request=None):
        """Only the filters that the page offers: no other field is asked about by address."""
        return lookup in {offered.parameter_name for offered in self.list_filter}

    def _may_feature(self, request):
        return request.user.has_perm("articles.change_catalogue")

    def get_search_results(self, request, queryset, search_term):
        return search_titles(queryset, search_term), False

    # --- the list's columns

    @admin.display(description="stage")
    def stage_badge(self, obj):
        return format_html(
            '<span class="stage stage-{}">{}</span>', obj.stage, obj.get_stage_display()
        )

    @admin.display(description="readers see")
    def readers_badge(self, obj):
        if obj.is_withdrawn:
            return format_html('<span class="stage stage-withdrawn">{}</span>', "Withdrawn")
        if obj.live_exemption_id:
            return format_html('<span class="stage stage-exempt">{}</span>', "Not reviewed")
        return "Published" if obj.is_public else "Nothing yet"

    @admin.display(description="last edited")
    def edited(self, obj):
        return f"{obj.edited_at:%-d %B %Y}, {obj.edited_by}"

    # --- read-only faces of fields

    @admin.display(description="Text")
    def printed_body(self, obj):
        return format_html(
            '<div class="manuscript">{}</div>', markup.trusted(markup.clean(obj.body))
        )

    @admin.display(description="Tags")
    def tag_names(self, obj):
        return ", ".join(tag.name for tag in obj.tags.all()) or "None"

    @admin.display(description="Language")
    def language_name(self, obj):
        return languages.KNOWN[obj.language].english

    @admin.display(description="Featured", boolean=True)
    def is_featured(self, obj):
        return obj.featured_at is not None

    # --- saving

    def save_model(self, request, obj, form, change):
        if not change:
            manuscript.begin(obj, by=request.user)
            return
        if "featured" in form.changed_data:
            manuscript.feature(obj, by=request.user, on=form.cleaned_data["featured"])
        # The row is saved with its relations, in `save_related`: one new version for all of it.

    def save_related(self, request, form, formsets, change):
        article = form.instance
        for formset in formsets:
            self.save_formset(request, form, formset, change)
        if "tags" in form.changed_data:
            article.tags.set(form.cleaned_data["tags"])
        rows = [f.prefix for f in formsets if f.has_changed()]
        changed = [name for name in form.changed_data if name != "opened_version"] + rows
        if change and changed:
            event = manuscript.store(article, by=request.user, changed=changed)
            tell_of_merges(request, event)
        elif not change:
            if not Authorship.objects.filter(article=article).exists():
                Authorship.objects.create(article=article, user=request.user)
            tell_of_merges(request, manuscript.begun(article, "created", by=request.user))

    def log_addition(self, *args):
        """The article's own events are its record."""

    log_change = log_deletion = log_addition

    # --- the form's page

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        context["two_texts"] = (
            self.two_texts(form, context) if getattr(form, "stale", False) else []
        )
        if obj is not None:
            context["steps"] = steps_for(request.user, obj)
            context["article"] = obj
            context["may_write"] = may_write(request.user, obj)
            context["can_submit"] = any(step.verb == "submit" for step in context["steps"])
            context["sees_history"] = self.sees_history(request, obj)
            context["standing"] = standing(obj)
            context["editions"] = editions.of_article(request.user, obj)
            context["source_pk"] = obj.translation_of_id or obj.pk
            context["last_request"] = self.last_request(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def two_texts(self, form, context):
        """Everything that differs from what was saved meanwhile, sources and authors included."""
        texts = form.two_texts()
        for inline in context["inline_admin_formsets"]:
            saved = "\n".join(sorted(map(described, inline.formset.queryset.all())))
            typed = "\n".join(sorted(rows_typed(inline.formset)))
            if saved != typed:
                label = capfirst(inline.opts.verbose_name_plural)
                texts.append(text_pair(label, saved, typed))
        return texts

    def response_change(self, request, obj):
        if verb := request.POST.get("_step"):
            return self.go_to_step(request, obj, verb)
        return super().response_change(request, obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id and "opened_version" not in request.POST:
            messages.error(request, "The form came without its version, so nothing was saved.")
            raise PermissionDenied("A save must say which version it was made on.")
        return super().changeform_view(request, object_id, form_url, extra_context)


def standing(article):
    """What readers see now, in a sentence."""
    if article.is_withdrawn:
        return f"Withdrawn on {article.withdrawn_at:%-d %B %Y}: {article.withdrawn_reason}"
    if article.is_public:
        return f"Readers see version {article.live.number}."
    return "Readers see nothing of this article yet."


SHOWN_AS = {"language": "language_name", "tags": "tag_names", "featured": "is_featured"}
