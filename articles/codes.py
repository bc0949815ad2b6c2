"""Clinical codes: which systems there are, how their codes are written, and what makes one valid.

Pure. Only the form of a code is judged, never whether the system has such a code: the tables of
SNOMED CT and LOINC are licensed and none is shipped here. Identifiers are those of HL7: OIDs as
in its URL-based look-up (Infobutton), URIs as in terminology.hl7.org.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass


class BadCode(ValueError):
    """The message says, for an editor, how a code of this system is written."""


@dataclass(frozen=True)
class System:
    """A code system. `oid` is "" where none was ever assigned."""

    key: str
    name: str
    oid: str
    uri: str
    read: Callable[[str], str]


@dataclass(frozen=True)
class Code:
    """One code with the words that an editor gave it; `system` is the key of its System."""

    system: str
    value: str
    label: str
    system_name: str
    oid: str
    uri: str


def normalised(system: str, typed: str) -> str:
    """The code as it is stored: capitals, its point in place. Blanks around it are dropped, and
    nothing is guessed: what else is amiss raises BadCode."""
    if system not in SYSTEMS:
        raise BadCode(f"There is no code system “{system}”. Choose one of the list.")
    typed = typed.strip()
    if len(typed.split()) > 1:
        raise BadCode("This code has a blank inside. Look for a slip, and write it without.")
    is_latin = typed.rstrip("†").isascii()  # the capital of “ſ” is a Latin S, of another letter
    return SYSTEMS[system].read(typed.upper() if is_latin else typed)


def code(system: str, value: str, label: str) -> Code:
    of = SYSTEMS[system]
    return Code(system, value, label, of.name, of.oid, of.uri)


# --- one function for each way of writing


def _icd_10(typed):
    """A letter, two digits, and after a point one or two more (WHO, ICD-10 volume 2, 2.4: codes
    of three and four characters; a fifth in chapters XIII, XIX and XX)."""
    found = re.fullmatch(r"([A-Z][0-9]{2})(?:\.?([0-9]{1,2}))?[†*+]?", typed)
    if not found:
        raise BadCode("An ICD-10 code is a letter and two digits, then a point and more: E11.9.")
    return _pointed(found)


def _icd_10_cm(typed):
    """Three to seven characters: a letter, a digit, then digits or letters; a point after the
    third (ICD-10-CM Official Guidelines for Coding and Reporting, I.A and I.B)."""
    found = re.fullmatch(r"([A-Z][0-9][0-9A-Z])(?:\.?([0-9A-Z]{1,4}))?", typed)
    if not found:
        raise BadCode(
            "An ICD-10-CM code has three to seven characters, a letter and a digit first, and a "
            "point after the third: F11.20."
        )
    return _pointed(found)


def _icd_11(typed):
    """A stem code: chapter, a letter, a digit, and one more; after a point at most two; no I and
    no O (WHO, ICD-11 Reference Guide, 1.2.4.1 and 1.2.4.4). What begins with X is an extension."""
    if re.search(r"[&/]", typed) or typed.startswith("X"):
        raise BadCode("Give the stem code alone, without extensions: 5A11, not 5A11&XS25.")
    if not re.fullmatch(
        r"[1-9A-HJ-NP-Z][A-HJ-NP-Z][0-9][0-9A-HJ-NP-Z](\.[0-9A-HJ-NP-Z]{1,2})?", typed
    ):
        raise BadCode("An ICD-11 stem code is written like 5A11 or 6C43.2; it has no I and no O.")
    return typed


def _snomed_ct(typed):
    """A concept's SCTID: 6 to 18 digits, not 0 first; the two before the last are 00 or 10; the
    last is a Verhoeff check digit (SNOMED CT Release File Specifications, 6.1 to 6.4)."""
    if not re.fullmatch(r"[1-9][0-9]{5,17}", typed):
        raise BadCode("A SNOMED CT identifier has 6 to 18 digits, and does not begin with 0.")
    if not _verhoeff_holds(typed):
        raise BadCode("The check digit of this SNOMED CT identifier is wrong: look for a slip.")
    if typed[-3:-1] not in ("00", "10"):
        raise BadCode("This is the identifier of a description or relationship: give a concept's.")
    return typed


def _rxnorm(typed):
    """An RXCUI: up to 8 digits (NLM, RxNorm Technical Documentation, RXNCONSO: varchar 8)."""
    if not re.fullmatch(r"[1-9][0-9]{0,7}", typed):
        raise BadCode("An RxNorm code (RXCUI) has one to eight digits: 7243.")
    return typed


def _loinc(typed):
    """Digits, a hyphen and a mod 10 check digit (LOINC Users' Guide, 12 C). Fourteen deprecated
    codes break the rule of the check digit, and are refused."""
    if not re.fullmatch(r"[1-9][0-9]{0,6}-[0-9]", typed):
        raise BadCode("A LOINC code is digits, a hyphen and a check digit: 4548-4.")
    number, check = typed.split("-")
    if _mod_10(number) != int(check):
        raise BadCode("The check digit of this LOINC code is wrong: look for a slip.")
    return typed


def _mesh(typed):
    """The unique identifier of a descriptor (D) or supplementary record (C), with 6 or 9 digits
    (NLM, MeSH XML Data Elements: DescriptorUI, SupplementalRecordUI). A tree number moves from
    year to year, and a qualifier (Q) is an aspect and no subject: neither is taken."""
    if not re.fullmatch(r"[CD][0-9]{6}([0-9]{3})?", typed):
        raise BadCode(
            "A MeSH identifier is D or C and 6 or 9 digits: D003924. "
            "Tree numbers (C18.452) and qualifiers (Q000628) are not taken."
        )
    return typed


def _atc(typed):
    """One of five levels in at most seven characters: A, A10, A10B, A10BA, A10BA02 (WHO
    Collaborating Centre for Drug Statistics Methodology, ATC: structure and principles)."""
    if not re.fullmatch(r"[ABCDGHJLMNPRSV]([0-9][0-9]([A-Z]([A-Z]([0-9][0-9])?)?)?)?", typed):
        raise BadCode("An ATC code is written like A10, A10BA or A10BA02.")
    return typed


def _pointed(found):
    return ".".join(filter(None, found.groups()))


def _mod_10(number):
    """Luhn's digit: every second digit from the right is doubled, and the digits are added."""
    digits = [int(d) for d in reversed(number)]
    doubled = sum(sum(divmod(2 * digit, 10)) for digit in digits[::2])
    return -(doubled + sum(digits[1::2])) % 10


# Verhoeff, Error Detecting Decimal Codes (1969): the group of the pentagon, and a permutation.
_TIMES = [
    [(i + j) % 5 + 5 * (j > 4) if i < 5 else (i - j) % 5 + 5 * (j < 5) for j in range(10)]
    for i in range(10)
]
_MOVED = [list(range(10)), [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
for _ in range(6):
    _MOVED.append([_MOVED[-1][n] for n in _MOVED[1]])


def _verhoeff_holds(number):
    check = 0
    for place, digit in enumerate(reversed(number)):
        check = _TIMES[check][_MOVED[place % 8][int(digit)]]
    return check == 0


SYSTEMS = {
    system.key: system
    for system in (
        System(
            "icd-10",
            "ICD-10",
            "2.16.840.1.113883.6.3",
            "http://hl7.org/fhir/sid/icd-10",
            _icd_10,
        ),
        System(
            "icd-10-cm",
            "ICD-10-CM",
            "2.16.840.1.113883.6.90",
            "http://hl7.org/fhir/sid/icd-10-cm",
            _icd_10_cm,
        ),
        System("icd-11", "ICD-11", "", "http://id.who.int/icd/release/11/mms", _icd_11),
        System(
            "snomed-ct",
            "SNOMED CT",
            "2.16.840.1.113883.6.96",
            "http://snomed.info/sct",
            _snomed_ct,
        ),
        System(
            "rxnorm",
            "RxNorm",
            "2.16.840.1.113883.6.88",
            "http://www.nlm.nih.gov/research/umls/rxnorm",
            _rxnorm,
        ),
        System("loinc", "LOINC", "2.16.840.1.113883.6.1", "http://loinc.org", _loinc),
        System(
            "mesh",
            "MeSH",
            "2.16.840.1.113883.6.177",
            "http://terminology.hl7.org/CodeSystem/MSH",
            _mesh,
        ),
        System("atc", "ATC", "2.16.840.1.113883.6.73", "http://www.whocc.no/atc", _atc),
    )
}
CHOICES = [(system.key, system.name) for system in SYSTEMS.values()]
