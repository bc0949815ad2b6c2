from django import forms
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.html import format_html, format_html_join

from articles import lookup, sources
from articles.lists import is_id
from articles.models import Authorship, Claim, Reference
from articles.workflow import may_write

MOST_PASSAGES = 10


class FollowsTheManuscript:
    """Rows of the manuscript: writable exactly while it is, by those who may write it."""

    def _may(self, request, obj):
        if obj is None:
            return request.user.has_perm("articles.add_article")
        return may_write(request.user, obj)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_article")

    def has_add_permission(self, request, obj=None):
        return self._may(request, obj)

    has_change_permission = has_delete_permission = has_add_permission


class NumberedReferences(forms.BaseInlineFormSet):
    """Gives rows without a number the next free one, and names a number that is used twice."""

    def clean(self):
        super().clean()
        rows = [f for f in self.forms if f.has_changed() or f.instance.pk]
        rows = [f for f in rows if not f.cleaned_data.get("DELETE") and not f.errors]
        used = {f.cleaned_data["number"] for f in rows if f.cleaned_data.get("number")}
        seen = set()
        for form in rows:
            number = form.cleaned_data.get("number")
            if not number:
                number = next(n for n in range(1, 1000) if n not in used)
                form.instance.number = form.cleaned_data["number"] = number
            elif number in seen:
                form.add_error("number", f"Two sources have the number {number}. Change one.")
            used.add(number)
            seen.add(number)


class ReferenceForm(forms.ModelForm):
    number = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=999,
        help_text="What a citation in the text points at.",
    )

    class Meta:
        model = Reference
        fields = [
            "number",
            "kind",
            "title",
            "authors",
            "container",
            "publisher",
            "place",
            "edition",
            "date",
            "volume",
            "issue",
            "pages",
            "doi",
            "pmid",
            "pmcid",
            "isbn",
            "url",
            "accessed_on",
        ]

    def _get_validation_exclusions(self):
        excluded = super()._get_validation_exclusions()
        return excluded | {"number"} if not self.cleaned_data.get("number") else excluded


class ReferenceInline(FollowsTheManuscript, admin.StackedInline):
    model = Reference
    form = ReferenceForm
    formset = NumberedReferences
    template = "admin/articles/article/sources.html"
    readonly_fields = ["cited_in", "looked_up"]
    extra = 0
    verbose_name = "source"
    verbose_name_plural = "sources"
    fieldsets = [
        (None, {"fields": [("number", "kind"), "title", "authors", ("container", "publisher")]}),
        (
            "Details",
            {
                "fields": [
                    ("date", "volume", "issue", "pages"),
                    ("edition", "place", "accessed_on"),
                ],
                "classes": ["collapse"],
            },
        ),
        (
            "Identifiers",
            {"fields": [("doi", "pmid", "pmcid", "isbn"), "url", "looked_up", "cited_in"]},
        ),
    ]
    overview = None

    def get_formset(self, request, obj=None, **kwargs):
        """One page has one inline: what its rows and its head say is found out once."""
        if obj is not None:
            self.overview = SourcesOverview(obj, may_write=self._may(request, obj))
        return super().get_formset(request, obj, **kwargs)

    @admin.display(description="Cited in")
    def cited_in(self, obj):
        passages = self.overview.cited.get(obj.number, []) if self.overview and obj.pk else []
        if not passages:
            return "Not cited in the saved text."
        rows = [(f"{p.section}: " if p.section else "", p.text) for p in passages[:MOST_PASSAGES]]
        more = len(passages) - len(rows)
        rest = [("", f"and {more} more")] if more else []
        items = format_html_join("", "<li>{}“{}”</li>", rows)
        return format_html(
            '<ul class="cited-in">{}{}</ul>', items, format_html_join("", "<li>{}{}</li>", rest)
        )

    @admin.display(description="Look-up")
    def looked_up(self, obj):
        return lookup.standing(obj) or "No identifier yet."


class SourcesOverview:
    """What the head of the sources says, and where each of them is cited in the saved text."""

    def __init__(self, article, *, may_write):
        self.article = article
        self.cited = sources.where_cited(article)
        self.missing = sources.missing(article, self.cited)
        self.uncited = sources.uncited(self.cited)
        self.look_up = may_write and lookup.is_on()


def _who_may_be_named(article_id):
    """Everybody with a role or all rights, and whoever is in this byline already."""
    present = Authorship.objects.filter(article=article_id if is_id(article_id) else None)
    return get_user_model().objects.filter(
        Q(roles__len__gt=0) | Q(is_superuser=True) | Q(pk__in=present.values("user"))
    )


class AuthorshipInline(FollowsTheManuscript, admin.TabularInline):
    model = Authorship
    extra = 0
    fields = ["user", "position"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["queryset"] = _who_may_be_named(request.resolver_match.kwargs.get("object_id"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        widget = formset.form.base_fields.get("user") and formset.form.base_fields["user"].widget
        if widget is not None and hasattr(widget, "can_add_related"):
            widget.can_add_related = widget.can_change_related = widget.can_view_related = False
        return formset


def rows_typed(formset) -> list[str]:
    """The rows of a sent formset as their model would print them; removed ones left out."""
    kept = [f for f in formset.forms if f.is_valid() and not f.cleaned_data.get("DELETE")]
    return [described(f.instance) for f in kept if f.has_changed() or f.instance.pk]


def described(row) -> str:
    """A row in a line, with everything that can be changed in it."""
    if isinstance(row, Reference):
        return ". ".join(str(value) for value in row.facts().values() if value)
    return row.in_a_line() if isinstance(row, Claim) else str(row)
