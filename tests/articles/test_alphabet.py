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


def test_no_key_is_longer_than_its_column():
    assert len(alphabet.sort_key("ﷺ" * 200)) <= alphabet.LONGEST_KEY
