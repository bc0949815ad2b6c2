"""The manuscript's form: what was typed is never lost, and a stale copy is never saved."""

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms.utils import pretty_name
from django.urls import reverse_lazy
from taggit.forms import TagField, TagWidget

from articles import compare, images, languages, markup, owners
from articles.editor import BodyField
from articles.lists import is_id
from articles.manuscript import free_slug
from articles.models import Article, FormerAddress, Image
from articles.models.article import MOST_KEY_FACTS
from articles.models.tag import names_in, validate_names
from articles.shelves import Tree

STALE = (
    "Somebody saved this article while you were writing. Nothing of yours is lost: both texts are "
    "shown below. Take over what you want to keep, then save again."
)


class CategoryChoice(forms.ModelChoiceField):
    """Categories in the order of their tree, each with its depth."""

    def __init__(self, **options):
        super().__init__(
            queryset=Article._meta.get_field("category").related_model.objects.all(), **options
        )

    def fill(self, tree: Tree):
        rows = [(c.pk, "– " * depth + c.name) for c, depth in tree.walk()]
        self.choices = [("", "Choose a category"), *rows]


COMPARED = (
    "title",
    "summary",
    "key_facts",
    "body",
    "slug",
    "category",
    "tags",
    "also_known_as",
    "original_published_on",
    "source_name",
    "source_url",
    "licence",
    "attribution",
    "language",
    "content_type",
    "medicines",
    "funding",
    "sponsored",
    "sponsor_label",
    "experience_disclosure",
    "owner",
    "deputy",
    "review_interval",
    "always_shows_help",
    "needs_no_help",
)


class Lines(forms.CharField):
    """A list of names, one a line: names of illnesses have commas in them."""

    widget = forms.Textarea(attrs={"rows": 3})
    longest = Article._meta.get_field("also_known_as").base_field.max_length

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        names = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        for name in names:
            if len(name) > self.longest:
                raise ValidationError(
                    f"“{name[:40]}…” is longer than {self.longest} characters. Shorten it."
                )
        return list(dict.fromkeys(filter(None, names)))

    def has_changed(self, initial, data):
        return (initial or []) != [
            line.strip() for line in (data or "").splitlines() if line.strip()
        ]


class Facts(Lines):
    """Key facts, one a line."""

    widget = forms.Textarea(attrs={"rows": 6})
    longest = Article._meta.get_field("key_facts").base_field.max_length

    def clean(self, value):
        facts = super().clean(value)
        if len(facts) > MOST_KEY_FACTS:
            raise ValidationError(
                f"These are {len(facts)} key facts. Keep the {MOST_KEY_FACTS} that matter most."
            )
        return facts


