"""What readers fill in. Nothing typed is cut off: what is too long is told, and stays."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from comments import wording
from comments.models import Kind, ReportKind
from comments.models.case import LONGEST_PASSAGE, LONGEST_TEXT
from comments.models.comment import LONGEST_COMMENT
from comments.models.comment_report import LONGEST_REPORT
from comments.models.usefulness import LONGEST_SOUGHT


class Words(forms.CharField):
    """Several lines of plain words; a line's end counts as one character, as it does on screen."""

    def __init__(self, *, longest, rows, **options):
        self.longest = longest
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(widget=widget, **options)

    def to_python(self, value):
        text = (value or "").replace("\r\n", "\n")
        return super().to_python(text if wording.tidied(text) else "")

    def validate(self, value):
        super().validate(value)
        if over := max(0, len(value) - self.longest):
            message = ngettext_lazy(
                "Shorten this by %(over)d character: %(longest)d fit.",
                "Shorten this by %(over)d characters: %(longest)d fit.",
                over,
            )
            raise forms.ValidationError(message % {"over": over, "longest": self.longest})


class ReportForm(forms.Form):
    use_required_attribute = False  # our own sentences say what to do, in the reader's language

    kind = forms.ChoiceField(
        choices=Kind.choices,
        error_messages={
            "required": _("Choose what kind of problem it is."),
            "invalid_choice": _("Choose what kind of problem it is."),
        },
    )
    harmful = forms.BooleanField(required=False)
    text = Words(
        longest=LONGEST_TEXT,
        rows=6,
        error_messages={"required": _("Write what is wrong, in a sentence or two.")},
    )
    passage = Words(longest=LONGEST_PASSAGE, rows=3, required=False)
    email = forms.EmailField(
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": _("Write an e-mail address like name@example.org, or leave this empty."),
            "max_length": _("This e-mail address is too long. Give another, or leave this empty."),
        },
    )
    website = forms.CharField(required=False)  # nobody sees it: only robots fill it in


class CommentForm(forms.Form):
    use_required_attribute = False

    text = Words(
        longest=LONGEST_COMMENT,
        rows=7,
        error_messages={"required": _("Write your comment first.")},
    )
    website = forms.CharField(required=False)  # nobody sees it: only robots fill it in


class CommentReportForm(forms.Form):
    use_required_attribute = False

    kind = forms.ChoiceField(
        choices=ReportKind.choices,
        error_messages={
            "required": _("Choose what is the matter with the comment."),
            "invalid_choice": _("Choose what is the matter with the comment."),
        },
    )
    text = Words(longest=LONGEST_REPORT, rows=3, required=False)


class SoughtForm(forms.Form):
    use_required_attribute = False

    sought = Words(
        longest=LONGEST_SOUGHT,
        rows=3,
        error_messages={"required": _("Write what you looked for, or go back to the page.")},
    )
