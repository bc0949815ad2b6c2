"""Help lines in the admin: editors keep them, and say when they have checked a number."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods

from articles import keeping_help_lines
from articles.errors import NotAllowed
from articles.models import HelpLine

RECORDS_SHOWN = 20


class HelpLineForm(forms.ModelForm):
    class Meta:
        model = HelpLine
        fields = [
            "country",
            "country_name",
            "name",
            "channel",
            "number",
            "what_to_send",
            "hours",
            "audience",
            "languages",
            "source",
            "is_emergency",
            "position",
            "in_use",
            "owner",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "owner" in self.fields:
            self.fields["owner"].queryset = keeping_help_lines.keepers()
            self.fields["owner"].empty_label = "Nobody yet"
            self.fields["owner"].help_text = "Is asked once a month to check it again."

    def clean(self):
        cleaned = super().clean()
        try:
            if cleaned.get("in_use") and not (self.instance.pk and self.initial.get("in_use")):
                keeping_help_lines.refuse_too_many()
        except NotAllowed as no:
            raise ValidationError({"in_use": str(no)}) from no
        return cleaned


@admin.register(HelpLine)
class HelpLineAdmin(admin.ModelAdmin):
    form = HelpLineForm
    list_display = ["number", "name", "country_name", "channel", "standing", "owned_by"]
    list_filter = ["in_use"]
    list_select_related = ["owner"]
    list_per_page = 100
    list_max_show_all = 0
    show_full_result_count = False
    sortable_by = ()
    actions = None
    view_on_site = False

    def get_urls(self):
        check = self.admin_site.admin_view(self.check_view)
        return [path("<int:pk>/check/", check, name="articles_helpline_check"), *super().get_urls()]

    def has_delete_permission(self, request, obj=None):
        return False  # it is taken out of use; what readers were shown stays on record

    def save_model(self, request, obj, form, change):
        keeping_help_lines.save(obj, by=request.user)

    def history_view(self, request, object_id, extra_context=None):
        """Its records stand on the page where it is checked."""
        _refuse_strangers(request)
        line = self.get_object(request, unquote(object_id))
        if line is None:
            raise Http404("There is no such help line.")
        return HttpResponseRedirect(reverse("admin:articles_helpline_check", args=[line.pk]))

    @admin.display(description="owner")
    def owned_by(self, obj):
        return str(obj.owner) if obj.owner else "Nobody yet"

    @admin.display(description="checked")
    def standing(self, obj):
        if not obj.in_use:
            return "Out of use"
        if obj.verified_on is None:
            return "Not yet: readers do not see it"
        on = date_format(obj.verified_on, "j F Y")
        if not obj.is_current(timezone.localdate()):
            return f"{on}: readers do not see it any more"
        return f"{on}, shown until {date_format(obj.last_shown_on, 'j F Y')}"

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def check_view(self, request, pk):
        """“I checked this number today”: the page that asks, and the answer."""
        _refuse_strangers(request)
        line = get_object_or_404(HelpLine.objects.select_related("owner", "verified_by"), pk=pk)
        if request.method != "POST":
            return self._ask(request, line)
        try:
            number = request.POST.get("number", "")
            line = keeping_help_lines.check(line, number=number, by=request.user)
        except NotAllowed as no:
            line.refresh_from_db()
            return self._ask(request, line, str(no), status=409)
        messages.success(request, f"You checked {line} today. Readers see it for six months.")
        return HttpResponseRedirect(reverse("admin:articles_helpline_changelist"))

    def _ask(self, request, line, problem="", status=200):
        context = {
            **self.admin_site.each_context(request),
            "title": "Check a help line",
            "line": line,
            "standing": self.standing(line),
            "problem": problem,
            "refusal": keeping_help_lines.refusal_to_check(line, request.user),
            "records": line.records.select_related("happened_by")[:RECORDS_SHOWN],
            "opts": self.opts,
        }
        return TemplateResponse(
            request, "admin/articles/helpline/check.html", context, status=status
        )


def _refuse_strangers(request):
    if not request.user.has_perm("articles.change_helpline"):
        raise PermissionDenied("Help lines are kept by editors.")
