"""Only the form of codes is judged; the codes here are examples that the systems' own pages give."""

import pytest

from articles import codes

GOOD = [
    ("icd-10", "e119", "E11.9"),
    ("icd-10", "I10", "I10"),
    ("icd-10", "A17.0†", "A17.0"),
    ("icd-10", " M79.18 ", "M79.18"),
    ("icd-10-cm", "f1120", "F11.20"),
    ("icd-10-cm", "C7A.00", "C7A.00"),
    ("icd-10-cm", "S52.521A", "S52.521A"),
    ("icd-11", "5a11", "5A11"),
    ("icd-11", "6C43.2Z", "6C43.2Z"),
    ("icd-11", "1A00", "1A00"),
    ("snomed-ct", "73211009", "73211009"),
    ("snomed-ct", "22298006", "22298006"),
    ("snomed-ct", "900000000000207008", "900000000000207008"),
    ("rxnorm", "7243", "7243"),
    ("loinc", "4548-4", "4548-4"),
    ("loinc", "12345-5", "12345-5"),
    ("mesh", "d003924", "D003924"),
    ("mesh", "C000657245", "C000657245"),
    ("atc", "A10BA02", "A10BA02"),
    ("atc", "c03", "C03"),
]
BAD = [
    ("icd-10", "11.9", "letter and two digits"),
    ("icd-10", "E1", "letter and two digits"),
    ("icd-10", "E11.9A", "letter and two digits"),
    ("icd-10-cm", "EE1.9", "three to seven"),
    ("icd-10-cm", "S52.52100A", "three to seven"),
    ("icd-11", "5A11&XS25", "stem code alone"),
    ("icd-11", "XS25", "stem code alone"),
    ("icd-11", "5O11", "no I and no O"),
    ("icd-11", "E11.9", "no I and no O"),
    ("snomed-ct", "73211008", "check digit"),
    ("snomed-ct", "73210109", "check digit"),
    ("snomed-ct", "073211009", "6 to 18 digits"),
    ("snomed-ct", "73211", "6 to 18 digits"),
    ("snomed-ct", "754786014", "description"),
    ("rxnorm", "123456789", "one to eight"),
    ("rxnorm", "0723", "one to eight"),
    ("loinc", "4548-5", "check digit"),
    ("loinc", "45484", "a hyphen"),
    ("mesh", "C18.452", "Tree numbers"),
    ("mesh", "Q000628", "qualifiers"),
    ("atc", "A1", "written like"),
    ("atc", "Z10BA02", "written like"),
    ("atc", "A10BA2", "written like"),
    ("icpc", "T90", "no code system"),
    ("rxnorm", "", "one to eight"),
    ("rxnorm", "٣٤", "one to eight"),
    ("icd-10", "E1.19", "letter and two digits"),
    ("icd-10", "E.1.1.9", "letter and two digits"),
    ("icd-10", "E11..9", "letter and two digits"),
    ("icd-10", ".E11", "letter and two digits"),
    ("icd-10", "E11.", "letter and two digits"),
    ("icd-10", "E11.9+++", "letter and two digits"),
    ("icd-10", "E11 .9", "blank inside"),
    ("icd-10", "ſ52.1", "letter and two digits"),
    ("icd-10-cm", "F1.1.2.0", "three to seven"),
    ("rxnorm", "72 43", "blank inside"),
]


@pytest.mark.parametrize(
    "system, typed", [(system, typed.strip("† ")) for system, typed, _ in GOOD]
)
def test_a_digit_of_another_script_is_refused(system, typed):
    """Wherever it stands: it looks like a code, and no other system would ever find it."""
    for place, sign in enumerate(typed):
        if sign.isdigit():
            foreign = typed[:place] + "٠١٢٣٤٥٦٧٨٩"[int(sign)] + typed[place + 1 :]
            with pytest.raises(codes.BadCode):
                codes.normalised(system, foreign)


@pytest.mark.parametrize("system, typed, stored", GOOD)
def test_a_good_code_is_stored_in_one_way_of_writing(system, typed, stored):
    assert codes.normalised(system, typed) == stored
    assert codes.normalised(system, stored) == stored


@pytest.mark.parametrize("system, typed, why", BAD)
def test_a_slip_is_refused_with_what_to_write(system, typed, why):
    with pytest.raises(codes.BadCode, match=why):
        codes.normalised(system, typed)


@pytest.mark.parametrize("place", range(8))
def test_verhoeff_finds_every_single_wrong_digit_and_every_swap(place):
    right = "73211009"
    for digit in set("0123456789") - {right[place]}:
        wrong = right[:place] + digit + right[place + 1 :]
        assert not codes._verhoeff_holds(wrong), wrong
    swapped = right[:place] + right[place + 1 : place + 2] + right[place] + right[place + 2 :]
    assert swapped == right or not codes._verhoeff_holds(swapped)


def test_a_code_tells_its_system_to_machines():
    made = codes.code("icd-10-cm", "F11.20", "Opioid dependence")
    assert (made.system_name, made.oid) == ("ICD-10-CM", "2.16.840.1.113883.6.90")
    assert made.uri.startswith("http://hl7.org/")
    assert all(system.uri for system in codes.SYSTEMS.values())
