"""What editors put on the shelf beside an article: clinical codes and related articles.

Catalogue, like tags: in effect at once, whatever stage the manuscript is in, and never signed.
"""

from urllib.parse import urlsplit

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles import codes
from articles.models import MOST_PICKS, Article, ArticleCode, RelatedPick

MOST_CODES = 40


class NamedRows(forms.BaseInlineFormSet):
    """Writes down who made or changed a row, and when."""

    by = None

    def save_new(self, form, commit=True):
        self._name(form.instance)
        return super().save_new(form, commit)

    def save_existing(self, form, obj, commit=True):
        self._name(obj)
        return super().save_existing(form, obj, commit)

    def _name(self, row):
        what = self.model.named_for
        setattr(row, f"{what}_at", timezone.now())
        setattr(row, f"{what}_by", self.by)


class NamesWho:
    """Lets the rows of its form know who sends them, and refuses more than there may be."""

    formset = NamedRows
    extra = 0

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, validate_max=True, **kwargs)
        formset.by = request.user
        return formset


class CodeForm(forms.ModelForm):
    class Meta:
        model = ArticleCode
        fields = ["system", "value", "label"]

    def clean(self):
        """Before rows are compared, so that “e119” and “E11.9” are one code."""
        cleaned = super().clean()
        if cleaned.get("system") and cleaned.get("value"):
            try:
                cleaned["value"] = codes.normalised(cleaned["system"], cleaned["value"])
            except codes.BadCode as error:
                self.add_error("value", str(error))
        return cleaned


class ArticleCodeInline(NamesWho, admin.TabularInline):
    model = ArticleCode
    form = CodeForm
    max_num = MOST_CODES


class PickForm(forms.ModelForm):
    address = forms.CharField(
        label="Article",
        help_text="The address of its public page, or the last part of it: water-pills.",
        max_length=500,
    )

    class Meta:
        model = RelatedPick
        fields = ["position"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["address"] = self.instance.other.get_absolute_url()

    def clean_address(self):
        typed = self.cleaned_data["address"]
        try:
            slug = urlsplit(typed).path.strip("/").split("/")[-1]
        except ValueError:
            slug = ""
        other = Article.objects.published().filter(slug=slug).first()
        if other is None:
            raise ValidationError(
                f"There is no public article at “{typed}”. Open its page, and copy the address."
            )
        if other.pk == self.instance.article_id:
            raise ValidationError("This is the article itself. Choose another one.")
        self.instance.other = other
        return typed


class Picks(NamedRows):
    def clean(self):
        super().clean()
        rows = [form for form in self.forms if form not in self.deleted_forms and form.is_valid()]
        seen = set()
        for form in rows:
            if form.instance.other_id in seen:
                form.add_error("address", "This article stands here twice. Remove one of the two.")
            seen.add(form.instance.other_id)


class RelatedPickInline(NamesWho, admin.TabularInline):
    model = RelatedPick
    form = PickForm
    formset = Picks
    fk_name = "article"
    max_num = MOST_PICKS
    fields = ["address", "position"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("other__category")
