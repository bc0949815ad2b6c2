from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Case, IntegerField, Value, When
from django.utils.html import format_html

from articles import due, languages
from articles.admin.deleting import KeepsWhatIsNeeded
from articles.languages import KNOWN
from articles.models import Article, Category, FormerAddress
from articles.shelves import Tree


class CategoryForm(forms.ModelForm):
    """With its words for each language that the site has editions in."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, what in TRANSLATED:
            told = self.instance.translations.get(code, {}).get(what, "")
            if what == "introduction":
                told = self.instance.introductions.get(code, "")
            self.initial[f"{what}_{code}"] = told

    def save(self, commit=True):
        category = self.instance
        for code in {code for code, _ in TRANSLATED}:
            typed = {what: self.cleaned_data.get(f"{what}_{code}", "") for what in WORDS}
            category.introductions[code] = typed.pop("introduction")
            category.translations[code] = {what: text for what, text in typed.items() if text}
        for kept in (category.introductions, category.translations):
            for code in [code for code, told in kept.items() if not told]:
                del kept[code]
        return super().save(commit)


def _field(code, what):
    name = KNOWN[code].english
    if what == "name":
        return forms.CharField(required=False, max_length=100, label=f"Name in {name}")
    most, rows = (500, 2) if what == "description" else (3000, 6)
    return forms.CharField(
        required=False,
        max_length=most,
        label=f"{what.capitalize()} in {name}",
        widget=forms.Textarea(attrs={"rows": rows}),
    )


WORDS = ("name", "description", "introduction")
TRANSLATED = [(code, what) for code in languages.others() for what in WORDS]
WithLanguages = type(
    "WithLanguages",
    (CategoryForm,),
    {f"{what}_{code}": _field(code, what) for code, what in TRANSLATED},
)


class InTheOrderOfTheTree(ChangeList):
    def get_ordering(self, request, queryset):
        return ["place"]


@admin.register(Category)
class CategoryAdmin(KeepsWhatIsNeeded, admin.ModelAdmin):
    """The tree, in its own order: each category under its parent."""

    list_display = ["indented_name", "address", "position"]
    form = WithLanguages
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "slug",
                    "parent",
                    "description",
                    "introduction",
                    "position",
                    "review_interval",
                ]
            },
        ),
        ("Comments", {"fields": ["comments_allowed", "comments_open_days"]}),
        (
            "In other languages",
            {
                "fields": [f"{what}_{code}" for code, what in TRANSLATED],
                "description": "What is left empty is shown in the site's own language.",
            },
        ),
    ]
    prepopulated_fields = {"slug": ["name"]}
    list_per_page = 500
    list_max_show_all = 0
    show_full_result_count = False
    sortable_by = ()
    actions = None
    view_on_site = False

    def get_queryset(self, request):
        tree = [(category.pk, depth) for category, depth in Tree().walk()]
        places = [When(pk=pk, then=Value(place)) for place, (pk, _) in enumerate(tree)]
        depths = [When(pk=pk, then=Value(depth)) for pk, depth in tree]
        return Category.objects.annotate(
            place=Case(*places, default=Value(0), output_field=IntegerField()),
            depth=Case(*depths, default=Value(0), output_field=IntegerField()),
        ).order_by("place")

    def why_kept(self, obj):
        """Readers may still follow an address that leads here, now or from long ago."""
        return next((why for why, rows in _needed(obj) if rows.exists()), "")

    def get_changelist(self, request, **kwargs):
        return InTheOrderOfTheTree

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and "review_interval" in form.changed_data:
            due.reschedule_category.enqueue(obj.pk)

    @admin.display(description="category")
    def indented_name(self, obj):
        return format_html('<span class="depth depth-{}">{}</span>', obj.depth, obj.name)

    @admin.display(description="address")
    def address(self, obj):
        return obj.get_absolute_url()


def _needed(category):
    name = f"“{category}”"
    yield (
        f"{name} holds articles, so it cannot be deleted. Move them to another category first.",
        Article.objects.filter(category=category),
    )
    yield (
        f"{name} has categories below it, so it cannot be deleted. Move them first.",
        category.children.all(),
    )
    yield (
        f"{name} once stood at another address, which still leads here, so it is kept.",
        category.former_slugs.all(),
    )
    yield (
        f"{name} once held articles whose old addresses still lead to them, so it is kept.",
        FormerAddress.objects.filter(category=category),
    )
