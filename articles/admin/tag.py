from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F
from django.db.models.functions import Coalesce
from django.forms import ModelForm
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods, require_safe

from articles import tagging
from articles.admin.deleting import KeepsWhatIsNeeded
from articles.errors import NotAllowed
from articles.models import Tag

COMPLETED = 10
COUNTED = 1000


class TagForm(ModelForm):
    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        others = Tag.objects.filter(name__iexact=name).exclude(pk=self.instance.pk)
        if present := others.select_related("merged_into").first():
            raise ValidationError(tagging.already(present))
        return name


@admin.register(Tag)
class TagAdmin(KeepsWhatIsNeeded, admin.ModelAdmin):
    form = TagForm
    list_display = ["name", "slug", "leads_to"]
    list_select_related = ["merged_into"]
    fields = ["name", "slug"]
    prepopulated_fields = {"slug": ["name"]}
    ordering = ["name"]
    search_fields = ["name__istartswith"]
    show_full_result_count = False
    list_max_show_all = 0
    actions = None
    view_on_site = False
    change_form_template = "admin/articles/tag/change_form.html"

    def get_urls(self):
        door = self.admin_site.admin_view
        return [
            path("complete/", door(self.complete_view), name="articles_tag_complete"),
            path("<int:pk>/names/", door(self.names_view), name="articles_tag_names"),
            *super().get_urls(),
        ]

    def why_kept(self, obj):
        """An article's history says which tags it had, so a tag leaves each by an edit of it."""
        if obj.merged_into_id:
            return f"“{obj}” is a name of “{obj.merged_into}”, and its address leads there."
        if obj.other_names.exists():
            return f"“{obj}” has other names that lead to it, so it cannot be deleted."
        if not obj.tagged.exists():
            return ""
        return f"“{obj}” is on articles, so it cannot be deleted. Take it off each of them first."

    def has_change_permission(self, request, obj=None):
        """A name that leads to another tag stays as it is: addresses with it are out there."""
        return super().has_change_permission(request, obj) and not (obj and obj.merged_into_id)

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj and obj.merged_into_id else self.prepopulated_fields

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_merge"] = change and request.user.has_perm("articles.merge_tag")
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description="is a name of")
    def leads_to(self, obj):
        return str(obj.merged_into or "")

    @method_decorator(require_safe)
    def complete_view(self, request):
        """The first tags that begin with what was typed, for the tag box of the article form."""
        if not request.user.has_perm("articles.add_tag"):
            raise PermissionDenied
        typed = request.GET.get("q", "").strip()[:100]
        tags = Tag.objects.filter(name__istartswith=typed) if typed else Tag.objects.none()
        names = tags.order_by("name").annotate(led=Coalesce(F("merged_into__name"), F("name")))
        found = names.values_list("led", flat=True)[:COMPLETED]
        return JsonResponse({"results": list(dict.fromkeys(found))})

    # --- merging, and other names

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def names_view(self, request, pk):
        if not request.user.has_perm("articles.merge_tag"):
            raise PermissionDenied("Tags are merged by editors.")
        tag = get_object_or_404(Tag, pk=pk, merged_into=None)
        if request.method != "POST":
            return self._ask(request, tag)
        try:
            return self._done(request, tag, *self._do(request, tag))
        except NotAllowed as no:
            return self._ask(request, tag, str(no), status=409)
        except ValidationError as error:
            return self._ask(request, tag, " ".join(error.messages), status=400)

    def _do(self, request, tag):
        """The page that follows, and what has happened."""
        if "name" in request.POST:
            made = tagging.give_name(tag, request.POST["name"], by=request.user)
            return tag, f"“{made}” is a name of “{tag}” now."
        typed = " ".join(request.POST.get("into", "").split())
        into = Tag.objects.filter(name__iexact=typed).first()
        if into is None:
            raise NotAllowed(f"There is no tag “{typed}”. Write the name of one that there is.")
        tagging.merge(tag, into, by=request.user)
        return into, f"“{tag}” is a name of “{into}” now, and its address leads there."

    def _done(self, request, tag, shown, message):
        messages.success(request, message)
        return HttpResponseRedirect(reverse("admin:articles_tag_names", args=[shown.pk]))

    def _ask(self, request, tag, problem="", status=200):
        context = {
            **self.admin_site.each_context(request),
            "title": f"Names of “{tag}”",
            "tag": tag,
            "names": tag.other_names.select_related("merged_by").order_by("name")[:100],
            "count": tag.tagged.all()[:COUNTED].count(),
            "counted": COUNTED,
            "typed": request.POST,
            "problem": problem,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/articles/tag/names.html", context, status=status)
