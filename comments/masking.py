"""Taking out of a text what tells who somebody is: addresses and numbers of people. Pure.

What only looks like one stays: days, doses, blood pressures, pages, papers, and web addresses.
"""

import re

from comments import identity_numbers as numbers

_AT = r"(?:@|＠| ?[\[({<] ?(?:at|@|arroba) ?[\])}>] ?| arroba | ?@ ?)"
_DOT = r"(?: ?[\[({<] ?(?:dot|punto|\.) ?[\])}>] ?| (?:dot|punto) |\.)"
EMAIL = re.compile(
    r"[\w.+%-]{1,64}[@＠](?:[\w-]{1,63}\.){1,8}[\w-]{2,63}"
    # Spelled so that machines should not read it: name (at) example (dot) org.
    rf"|(?<![\w.+-])[\w.+-]{{1,64}}{_AT}[\w-]{{1,63}}(?:{_DOT}[\w-]{{2,63}}){{1,4}}"
    r"|(?<![\w.+-])[\w.+-]{1,64} at [\w-]{1,63}(?: dot [a-z]{2,20}){1,3}\b",
    re.IGNORECASE,
)
# Seven to fifteen digits, as people write them: in groups, with a plus, brackets, dots or hyphens.
_GAP = r"(?: ?[-\u2010-\u2014_*/.] ?|[ ().]{0,2})"
PHONE = re.compile(rf"(?<![\w,])(?<!\d\.)\+?\(?\d(?:{_GAP}\d){{6,14}}(?!\w)")
# Eight or more digits behind such a word are a phone number, whatever they look like.
_CALLED = re.compile(
    r"\b(?:tel(?:[eé]fono|ephone)?|tlfn?o?|phone|mobile|m[oó]vil|cell|whats ?app|wsp|call|ring|"
    r"text|"
    r"llama(?:me)?|fax)\b[.: ]{0,3}(?:me |us |at |on |al |a |n[oº°.]+ ?){0,2}"
    rf"(\+?\(?\d(?:{_GAP}\d){{6,14}})(?!\w)",
    re.IGNORECASE,
)
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
            r"\b(?:pmid|pmcid|pmc|nct|isbn|issn|isrctn|pubmed|medline|snomed(?: ct)?|loinc|umls|"
            r"cas|"
            r"orpha|omim|eudract|mesh)(?:-1[03]| id| no\.?)?:? ?[\dX-]{4,17}"
            r"(?:(?:, ?| and | y |; ?)(?:pmid:? ?)?\d[\dX-]{5,9}(?![\d-])){0,12}\b",
            # Volume and pages of a paper: 2020;383:2603-2615, 2020; 395(10223): 497-506.
            r"\b(?:19|20)\d\d(?: [A-Z][a-z]{2})?(?: \d{1,2})?; ?\d{1,5} ?(?:\([\w -]{1,12}\))? ?: ?"
            r"e?\d{1,6}(?: ?[-\u2010-\u2013] ?e?\d{1,6})?",
            r"\b\d{1,5} ?\(\d{1,6}\) ?: ?\d{1,6}(?: ?[-\u2010-\u2013] ?\d{1,6})?",
            r"\b(?:pages?|pp?\.|págs?\.|páginas?) ?\d{1,5} ?[-\u2010-\u2013] ?\d{1,5}\b",
            # Days, and spans of years.
            r"\b\d{4}([-/.])\d{1,2}\1\d{1,2}\b"
            r"|(?<!\d[-/.])\b\d{1,2}([-/.])\d{1,2}\2(?:\d{4}|\d{2})\b(?!\2\d)",
            r"\b(?:19|20)\d\d ?[-\u2010-\u2013/] ?(?:19|20)\d\d\b",
            r"\b(?:19|20)\d\d(?:,? (?:19|20)\d\d){1,8}\b",
            r"\b(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\b",
            r"\b(?:19|20)\d\d-\d\d-\d\d[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?\b",
            r"\b1[5-9]\d{8}(?:\d{3})?(?= (?:unix|epoch|utc|timestamp))",
            # Figures of a study, and what is shared or paid.
            r"\b\d{1,3}[.,]\d{1,3} ?[(\[][^()\[\]\n]{0,12}-?\d{1,3}[.,]\d{1,3} ?"
            r"(?:[-\u2010-\u2013,;]|to|a) ?-?\d{1,3}[.,]\d{1,3} ?[)\]]",
            r"(?<![\d.])\d{1,2}[.,]\d{3,15}(?![\d.-])(?! \d)",
            r"[$€£¥] ?\d{1,12}(?:[., ]\d{3}){0,4}(?:[.,]\d{2})?\b|\b\d{4,12} ?[$€£¥]",
            # Results of one kind in a row.
            r"\b(?:ldl|hdl|glucose|glucosa|platelets?|plaquetas|cholesterol|colesterol|sugars?|"
            r"readings?|"
            r"values?|valores|wbc|leukocytes|leucocitos|ferritin\w?|tsh|psa|bpm|pulse|pulso|"
            r"weights?|"
            r"triglycerides|trigliceridos|creatinine|creatinina|crp|inr|a1c|hba1c|range|between|"
            r"rango)"
            r"[: ]{1,2}(?:was |were |of |is |count |entre |de )?\d{1,6}(?:[.,]\d{1,2})?"
            r"(?:(?: ?[-\u2010-\u2013,] ?| | to | and | y | a )\d{1,6}(?:[.,]\d{1,2})?){0,11}\b",
            r"\b\d{2,3}-\d{2,3}(?:,? \d{2,3}-\d{2,3}){1,8}\b(?!-)",
            # Blood pressures, one or several.
            r"\b\d{2,3}/\d{2,3}(?: (?:and |to |then |y |a )?\d{2,3}/\d{2,3}){0,5}\b(?!/)",
            # Round numbers, and amounts of something.
            r"\b\d{1,3}(?: \d{3}){0,3} 000\b",
            rf"(?<!\+)(?<!\d )\b(?!0\d)\d{{1,9}}(?:[ ,./\u2010-\u2013-]{{1,2}}\d{{1,6}}){{0,6}} "
            rf"?(?:{_UNITS})\b",
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
    text = _CALLED.sub(lambda found: _called(found, spared), text)
    for found in SPARED.finditer(text):
        out += [_without_phones(text[at : found.start()], spared), found[0]]
        at = found.end()
    return "".join([*out, _without_phones(text[at:], spared)])


def _called(found, spared):
    before = found[0][: found.start(1) - found.start()]
    return before + _unless_spared(found[1], spared)


def _without_phones(text, spared):
    return PHONE.sub(lambda found: _unless_spared(found[0], spared), text)


def _unless_spared(number, spared):
    return number if re.sub(r"\D", "", number) in spared else NO_PHONE
