"""Taking out of a text what tells who somebody is: e-mail addresses and phone numbers. Pure."""

import re

EMAIL = re.compile(r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}")
# Seven to fifteen digits, as people write them: in groups, with a plus, brackets, dots or hyphens.
PHONE = re.compile(r"(?<![\w.,])\+?\(?\d(?:[ ().\u2010-\u2013/-]{0,2}\d){6,14}(?![\w])")
DATE = re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}")
NO_EMAIL, NO_PHONE = "[e-mail address]", "[phone number]"


def masked(text: str) -> str:
    """The text without addresses and numbers; days, which look like numbers, stay."""
    return PHONE.sub(_unless_a_day, EMAIL.sub(NO_EMAIL, text))


def _unless_a_day(found):
    return found[0] if DATE.fullmatch(found[0]) else NO_PHONE
