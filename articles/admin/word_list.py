"""Word lists and topic packs in the admin: every save is a new version, and none is ever lost."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import compare, quality, word_lists
from articles.admin.word_list_form import LONGEST_REASON, WordListForm
from articles.errors import NotAllowed
from articles.lists import is_id
from articles.models import WordList, WordListVersion

VERSIONS_SHOWN = 50
WARNING = (
    "Everything you write here holds at once, for every check of every article. "
    "No version is ever lost: you can go back to any of them."
)


@admin.register(WordList)
class WordListAdmin(admin.ModelAdmin):
    form = WordListForm
    list_display = ["title", "explanation", "owned_by", "held"]
    list_filter = ["kind"]
    list_per_page = 200
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    sortable_by = ()
    actions = None
    view_on_site = False

    def get_urls(self):
        door = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/versions/<int:number>/",
                door(self.version_view),
                name="articles_wordlist_version",
            ),
            path(
                "<int:pk>/take-over/",
                door(self.take_over_view),
                name="articles_wordlist_take_over",
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request):
        newest = (
            WordListVersion.objects.order_by("word_list_id", "-number")
            .distinct("word_list_id")
            .select_related("owner", "made_by")
            .defer("text")
        )
        return WordList.objects.prefetch_related(
            Prefetch("versions", queryset=newest, to_attr="newest_versions")
        )

    def get_object(self, request, object_id, from_field=None):
        """Saves meet in order: the second one to come finds the first one's version."""
        if request.method == "POST":
            word_lists.lock()
        return WordList.objects.filter(pk=object_id).first() if is_id(str(object_id)) else None

    def has_delete_permission(self, request, obj=None):
        return False

    def get_fieldsets(self, request, obj=None):
        entries = ["text", "source", "owner", "reason"]
        first = ["opened"] if obj else ["title", "explanation"]
        return [(None, {"fields": [*first, *entries], "description": WARNING})]

    # --- the list's columns

    @admin.display(description="owner")
    def owned_by(self, obj):
        return owner_of(obj.newest_versions[0])

    @admin.display(description="what holds")
    def held(self, obj):
        newest = obj.newest_versions[0]
        if newest.made_at is None:
            return "Version 1, came with HealthHub"
        on = date_format(newest.made_at, "j F Y")
        return f"Version {newest.number}, {on}, {newest.made_by}"

    # --- one list

    def add_view(self, request, form_url="", extra_context=None):
        context = {"title": "Add topic pack", **(extra_context or {})}
        return super().add_view(request, form_url, context)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Who may only look sees the version that holds."""
        if not self.has_change_permission(request) and self.has_view_permission(request):
            word_list = get_object_or_404(WordList, pk=object_id if is_id(object_id) else 0)
            return self.version_view(request, word_list.pk, word_list.newest().number)
        return super().change_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        context["newest"] = form.newest
        context["differences"] = form.differences()
        if form.newest:
            context["owner"] = owner_of(form.newest)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        facts = {name: form.cleaned_data[name] for name in ("text", "source", "owner", "reason")}
        if change:
            word_lists.revise(obj, by=request.user, on=form.newest.number, **facts)
        else:
            title, explanation = form.cleaned_data["title"], form.cleaned_data["explanation"]
            made = word_lists.start_pack(
                by=request.user, title=title, explanation=explanation, **facts
            )
            obj.pk = made.pk

    def log_addition(self, *args):
        """The versions are the record."""

    log_change = log_deletion = log_addition

    @method_decorator(require_POST)
    def take_over_view(self, request, pk):
        word_list = self._list(request, pk)
        try:
            word_lists.take_over(word_list, by=request.user, on=_number(request))
            messages.success(request, f"You own “{word_list}” now, and answer for what it says.")
        except NotAllowed as no:
            if not self.has_change_permission(request):
                raise PermissionDenied(str(no)) from no
            messages.warning(request, str(no))
        return HttpResponseRedirect(_change_url(word_list))

    # --- its versions

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        word_list = self._list(request, object_id if is_id(object_id) else 0)
        versions = word_list.versions.select_related("made_by", "owner").defer("text")
        before = request.GET.get("before", "")
        if is_id(before):
            versions = versions.filter(number__lt=int(before))
        versions = list(versions[: VERSIONS_SHOWN + 1])
        shown = versions[:VERSIONS_SHOWN]
        older = shown[-1].number if len(versions) > VERSIONS_SHOWN else None
        context = self._context(request, word_list, title=f"Versions of “{word_list}”")
        context |= {"versions": shown, "older": older}
        return TemplateResponse(request, "admin/articles/wordlist/history.html", context)

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def version_view(self, request, pk, number):
        """One version, what differs from the one before, and the way back to it."""
        word_list = self._list(request, pk)
        version = get_object_or_404(word_list.versions.select_related("made_by"), number=number)
        if request.method != "POST":
            return self._show(request, word_list, version)
        reason = request.POST.get("reason", "")[:LONGEST_REASON]
        try:
            new = word_lists.go_back(
                word_list, to=number, by=request.user, on=_number(request), reason=reason
            )
        except NotAllowed as no:
            if not self.has_change_permission(request):
                raise PermissionDenied(str(no)) from no
            return self._show(request, word_list, version, str(no), reason, status=409)
        messages.success(request, f"Version {new.number} says what version {number} said.")
        return HttpResponseRedirect(_change_url(word_list))

    def _show(self, request, word_list, version, problem="", reason="", status=200):
        newest = word_list.newest()
        before = word_list.versions.filter(number=version.number - 1).first()
        context = self._context(request, word_list, title=str(version))
        context |= {
            "version": version,
            "newest": newest,
            "owner": owner_of(version),
            "how": quality.KINDS[word_list.kind].how,
            "differences": compare.words(before.text, version.text) if before else None,
            "may_go_back": self.has_change_permission(request) and version != newest,
            "problem": problem,
            "reason": reason,
        }
        template = "admin/articles/wordlist/version.html"
        return TemplateResponse(request, template, context, status=status)

    def _list(self, request, pk):
        if not self.has_view_permission(request):
            raise PermissionDenied("Word lists are for the people who write.")
        return get_object_or_404(WordList, pk=pk)

    def _context(self, request, word_list, **facts):
        site = self.admin_site.each_context(request)
        return {**site, "word_list": word_list, "opts": self.opts, **facts}


def owner_of(version):
    if version.has_owner:
        return str(version.owner)
    return f"Nobody: {version.owner} has left" if version.owner else "Nobody yet"


def _number(request):
    """The version that the person saw, as the form says it; none is none of them."""
    written = request.POST.get("opened", "")
    return int(written) if is_id(written) else 0


def _change_url(word_list):
    return reverse("admin:articles_wordlist_change", args=[word_list.pk])
