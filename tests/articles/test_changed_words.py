from types import SimpleNamespace

from articles import changed_words, compare


def revision(**fields):
    empty = {
        "title": "Sleep",
        "summary": "",
        "key_facts": [],
        "plain_text": "",
        "glossary": [],
        "also_known_as": [],
        "medicines": [],
        "byline": [],
        "sources": [],
        "statements": {},
    }
    return SimpleNamespace(**{**empty, **fields})


def passages(before, after):
    return changed_words.difference(revision(**before), revision(**after))[0]


def test_only_the_passages_that_changed_are_kept_with_their_places():
    before = {"title": "Sleep", "plain_text": "One line.\nTake 5 mg a day.\nA last line."}
    after = {"title": "Sleep well", "plain_text": "One line.\nTake 10 mg a day.\nA last line."}
    found = passages(before, after)
    assert [passage["place"] for passage in found] == ["Title", "Text"]
    assert ["removed", "5"] in found[1]["pieces"] and ["added", "10"] in found[1]["pieces"]
    assert "last line" not in str(found)


def test_the_pieces_of_a_passage_give_the_old_and_the_new_line_again():
    old, new = "Take 5 mg with water.", "Take 10 mg with much water."
    pieces = passages({"plain_text": old}, {"plain_text": new})[0]["pieces"]
    assert "".join(text for kind, text in pieces if kind != "added") == old
    assert "".join(text for kind, text in pieces if kind != "removed") == new


def test_long_unchanged_stretches_are_cut_to_the_words_around_the_change():
    words = "plain words that stay " * 40
    found = passages({"plain_text": f"{words}old {words}"}, {"plain_text": f"{words}new {words}"})
    pieces = found[0]["pieces"]
    assert pieces[0][1].startswith(" … ") and pieces[-1][1].endswith(" … ")
    assert all(len(text) < 200 for _, text in pieces)


def test_sources_authors_and_statements_are_compared_too():
    before = {"sources": [{"citation": "A book. 2020."}], "byline": [{"name": "Ada"}]}
    after = {
        "sources": [{"citation": "A book. 2024."}],
        "byline": [{"name": "Ada"}, {"name": "Bea"}],
        "statements": {"funding": "A maker of pillows", "sponsored": False},
    }
    assert [p["place"] for p in passages(before, after)] == ["Authors", "Sources", "Funding"]


def test_the_same_text_has_no_passages():
    assert changed_words.difference(revision(), revision()) == ([], False)


def test_a_whole_new_text_is_kept_up_to_a_bound_and_says_so():
    before = "\n".join(f"Line {n} about something old." for n in range(2000))
    after = "\n".join(f"Another sentence, number {n}." for n in range(2000))
    found, is_cut = changed_words.difference(
        revision(plain_text=before), revision(plain_text=after)
    )
    assert is_cut
    kept = sum(len(text) for passage in found for _, text in passage["pieces"])
    assert kept <= changed_words.MOST_CHARACTERS


def test_a_split_paragraph_is_no_change_of_words():
    assert changed_words.changed_passages(compare.words("One. Two.", "One.\nTwo.")) in (
        [],
        [[("removed", " ")]],
        [[("same", "One."), ("removed", " ")]],
    )
