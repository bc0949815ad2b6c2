"""What can be the name that others see, wherever somebody gives one."""

import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models.user import DELETED_NAME

UNSEEN = {"Cf", "Cc", "Co", "Cs", "Cn"}
# Letters and signs by their kind that show nothing: fillers of Hangul, and the empty Braille cell.
EMPTY = set("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5")


def clean_name(text: str) -> str:
    """The name with single spaces; raises ValidationError with a sentence for whoever typed it."""
    name = " ".join(text.split())
    if any(unicodedata.category(each) in UNSEEN or each in EMPTY for each in name):
        raise ValidationError(_("Your name holds signs that cannot be seen. Type it anew."))
    if "@" in name:
        raise ValidationError(_("Readers would see this address. Write a name instead."))
    if not any(each.isalpha() for each in name):
        raise ValidationError(_("Write a name with at least one letter."))
    if _letters(name) in _names_of_the_deleted():
        raise ValidationError(_("This name stands for deleted accounts. Choose another."))
    return name


def _names_of_the_deleted():
    """In each language in which pages show it."""
    names = {_letters(DELETED_NAME)}
    for code, _name in settings.LANGUAGES:
        with override(code):
            names.add(_letters(_("Deleted user")))
    return names


def _letters(text):
    return "".join(
        each for each in unicodedata.normalize("NFKC", text).casefold() if each.isalpha()
    )
