"""The glossary in the admin: editors keep it, and every save leaves a record of what it said."""

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from articles import glossary
from articles.admin.forms import Lines
from articles.errors import NotAllowed
from articles.lists import is_id
from articles.models import GlossaryTerm
from articles.models.glossary_term import LONGEST_TERM, MOST_SPELLINGS

RECORDS_SHOWN = 50
HOW_IT_WORKS = (
    "A text that is submitted takes the explanations of its words with it, and the clinician who "
    "signs it signs them too. A change here reaches the readers of an article with its next "
    "version; the page of the glossary shows it at once."
)


class Spellings(Lines):
    longest = LONGEST_TERM


class GlossaryTermForm(forms.ModelForm):
    spellings = Spellings(
        required=False,
        label="Other spellings",
        help_text="Plurals and other spellings of the same word, one a line.",
    )

    class Meta:
        model = GlossaryTerm
        fields = ["term", "spellings", "explanation", "source", "owner", "in_use"]
        widgets = {"explanation": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "owner" in self.fields:
            self.fields["owner"].queryset = glossary.keepers()
            self.fields["owner"].empty_label = "Nobody yet"

    def clean_spellings(self):
        spellings = self.cleaned_data["spellings"]
        if len(spellings) > MOST_SPELLINGS:
            raise ValidationError(f"Keep the {MOST_SPELLINGS} spellings that texts use most.")
        return spellings

    def clean_explanation(self):
        return " ".join(self.cleaned_data["explanation"].split())

    def clean(self):
        cleaned = super().clean()
        try:
            if cleaned.get("in_use") and not (self.instance.pk and self.initial.get("in_use")):
                glossary.refuse_too_many()
        except NotAllowed as no:
            raise ValidationError({"in_use": str(no)}) from no
        return cleaned


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(admin.ModelAdmin):
    form = GlossaryTermForm
    fieldsets = [
        (
            None,
            {
                "fields": ["term", "spellings", "explanation", "source", "owner", "in_use"],
                "description": HOW_IT_WORKS,
            },
        )
    ]
    list_display = ["term", "explanation", "owned_by", "changed", "in_use"]
    list_filter = ["in_use"]
    list_select_related = ["owner", "changed_by"]
    list_per_page = 100
    list_max_show_all = 0
    show_full_result_count = False
    search_fields = ["sort_key__startswith"]
    search_help_text = "The beginning of a word."
    sortable_by = ()
    actions = None
    view_on_site = False

    def has_delete_permission(self, request, obj=None):
        return False  # it is taken out of use; what readers were shown stays on record

    def save_model(self, request, obj, form, change):
        glossary.save(obj, by=request.user)

    def log_addition(self, *args):
        """Its records are kept by `glossary.save`."""

    log_change = log_deletion = log_addition

    @admin.display(description="owner")
    def owned_by(self, obj):
        return str(obj.owner) if obj.owner else "Nobody yet"

    @admin.display(description="last changed")
    def changed(self, obj):
        return f"{date_format(obj.changed_at, 'j F Y')}, {obj.changed_by}"

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied("The glossary is for the people who write.")
        pk = unquote(object_id)
        term = GlossaryTerm.objects.filter(pk=pk).first() if is_id(pk) else None
        if term is None:
            raise Http404("There is no such word.")
        context = {
            **self.admin_site.each_context(request),
            "title": f"What “{term}” said",
            "term": term,
            "records": term.records.select_related("happened_by")[:RECORDS_SHOWN],
            "opts": self.opts,
        }
        template = "admin/articles/glossaryterm/history.html"
        return TemplateResponse(request, template, context)
