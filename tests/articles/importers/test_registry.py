"""Every path gives items or problems; nothing a file holds stops the rest."""

import os
from pathlib import Path

import pytest

from articles.importers import registry
from articles.importers.item import Item, Problem

GOOD = "---\ntitle: Naps\n---\nWords.\n"


@pytest.mark.parametrize(
    "name, source",
    [
        ("a.txt", "scrape"),
        ("a.HTML", "html"),
        ("a.htm", "html"),
        ("a.md", "markdown"),
        ("a.jsonl", "jsonl"),
        ("a.pdf", None),
        ("noending", None),
    ],
)
def test_the_ending_tells_the_source(name, source):
    assert registry.detect(Path(name)) == source


def test_a_folder_is_read_sorted_and_only_in_the_kinds_we_know(tmp_path):
    for name in ("b.md", "a.md", "c.pdf", ".hidden.md", "README.md", "sub/d.md", ".git/e.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(GOOD)
    found = [Path(item.where).name for item in registry.read(tmp_path)]
    assert found == ["a.md", "b.md", "d.md"]
    assert registry.count(tmp_path) == 3


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    (tmp_path / "a.md").write_bytes(bytes(range(256)) * 20)
    (tmp_path / "b.md").write_text("")
    (tmp_path / "c.md").write_text(GOOD)
    (tmp_path / "d.html").write_text("<div>" * 10_000)
    (tmp_path / "e.jsonl").write_text("{")
    kinds = [type(found) for found in registry.read(tmp_path)]
    assert kinds == [Problem, Problem, Item, Problem, Problem]


@pytest.mark.parametrize("ending", ["txt", "html", "md", "jsonl"])
@pytest.mark.parametrize(
    "data, words",
    [
        (b"", "empty"),
        (b"  \n\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "binary"),
        (b"x" * (2 * 1024 * 1024 + 1), "KiB"),
    ],
    ids=["empty", "blank", "binary", "huge"],
)
def test_what_is_no_text_is_a_problem_in_every_source(tmp_path, ending, data, words):
    path = tmp_path / f"a.{ending}"
    path.write_bytes(data)
    (found,) = registry.read(path)
    assert isinstance(found, Problem) and words in found.message


@pytest.mark.parametrize("ending", ["txt", "html", "md", "jsonl", "pdf", ""])
def test_a_missing_file_is_said_to_be_missing(tmp_path, ending):
    (found,) = registry.read(tmp_path / f"none.{ending}")
    assert found.message == "There is no such file. Check the path."


def test_a_file_of_an_unknown_kind_asks_for_its_source(tmp_path):
    path = tmp_path / "a.dat"
    path.write_text(GOOD)
    (found,) = registry.read(path)
    assert "--source" in found.message
    (found,) = registry.read(path, "markdown")
    assert found.title == "Naps"


def test_an_empty_folder_is_a_problem(tmp_path):
    (found,) = registry.read(tmp_path)
    assert "no file to import" in found.message


def test_a_pipe_is_refused_and_never_waited_for(tmp_path):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    (found,) = registry.read(path)
    assert "not an ordinary file" in found.message


def test_latin_text_is_read_and_told_while_broken_utf8_is_refused(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("---\ntitle: Café\n---\n½ dose\n".encode("cp1252"))
    (found,) = registry.read(path)
    assert found.title == "Café" and "Windows-1252" in found.dropped[0]
    path.write_bytes("---\ntitle: Café é é\n---\nx".encode() + b"\xff")
    (found,) = registry.read(path)
    assert "UTF-8 is broken at byte" in found.message


def test_a_reader_that_fails_is_a_problem_like_any_other(tmp_path, monkeypatch):
    def broken(path):
        yield from ()
        raise RuntimeError("boom")

    monkeypatch.setitem(registry.READERS, "markdown", broken)
    path = tmp_path / "a.md"
    path.write_text(GOOD)
    (found,) = registry.read(path)
    assert "boom" in found.message
