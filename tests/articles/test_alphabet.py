import pytest

from articles import alphabet


@pytest.mark.parametrize(
    "name, letter, key",
    [
        ("Éclair", "e", "eclair"),
        ("the flu", "t", "the flu"),
        ("COVID-19", "c", "covid 19"),
        ("Ørsted", "o", "orsted"),
        ("Łódź fever", "l", "lodz fever"),
        ("Ħamrun", "h", "hamrun"),
        ("ŧest", "t", "test"),
        ("Ŋaliema", "n", "naliema"),
        ("Ɖo", "d", "do"),
        ("Ñandú", "n", "nandu"),
        ("n\u0303andu", "n", "nandu"),
        ("5-HT", "0-9", "5 ht"),
        ("٣ days", "0-9", "٣ days"),
        ("β-blockers", "other", "β blockers"),
        ("日本語", "other", "日本語"),
        ("Crohn’s  disease", "c", "crohns disease"),
        ("‘Water’ pills", "w", "water pills"),
        ("½ a tablet", "0-9", "1 2 a tablet"),
        ("!!", "other", "!!"),
        (" ", "other", ""),
    ],
)
def test_a_name_stands_under_the_letter_that_a_reader_looks_for(name, letter, key):
    assert alphabet.sort_key(name) == key
    assert alphabet.letter(key) == letter and letter in alphabet.LETTERS


def test_accents_and_case_do_not_part_what_belongs_together():
    names = ["eczema", "Écorce", "Eclair", "éclair au lait", "ECG", "Zinc", "Ångström", "angst"]
    ordered = sorted(names, key=alphabet.sort_key)
    assert ordered == [
        "Ångström" if n == "angstrom" else n
        for n in [
            "angst",
            "angstrom",
            "ECG",
            "Eclair",
            "éclair au lait",
            "Écorce",
            "eczema",
            "Zinc",
        ]
    ]


def test_in_spanish_enye_is_a_letter_of_its_own_after_n():
    names = ["ñu", "Ob", "Nzinga", "nandu", "Ñandú", "niño", "nin\u0303a", "ninz", "NIÑA", "nio"]
    ordered = sorted(names, key=lambda name: alphabet.sort_key(name, "es"))
    assert ordered == (
        ["nandu", "ninz", "nin\u0303a", "NIÑA", "niño", "nio", "Nzinga", "Ñandú", "ñu", "Ob"]
    )
    found = [alphabet.letter(alphabet.sort_key(name, "es")) for name in ordered]
    assert found == [*"nnnnnnn", "ñ", "ñ", "o"]
    spanish = alphabet.letters("es")
    assert spanish[13:16] == ("n", "ñ", "o") and set(spanish) == {*alphabet.LETTERS, "ñ"}
    assert alphabet.letters("en") == alphabet.letters() == alphabet.LETTERS


def test_no_key_is_longer_than_its_column():
    assert len(alphabet.sort_key("ﷺ" * 200)) <= alphabet.LONGEST_KEY
