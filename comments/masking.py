"""Taking out of a text what tells who somebody is: addresses and numbers of people. Pure.

What only looks like one stays: days, doses, blood pressures, pages, papers, and web addresses.
"""

import re

from comments import identity_numbers as numbers

EMAIL = re.compile(
    r"[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,63}"
    # Spelled so that machines should not read it: name (at) example (dot) org.
    r"|\b[\w.+-]{1,64} ?[\[(]at[\])] ?[\w-]{1,63}(?: ?(?:[\[(]dot[\])]|\.) ?[\w-]{2,63}){1,4}"
    r"|\b[\w.+-]{1,64} at [\w-]{1,63}(?: dot [a-z]{2,20}){1,3}\b",
    re.IGNORECASE,
)
# Seven to fifteen digits, as people write them: in groups, with a plus, brackets, dots or hyphens.
PHONE = re.compile(r"(?<![\w.,])\+?\(?\d(?:[ ().\u2010-\u2013/-]{0,2}\d){6,14}(?![\w])")
NO_EMAIL, NO_PHONE = "[e-mail address]", "[phone number]"
NO_NUMBER, NO_CARD = "[identity number]", "[card number]"

_UNITS = (
    "mg|mcg|µg|ug|g|kg|ml|l|dl|iu|ui|units?|unidades|mmol|kcal|calories|cal|steps|hours?|hrs?|days?|"
    "weeks?|months?|years?|cells?|percent|euros?|dollars?|pounds|people|patients|adults|men|women|"
    "deaths|cases|horas?|días?|semanas?|meses|años?|personas|pacientes|pasos"
)
SPARED = re.compile(
    "|".join(
        (
            r"https?://(?!(?:wa\.me|api\.whatsapp\.com|t\.me|tel\.)\b)\S{1,500}",
            r"\bdoi:? ?10\.\d{4,9}/\S{1,200}|\b10\.\d{4,9}/\S{1,200}",
            r"\b(?:pmid|pmcid|pmc|nct|isbn|issn|isrctn)(?:-1[03])?:? ?[\dX-]{6,17}\b",
            r"\b(?:pages?|pp?\.|págs?\.|páginas?) ?\d{1,5} ?[-\u2010-\u2013] ?\d{1,5}\b",
            # Days, and spans of years.
            r"\b\d{4}([-/.])\d{1,2}\1\d{1,2}\b|\b\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})\b",
            r"\b(?:19|20)\d\d ?[-\u2010-\u2013/] ?(?:19|20)\d\d\b",
            # Blood pressures, one or several.
            r"\b\d{2,3}/\d{2,3}(?: (?:and |to |then |y |a )?\d{2,3}/\d{2,3}){0,5}\b(?!/)",
            # Round numbers, and amounts of something.
            r"\b\d{1,3}(?: \d{3}){0,3} 000\b",
            rf"\b\d{{1,9}}(?:[ ,./\u2010-\u2013-]{{1,2}}\d{{1,6}}){{0,6}} ?(?:{_UNITS})\b",
            # Small numbers in a row: weeks, scores, days.
            r"(?<![\d+(] )(?<![\d+(])\b[1-9]\d?(?:[ -]\d{1,2}){3,8}\b(?![ -]?\d)",
            r"\b\d{1,3}[.,]\d{1,2}(?:[ -]\d{1,3}[.,]\d{1,2}){1,8}\b",
        )
    ),
    re.IGNORECASE,
)


def masked(text: str, spared: frozenset[str] = frozenset()) -> str:
    """The text without addresses and numbers. `spared` are digits of numbers that may stand, such
    as those of the site's own help lines."""
    out, at = [], 0
    text = numbers.masked(EMAIL.sub(NO_EMAIL, text), NO_NUMBER, NO_CARD)
    for found in SPARED.finditer(text):
        out += [_without_phones(text[at : found.start()], spared), found[0]]
        at = found.end()
    return "".join([*out, _without_phones(text[at:], spared)])


def _without_phones(text, spared):
    return PHONE.sub(lambda found: _unless_spared(found[0], spared), text)


def _unless_spared(number, spared):
    return number if re.sub(r"\D", "", number) in spared else NO_PHONE