class ArticleForm(forms.ModelForm):
    body = BodyField(required=False, label="Text")
    tags = TagField(
        required=False,
        help_text="Separated by commas.",
        widget=TagWidget(
            attrs={"data-complete-url": reverse_lazy("admin:articles_tag_complete"), "size": 60}
        ),
    )
    category = CategoryChoice()
    key_facts = Facts(
        required=False,
        help_text=f"What a reader should know first: {MOST_KEY_FACTS} short sentences at most, "
        "one a line, that the text tells too.",
    )
    also_known_as = Lines(
        required=False, help_text="Other words that readers use for this, one a line."
    )
    medicines = Lines(required=False, help_text="The medicines that the text is about, one a line.")
    language = forms.ChoiceField(
        required=False,
        choices=languages.choices,
        initial=languages.of_site,
        help_text="What the text is written in. To translate it, publish it and start an edition.",
    )
    featured = forms.BooleanField(required=False, help_text="Show it first on the home page.")
    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Article
        fields = [
            "title",
            "slug",
            "category",
            "summary",
            "key_facts",
            "body",
            "also_known_as",
            "original_published_on",
            "source_name",
            "source_url",
            "licence",
            "attribution",
            "language",
            "content_type",
            "medicines",
            "funding",
            "sponsored",
            "sponsor_label",
            "experience_disclosure",
            "owner",
            "deputy",
            "review_interval",
            "always_shows_help",
            "needs_no_help",
        ]
        widgets = {
            "funding": forms.Textarea(attrs={"rows": 2}),
            "experience_disclosure": forms.Textarea(attrs={"rows": 2}),
            "title": forms.TextInput(attrs={"size": 60}),
            "summary": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stale = False
        self.saved_version = self.instance.version
        if "category" in self.fields:
            self.fields["category"].fill(Tree())
        if "slug" in self.fields:
            self.fields["slug"].required = False
        for name in {"owner", "deputy"} & set(self.fields):
            self.fields[name].queryset = who_may_look_after(self.instance)
        self.initial["opened_version"] = self.instance.version
        self.initial["featured"] = self.instance.featured_at is not None
        if self.instance.pk and "tags" in self.fields:
            self.initial["tags"] = list(self.instance.tags.all())
        self.saved = {name: self[name].initial for name in self.fields if name in COMPARED}

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and cleaned.get("opened_version") != self.saved_version:
            self.stale = True
            self._offer_again()
            raise ValidationError(STALE, code="stale")
        if not cleaned.get("slug") and cleaned.get("title"):
            cleaned["slug"] = self.instance.slug or free_slug(cleaned["title"])
        self._refuse_owners(cleaned)
        return cleaned

    def _refuse_owners(self, cleaned):
        owner = cleaned.get("owner", self.instance.owner)
        deputy = cleaned.get("deputy", self.instance.deputy)
        for place, message in owners.refusal(owner, deputy, self.changed_data).items():
            self.add_error(place, message)

    def clean_language(self):
        return self.cleaned_data["language"] or self.instance.language

    def clean_summary(self):
        return " ".join(self.cleaned_data["summary"].split())

    def clean_tags(self):
        names = self.cleaned_data["tags"]
        validate_names(names)
        return names

    def clean_slug(self):
        slug = self.cleaned_data["slug"]
        if (
            slug
            and FormerAddress.objects.filter(slug=slug).exclude(article=self.instance.pk).exists()
        ):
            raise ValidationError(
                f"“{slug}” was the address of another article and still leads there. Change it."
            )
        return slug

    def _offer_again(self):
        """The next save is made in knowledge of the saved text, so it carries its version."""
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_version")] = str(self.saved_version)

    def two_texts(self) -> list[dict]:
        """For each text that differs: its label, and what leads from the saved to the typed one."""
        pairs = {
            name: (as_plain(name, saved), as_plain(name, self[name].data))
            for name, saved in self.saved.items()
        }
        return [
            text_pair(self.fields[name].label or pretty_name(name), saved, written)
            for name, (saved, written) in pairs.items()
            if saved != written
        ]


def who_may_look_after(article):
    """Everybody with a role or all rights who is still here, and who looks after it already."""
    here = Q(is_active=True) & (Q(roles__len__gt=0) | Q(is_superuser=True))
    present = Q(pk__in=[pk for pk in (article.owner_id, article.deputy_id) if pk])
    return get_user_model().objects.filter(here | present).order_by("sort_key", "pk")


def text_pair(label, saved, written):
    return {"label": label, "saved": saved, "pieces": compare.words(saved, written)}


def as_plain(name, value):
    """A field's value as a person would read it, saved or typed."""
    if name == "body":
        try:
            return markup.plain_text(markup.clean(value or ""))
        except markup.MarkupError:
            return value
    if name == "tags":
        names = names_in(value) if isinstance(value, str) else [tag.name for tag in value or []]
        return ", ".join(sorted(names))
    if name in ("category", "owner", "deputy"):
        rows = Article._meta.get_field(name).related_model._default_manager
        found = rows.filter(pk=value) if is_id(str(value)) else []
        return str(next(iter(found), ""))
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return "\n".join(value)
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


class ImageForm(forms.ModelForm):
    upload = forms.FileField(
        label="Picture", help_text="JPEG, PNG, WebP or GIF; at most 20 MB and 40 megapixels."
    )

    class Meta:
        model = Image
        fields = ["alt", "decorative", "credit"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["upload"]

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload.size > images.MOST_BYTES:
            raise ValidationError(
                "This picture is larger than 20 MB. Make it smaller and try again."
            )
        try:
            self.made = images.remake(upload.read())
        except images.ImageRefused as error:
            raise ValidationError(str(error)) from error
        return upload
