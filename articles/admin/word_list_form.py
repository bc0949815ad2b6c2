"""The form of a word list: entries checked line by line, and no version saved over unseen."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import slugify

from articles import compare, quality, word_lists
from articles.models import WordList

KEEPERS = ["editor", "admin"]
LONGEST_REASON = 450


class WordListForm(forms.ModelForm):
    text = forms.CharField(
        label="Entries",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 22, "spellcheck": "false", "class": "entries"}),
    )
    source = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What the entries rest on, such as a guideline or a label with its date.",
    )
    owner = forms.ModelChoiceField(
        queryset=None,
        required=False,
        empty_label="Nobody yet",
        help_text="Who answers for what this list says.",
    )
    reason = forms.CharField(
        label="Why you change it",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kept with the version, for whoever asks later.",
    )
    opened = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = WordList
        fields = ["title", "explanation"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.newest = self.instance.newest() if self.instance.pk else None
        kind = self.instance.kind or WordList.Kind.PACK
        self.fields["text"].help_text = quality.KINDS[kind].how
        people = get_user_model().objects.active()
        keepers = people.filter(Q(roles__overlap=KEEPERS) | Q(is_superuser=True))
        self.fields["owner"].queryset = keepers.order_by("sort_key", "pk")
        if self.newest:
            held = self.newest
            self.initial |= {"text": held.text, "source": held.source, "opened": held.number}
            self.initial["owner"] = held.owner_id

    def clean_title(self):
        title = self.cleaned_data["title"]
        if WordList.objects.filter(key=slugify(title)[:60].strip("-")).exists():
            raise ValidationError(f"There is a list with a title like “{title}”. Choose another.")
        return title

    def clean_text(self):
        text = self.cleaned_data["text"]
        kind = self.instance.kind or WordList.Kind.PACK
        if wrong := word_lists.mistakes(kind, self.instance.key, text):
            raise ValidationError(wrong[:20])
        return text

    def clean(self):
        cleaned = super().clean()
        if self.newest and cleaned.get("opened") != self.newest.number:
            self.stale = True
            self.data = {**self.data.dict(), "opened": self.newest.number}
            raise ValidationError(str(word_lists.StaleList(self.newest)), code="stale")
        said = {name: cleaned.get(name) for name in ("text", "source", "owner")}
        if self.newest and not self.errors and not word_lists.differs(self.newest, **said):
            raise ValidationError(word_lists.UNCHANGED, code="unchanged")
        return cleaned

    def differences(self):
        """What leads from the saved entries to the typed ones, where somebody saved meanwhile."""
        if not getattr(self, "stale", False):
            return None
        return compare.words(self.newest.text, self.data.get("text", "").replace("\r\n", "\n"))
