"""JSON Lines: a bad line is told by its number, and the next one is read."""

import json
from datetime import date

import pytest

from articles.importers import jsonl
from articles.importers.item import ITEM_LIMIT, Item, Problem, digest

RECORD = {
    "id": "nap-1",
    "slug": "naps",
    "title": "Naps",
    "category": "Sleep",
    "body_html": "<p>Short sleeps.</p>",
    "summary": "About naps.",
    "synonyms": ["Siesta", "siesta", "Power nap"],
    "source": "An Institute",
    "licence": "CC BY 4.0",
    "attribution": "Text: An Institute",
    "url": "https://sleep.example.org/naps",
    "published": "2024-05-06",
    "views": 7,
    "mesh": ["ignored"],
}


def read(tmp_path, *lines):
    path = tmp_path / "articles.jsonl"
    encoded = [
        x if isinstance(x, bytes) else json.dumps(x, ensure_ascii=False).encode() for x in lines
    ]
    path.write_bytes(b"\n".join(encoded))
    return list(jsonl.read(path))


def test_a_line_is_an_article(tmp_path):
    (item,) = read(tmp_path, RECORD)
    assert (item.guid, item.slug, item.title, item.category) == ("nap-1", "naps", "Naps", "Sleep")
    assert item.also_known_as == ("Siesta", "Power nap")
    assert item.source_name == "An Institute" and item.licence == "CC BY 4.0"
    assert item.source_url == RECORD["url"] and item.attribution == "Text: An Institute"
    assert item.original_published_on == date(2024, 5, 6) and item.baseline_views == 7


def test_title_and_text_are_enough_and_null_is_nothing(tmp_path):
    one, two = read(
        tmp_path,
        {"title": "Naps", "body_html": "<p>x</p>"},
        {"title": "Rest", "body_html": "<p>x</p>", "summary": None, "synonyms": None, "id": 5},
    )
    assert one.summary == "" and one.guid
    assert two.guid == "5"


@pytest.mark.parametrize(
    "line, words",
    [
        (b'{"title": "Naps"', "not JSON"),
        (b"[1, 2]", "not an object"),
        (b"[" * 200_000, "nested too deeply"),
        (b'{"title": "\xff\xc3\xa9\xc3\xa9"}', "UTF-8 is broken"),
        (b"\0\1\2\3", "binary"),
        ({**RECORD, "title": 5}, "“title” should be text, not a number"),
        ({**RECORD, "title": "  "}, "no title"),
        ({**RECORD, "title": "x" * 300}, "at most 200"),
        ({**RECORD, "body_html": None}, "no text"),
        ({**RECORD, "body_html": "<p>&nbsp;</p>"}, "no text"),
        ({**RECORD, "synonyms": "Siesta"}, "“synonyms” should be a list"),
        ({**RECORD, "synonyms": [1]}, "something in it is not text"),
        ({**RECORD, "views": True}, "not true or false"),
        ({**RECORD, "published": "some day"}, "should be a day"),
        ({**RECORD, "attribution": "x" * 501}, "longer than 500"),
        ({**RECORD, "references": [{"title": "x", "pmid": "abc"}]}, "Reference 1"),
        (b'{"title": "' + b"x" * ITEM_LIMIT + b'"}', "longer than 2048 KiB"),
        (b'{"views": ' + b"9" * 5_000 + b"}", "not JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_next_is_read(tmp_path, line, words):
    before, bad, after = read(tmp_path, RECORD, line, {**RECORD, "id": "nap-2"})
    assert isinstance(bad, Problem) and words in bad.message
    assert bad.where.endswith("articles.jsonl, line 2")
    assert isinstance(before, Item) and isinstance(after, Item)


def test_empty_lines_a_byte_order_mark_and_windows_ends_are_no_problem(tmp_path):
    line = json.dumps(RECORD).encode()
    assert [type(x) for x in read(tmp_path, b"\xef\xbb\xbf" + line + b"\r", b"", b"  ", line)] == [
        Item,
        Item,
    ]


def test_characters_no_database_stores_are_left_out_and_told(tmp_path):
    line = rb'{"id": "x", "title": "N\u0000aps", "body_html": "<p>a\u0007b\ud800</p>"}'
    (item,) = read(tmp_path, line)
    assert (item.title, item.body_html) == ("Naps", "<p>ab</p>")
    assert item.dropped == ("Left out 3 control characters.",)


def test_a_long_summary_and_an_address_of_another_kind_are_left_out_and_told(tmp_path):
    (item,) = read(tmp_path, {**RECORD, "summary": "x" * 501, "url": "javascript:alert(1)"})
    assert (item.summary, item.source_url) == ("", "")
    assert len(item.dropped) == 2


def test_the_digest_follows_the_content_and_not_the_place(tmp_path):
    one, two, three = read(tmp_path, RECORD, RECORD, {**RECORD, "summary": "Other."})
    assert digest(one) == digest(two) != digest(three)


def test_memory_stays_flat_while_a_long_file_is_read(tmp_path):
    import tracemalloc

    path = tmp_path / "long.jsonl"
    line = json.dumps({**RECORD, "body_html": "<p>" + "x" * 10_000 + "</p>"}) + "\n"
    path.write_text(line * 2_000)
    tracemalloc.start()
    assert sum(1 for _ in jsonl.read(path)) == 2_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2_000_000
