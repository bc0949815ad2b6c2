"""The rich-text box of the article form.

The page works without it: the box is a plain textarea that holds HTML, and whatever it sends is
cleaned by `markup.clean`. The scripts in static/healthhub/js/editor/ offer what that policy allows,
on top of the editor bundle of django-prose-editor.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from js_asset import ImportMap, Media, Script

from articles import markup

# One module each in healthhub/static/healthhub/js/editor/.
MODULES = (
    "blocks",
    "citation",
    "claim",
    "claim_rows",
    "dialog",
    "figure",
    "icons",
    "keyboard",
    "link",
    "manuscript",
    "paste",
    "references",
    "tools",
    "toolbar",
    "word_lists",
)
# Names instead of addresses, so that the modules find each other under their hashed file names.
IMPORT_MAP = ImportMap(
    {
        "django-prose-editor/editor": "django_prose_editor/editor.js",
        **{f"healthhub/editor/{name}": f"healthhub/js/editor/{name}.js" for name in MODULES},
    }
)


class BodyWidget(forms.Textarea):
    """A textarea of HTML, which the editor's script replaces when it runs."""

    def __init__(self, attrs=None):
        own = {
            "rows": 24,
            "class": "vLargeTextField",
            "data-manuscript-editor": "",
            "data-pictures-url": reverse_lazy("admin:articles_image_choices"),
        }
        super().__init__({**own, **(attrs or {})})

    @property
    def media(self):
        return Media(
            importmap=IMPORT_MAP,
            js=[Script("healthhub/js/editor/main.js", type="module")],
        )


class BodyField(forms.CharField):
    """Manuscript HTML: cleaned, or refused with a sentence that says what to do."""

    widget = BodyWidget

    def clean(self, value):
        try:
            return markup.clean(super().clean(value))
        except markup.MarkupError as error:
            raise ValidationError(str(error), code="markup") from error

    def has_changed(self, initial, data):
        """Browsers send other line ends than we store; only another clean text is a change."""
        if not super().has_changed(initial, data):
            return False
        try:
            return markup.clean(initial or "") != markup.clean(data or "")
        except markup.MarkupError:
            return True
