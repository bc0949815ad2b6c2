from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy

from accounts import orcid, portraits, profile
from accounts.models import User
from accounts.names import clean_name

MOST_MEGABYTES = 20


class Lines(forms.CharField):
    """Words of several lines. Browsers send two signs for the end of each, and count one."""

    def to_python(self, value):
        return super().to_python(value.replace("\r\n", "\n") if value else value)


class ProfileForm(forms.ModelForm):
    """What a person says of themselves; readers are asked less than those who sign."""

    class Meta:
        model = User
        fields = [*profile.OF_EVERYBODY, *profile.OF_STAFF, *profile.OF_READERS]
        labels = {
            "display_name": gettext_lazy("Name"),
            "bio": gettext_lazy("About you"),
            "credentials": gettext_lazy("Letters after your name"),
            "orcid": gettext_lazy("ORCID iD"),
            "disclosure_statement": gettext_lazy("Interests that you declare"),
            "has_public_page": gettext_lazy("Have a public page"),
        }
        help_texts = {
            "display_name": gettext_lazy("As others see it. It need not be your full name."),
            "bio": gettext_lazy("A few plain sentences, up to 2,000 characters."),
            "credentials": gettext_lazy(
                "For example “MD, FRCP”. Leave it empty if there are none."
            ),
            "orcid": gettext_lazy("16 digits, as in 0000-0002-1825-0097. Your page links to it."),
            "disclosure_statement": gettext_lazy(
                "Conflicts of interest that readers should know of. Write “None” if there are none."
            ),
            "has_public_page": gettext_lazy(
                "It shows your name, since when you are a member, what you wrote about yourself, "
                "and your comments that readers see. Search engines are asked not to list it."
            ),
        }
        field_classes = {"bio": Lines, "disclosure_statement": Lines}
        widgets = {
            "bio": forms.Textarea(attrs={"rows": 6}),
            "disclosure_statement": forms.Textarea(attrs={"rows": 4}),
            "display_name": forms.TextInput(attrs={"autocomplete": "name"}),
        }

    orcid = forms.CharField(max_length=60, required=False)  # with its address, before it is read
    display_name = forms.CharField(
        max_length=120,
        error_messages={"required": gettext_lazy("Write the name that readers will see.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="profile-%s", **kwargs)
        allowed = profile.fields_of(self.instance)
        self.fields = {name: field for name, field in self.fields.items() if name in allowed}
        for name, field in self.fields.items():
            field.label = self.Meta.labels[name]
            field.help_text = self.Meta.help_texts[name]

    def clean_display_name(self):
        return clean_name(self.cleaned_data["display_name"])

    def clean_orcid(self):
        text = self.cleaned_data["orcid"]
        if not text:
            return ""
        try:
            return orcid.read(text)
        except ValueError as error:
            raise ValidationError(str(error)) from error


class PortraitForm(forms.Form):
    """A picture of the person, or none. What is uploaded is drawn anew before anything is kept."""

    upload = forms.FileField(
        label=gettext_lazy("Picture"),
        required=False,
        help_text=gettext_lazy("JPEG, PNG, WebP or GIF; at most 20 MB. It is cut to a square."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )
    alt = forms.CharField(
        label=gettext_lazy("What the picture shows"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For people who cannot see it. Empty: “Portrait of” and your name."),
    )
    remove = forms.BooleanField(label=gettext_lazy("Take the picture down"), required=False)

    def __init__(self, *args, portrait=None, **kwargs):
        super().__init__(*args, auto_id="portrait-%s", **kwargs)
        self.drawn = None
        if portrait is None:
            del self.fields["remove"]
        else:
            self.initial["alt"] = portrait.alt

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        if upload is None:
            return None
        if upload.size > MOST_MEGABYTES * 1024**2:
            raise ValidationError(
                gettext("This picture is larger than 20 MB. Make it smaller and try again.")
            )
        try:
            self.drawn = portraits.draw(upload.read())
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return upload

    def clean_alt(self):
        return " ".join(self.cleaned_data["alt"].split())
