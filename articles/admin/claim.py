"""The rows of the writing page that say what each claim rests on."""

import re
from itertools import count, islice

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

from articles import claims, compare, markup
from articles.admin.inlines import FollowsTheManuscript
from articles.models import Claim, Standing

MOST_SOURCES = 10
POSTED_SOURCE = re.compile(r"references-(\d{1,4})-number")


class SourceNumbers(forms.CharField):
    """Numbers of the article's own sources, with commas or blanks between them."""

    def prepare_value(self, value):
        return ", ".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value):
        numbers = (super().clean(value) or "").replace(",", " ").split()
        for number in numbers:
            if not (number.isascii() and number.isdigit() and 0 < int(number[:5]) < 1000):
                raise ValidationError(f"“{number[:20]}” is no number of a source. Write 1, 3.")
        if len(numbers) > MOST_SOURCES:
            raise ValidationError(f"Name at most {MOST_SOURCES} sources for one claim.")
        return sorted(set(map(int, numbers)))

    def has_changed(self, initial, data):
        return self.prepare_value(initial or []) != self.prepare_value(data or "")


class ClaimForm(forms.ModelForm):
    key = forms.IntegerField(
        label="Number",
        required=False,
        min_value=1,
        max_value=9999,
        help_text="The number of the mark around the sentence, data-claim in its HTML.",
    )
    sources = SourceNumbers(
        required=False, help_text="Numbers from the list of sources, for example 1, 3."
    )
    confirmed = forms.BooleanField(
        label="The evidence supports the sentence as it stands now",
        required=False,
        help_text="Tick it when you have checked this again after the sentence was changed.",
    )

    class Meta:
        model = Claim
        fields = ["key", "sources", "strength", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {"key"}  # once each: see `Claims.clean`

    @property
    def attaches_evidence(self):
        """Whether a person says with this row that its sources support the sentence."""
        return bool({"sources", "strength", "confirmed"} & set(self.changed_data))


class Claims(forms.BaseInlineFormSet):
    """Each key once, and no source that is not in the list which is sent along."""

    def clean(self):
        super().clean()
        rows = [f for f in self.forms if f.has_changed() or f.instance.pk]
        rows = [f for f in rows if not f.cleaned_data.get("DELETE") and not f.errors]
        self._number(rows)
        listed = self._listed_sources()
        for form in rows:
            unknown = sorted(set(form.cleaned_data["sources"]) - listed)
            if unknown and "sources" in form.changed_data:
                form.add_error(
                    "sources",
                    f"Source {unknown[0]} is not in this article's list of sources. "
                    "Add it there, or take its number out here.",
                )

    def _number(self, rows):
        used, seen = {f.cleaned_data["key"] for f in rows if f.cleaned_data.get("key")}, set()
        for form in rows:
            key = form.cleaned_data.get("key")
            if not key:
                key = next(n for n in count(1) if n not in used)
                form.instance.key = form.cleaned_data["key"] = key
            elif key in seen:
                form.add_error("key", f"Two claims have the number {key}. Change one.")
            used.add(key)
            seen.add(key)

    def _listed_sources(self):
        """The numbers in the rows of sources sent with the same page, new ones included."""
        posted = {m[1]: v for k, v in self.data.items() if (m := POSTED_SOURCE.fullmatch(k))}
        if not posted and self.instance.pk is None:
            return set()
        if not posted:
            return set(self.instance.references.values_list("number", flat=True))
        kept = [v for row, v in posted.items() if not self.data.get(f"references-{row}-DELETE")]
        numbers = {int(v) for v in kept if v.isascii() and v.isdigit() and len(v) < 4}
        free = (n for n in count(1) if n not in numbers)
        return numbers | set(islice(free, kept.count("")))


class ClaimInline(FollowsTheManuscript, admin.StackedInline):
    model = Claim
    form = ClaimForm
    formset = Claims
    extra = 0
    verbose_name = "claim"
    verbose_name_plural = "claims"
    readonly_fields = ["sentence"]
    fieldsets = [
        (
            None,
            {"fields": ["sentence", ("key", "strength"), "sources", "note", "confirmed"]},
        )
    ]

    @admin.display(description="Sentence")
    def sentence(self, obj):
        """What is marked now, what to do about it, and how it differs from what was proved."""
        if obj.pk is None:
            return "The words inside the mark, shown after saving."
        asked = claims.message(obj)
        banner = format_html('<p class="hint-banner">{}</p>', asked) if asked else ""
        return format_html("<div>{}“{}”</div>", banner, _compared(obj))


def save_claims(formset, article, *, by) -> None:
    """Store the rows as sent; a removed row takes its mark out of the text with it."""
    formset.save(commit=False)
    removed = {row.key for row in formset.deleted_objects}
    if removed:
        article.body = markup.without_claims(article.body, removed)
    for row in formset.deleted_objects:
        row.delete()
    words = markup.claimed(article.body)
    for form in formset.forms:
        if form.has_changed() and form.instance not in formset.deleted_objects:
            _save(form, words, by)


def _save(form, words, by):
    row = form.instance
    if row.pk is None:
        row.marked_by = by
    if form.attaches_evidence:
        claims.attach(row, words.get(row.key, ""), by=by)
    row.save()


def _compared(claim):
    if claim.standing != Standing.STALE:
        return claim.words or claim.text
    tags = {"same": "{}", "removed": "<del>{}</del>", "added": "<ins>{}</ins>"}
    pieces = format_html_join("", "{}", _marked(tags, compare.words(claim.text, claim.words)))
    return format_html('<span class="compared">{}</span>', pieces)


def _marked(tags, pieces):
    return [(format_html(tags[kind], text),) for kind, text in pieces]
